"""What can go wrong, in words for the person who caused it.

Every refusal of a service is one of these. ``http_status`` is what a page answers with; a command prints the text and
exits 1; a job records it. A message is a :class:`~marketplace.kernel.i18n.Message`, so that it is said in the reader's
language at the moment it is shown, not at the moment it was raised.
"""

from collections.abc import Mapping

from marketplace.kernel.i18n import Message

Text = Message | str


class MarketplaceError(Exception):
    """A refusal that a person can understand.

    ``fields`` names the inputs at fault: ``{"phone": Message("Nhập số điện thoại đủ 10 số")}``.
    """

    http_status = 400

    def __init__(self, message: Text, *, fields: Mapping[str, Text] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields: dict[str, Text] = dict(fields or {})

    def __str__(self) -> str:
        return str(self.message)


class Invalid(MarketplaceError):
    """What was given cannot be accepted; ``fields`` says where."""

    http_status = 422


class NotFound(MarketplaceError):
    """There is no such thing, or it is not this person's to see."""

    http_status = 404

    def __init__(
        self, message: Text = Message("Không tìm thấy."), **kwargs: Mapping[str, Text] | None
    ) -> None:
        super().__init__(message, **kwargs)


class NotAllowed(MarketplaceError):
    """The person may not do this."""

    http_status = 403

    def __init__(
        self,
        message: Text = Message("Anh chị không có quyền làm việc này."),
        **kwargs: Mapping[str, Text] | None,
    ) -> None:
        super().__init__(message, **kwargs)


class Conflict(MarketplaceError):
    """True a moment ago, not any more: somebody else was first, or the state moved on."""

    http_status = 409


class InvalidMove(Conflict):
    """A move that the state machine does not have from the present state."""

    def __init__(self, subject: str, move: str, state: str, label: Text = "") -> None:
        """``label`` is what people call the ``state``; without it they read the state itself."""
        super().__init__(
            Message(
                "Không làm được việc này: %(subject)s đang ở bước “%(state)s”.",
                {"subject": subject, "state": label or state, "move": move},
            )
        )
        self.subject, self.move, self.state = subject, move, state


class OutOfStock(Conflict):
    """Fewer units are left than were asked for."""

    def __init__(self, name: str, left: int) -> None:
        text = (
            Message("%(name)s: hết hàng.", {"name": name})
            if left <= 0
            else Message("%(name)s: chỉ còn %(left)s, không đủ số đã đặt.", {"name": name, "left": left})
        )
        super().__init__(text)
        self.name, self.left = name, left


class BackendUnavailable(MarketplaceError):
    """A configured outside service does not answer. Nothing was done; nothing pretends to have worked."""

    http_status = 503

    def __init__(self, port: str, reason: str = "") -> None:
        super().__init__(
            Message("Dịch vụ “%(port)s” đang không trả lời. Xin thử lại sau ít phút.", {"port": port})
        )
        self.port, self.reason = port, reason

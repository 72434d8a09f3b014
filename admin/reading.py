"""Reading what people typed into forms: numbers and days as they write them here."""

from collections.abc import Collection, Mapping
from datetime import date

from marketplace.kernel.days import TooFar, day
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.web.numbers import whole


def which_commune(choices: Collection[object]) -> Message:
    """What to say where no commune is meant: to choose one of those that bear the name, or any at all."""
    if choices:
        return Message("Tên này nay thuộc mấy nơi, chọn một.")
    return Message("Chọn xã, phường trong danh sách gợi ý.")


class Reading:
    """Reads the fields of one form and gathers what cannot be read, to be refused all at once."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self.form = form
        self.errors: dict[str, Message] = {}

    def text(self, name: str) -> str:
        """What was typed, as it is."""
        return self.form.get(name, "")

    def whole(self, name: str, refusal: Message) -> int:
        """A whole number that has to be there."""
        found = whole(self.text(name))
        if found is None:
            self.errors[name] = refusal
        return found or 0

    def day(self, name: str, *, required: Message | None = None) -> date | None:
        """A day; with ``required`` it has to be there."""
        try:
            found = day(self.text(name))
        except TooFar:
            self.errors[name] = Message("Ngày quá xa.")
            return None
        except ValueError:
            self.errors[name] = Message("Ghi ngày như 12/6/2024.")
            return None
        if found is None and required is not None:
            self.errors[name] = required
        return found

    def refuse(self, name: str, message: Message) -> None:
        """Note what is wrong with a field, unless something is already."""
        self.errors.setdefault(name, message)

    def check(self) -> None:
        """:class:`Invalid` with every field at fault, if there is any."""
        if self.errors:
            raise Invalid(next(iter(self.errors.values())), fields=self.errors)

"""The form of a paper of a producer: a new one, or one in place of another."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.kinds import PaperKind
from marketplace.producers.queries import PaperView

from ..view_models import Field, Note, Option

FIELDS = ("kind", "number", "issuer", "issued_on", "expires_on", "scan")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """The form. ``kind_words`` says the kind where it is given; ``alert`` is what is wrong with no field."""

    title: str
    action: str
    back_url: str
    kinds: tuple[Option, ...]
    kind_words: str
    fields: Mapping[str, Field]
    kept_scan: str
    remark: Note | None
    alert: str
    failed: bool


def again(paper: PaperView) -> dict[str, str]:
    """What the form for a successor begins with: all of a paper that was sent back, of another who issued it."""
    if not paper.return_reason:
        return {"issuer": paper.issuer}
    return {
        "number": paper.number,
        "issuer": paper.issuer,
        "issued_on": formats.day(paper.issued_on),
        "expires_on": formats.day(paper.expires_on) if paper.expires_on else "",
    }


def form_page(
    values: Mapping[str, str],
    *,
    old: PaperView | None,
    refusal: MarketplaceError | None,
    kept_scan: str,
    action: str,
    back_url: str,
) -> PaperForm:
    """The form with what was typed."""
    errors = dict(refusal.fields) if refusal else {}
    if old is None:
        title = _("Nhập giấy")
    elif old.return_reason:
        title = _("Nhập lại %(paper)s", paper=old.kind.label)
    else:
        title = _("Thay %(paper)s số %(number)s", paper=old.kind.label, number=old.number)
    return PaperForm(
        title=title,
        action=action,
        back_url=back_url,
        kinds=tuple(Option(kind.value, str(kind.label)) for kind in PaperKind),
        kind_words=str(old.kind.label) if old else "",
        fields={name: Field(values.get(name, ""), str(errors.get(name) or "")) for name in FIELDS},
        kept_scan=kept_scan,
        remark=Note(_("Cán bộ trả lại"), old.return_reason, "warn", "message-square-text")
        if old and old.return_reason
        else None,
        alert=str(refusal) if refusal and not errors else "",
        failed=refusal is not None,
    )

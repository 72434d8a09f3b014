"""One producer as officers read it: who it is, how it came to stand so, what it holds, what can be done now."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from marketplace.kernel import clock, formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.producers.joining.kinds import PairState
from marketplace.producers.kinds import Standing

from ..view_models import Fact, Field, Link, Note, SeveralForms, Status, Step, Table
from .officer_producer_tables import Known, papers_table, people_table, products_table, recognitions_table
from .officer_producers import standing_status, tax_text
from .second_look import account_status
from .words import number, stamp

FORMS = {
    "verify": (),
    "suspend": ("reason", "paper_no"),
    "reinstate": ("reason",),
    "close": ("reason",),
    "pair": ("other",),
}
"""The forms of the page, each with its fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage(SeveralForms):
    """The page. ``forms`` are those that can be sent now, by name; ``fields`` what was typed into a refused one."""

    id: int
    title: str
    eyebrow: str
    status: Status
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...]
    money: tuple[Fact, ...]
    steps: tuple[Step, ...]
    papers: Table
    recognitions: Table
    products: Table
    people: Table
    links: tuple[Link, ...]
    forms: Mapping[str, str]


def subject_page(
    known: Known,
    *,
    forms: frozenset[str],
    may_audit: bool = False,
    refused: str = "",
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> SubjectPage:
    """The page. ``forms`` is what the reader may send now."""
    seller, errors = known.seller, refusal.fields if refusal else {}
    shown = seller.standing in {Standing.VERIFIED, Standing.SUSPENDED}
    links = []
    if shown:
        url = url_for("marketplace.storefront.producer", slug=seller.slug)
        links.append(Link(_("Trang người mua xem"), url, "eye"))
    if may_audit:
        links.append(Link(_("Nhật ký"), url_for(".audit_log", voi=f"producer:{seller.id}"), "history"))
    return SubjectPage(
        id=seller.id,
        title=seller.display_name,
        eyebrow=f"{seller.kind.label}, {seller.commune}, {seller.province}",
        status=standing_status(seller.standing),
        notes=tuple(_notes(known)),
        facts=tuple(each for each in _facts(known) if each.value),
        money=tuple(_money(known)),
        steps=tuple(_steps(known)),
        papers=papers_table(known),
        recognitions=recognitions_table(known),
        products=products_table(known),
        people=people_table(known),
        links=tuple(links),
        forms={name: url_for(f".subject_{name}", producer_id=seller.id) for name in FORMS if name in forms},
        refused=refused,
        fields={
            form: {
                name: Field((typed or {}).get(name, ""), str(errors.get(name) or ""))
                if form == refused
                else Field()
                for name in names
            }
            for form, names in FORMS.items()
        },
    )


def who(ref: str, names: Mapping[str, str]) -> str:
    """The name behind an actor's reference; its own words where nobody is behind it."""
    return names.get(ref) or (_("hệ thống chợ") if not ref.startswith("user:") else ref)


def _notes(known: Known) -> list[Note]:
    found = []
    if known.kept is not None:
        found.append(
            Note(
                _("Đã gộp vào %(name)s", name=known.kept.display_name),
                _("Mọi việc từ nay ghi ở chủ thể ấy; trang này giữ lại quá khứ."),
                "info",
                "users",
                *_opened(known, known.kept.id),
            )
        )
    last = known.standings[-1] if known.standings else None
    if last is not None and last.standing is Standing.SUSPENDED:
        text = _("%(reason)s Từ %(when)s, %(who)s.", reason=_ended(last.reason), when=stamp(last.since),
                 who=who(last.actor, known.names))  # fmt: skip
        found.append(Note(_("Đang tạm dừng, hàng rút khỏi quầy"), text, "bad", "pause"))
    if known.loose:
        found.append(
            Note(
                ngettext(
                    "%(n)s giấy công nhận đứng tên chủ thể chưa gắn",
                    "%(n)s giấy công nhận đứng tên chủ thể chưa gắn",
                    known.loose,
                ),
                _("Giấy cùng mã số thuế hoặc cùng tên vẫn bán được; gắn rồi thì đổi tên cũng không mất."),
                "info",
                "landmark",
                _("Xem và gắn"),
                url_for(".loose", q=known.seller.legal_name),
            )
        )
    for pair in known.pairs:
        if pair.state is PairState.JOINED:
            continue
        other = pair.second if pair.first.id == known.seller.id else pair.first
        title = (
            _("Đang chờ người thứ hai xác nhận gộp")
            if pair.state is PairState.PROPOSED
            else _("Có thể trùng với %(name)s", name=other.name)
        )
        found.append(
            Note(
                title,
                _("Cùng mã số thuế.") if pair.one_number else _("Tên gần như nhau."),
                "warn",
                "users",
                _("So hai chủ thể"),
                url_for(".pair", pair_id=pair.id),
            )
        )
    return found


def _opened(known: Known, producer_id: int) -> tuple[str, str]:
    """The link to another producer: its words and its address, both empty where the reader may not open it."""
    if producer_id not in known.opens:
        return "", ""
    return _("Mở chủ thể"), url_for(".subject", producer_id=producer_id)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _facts(known: Known) -> list[Fact]:
    seller = known.seller
    registration = ", ".join(
        part
        for part in (
            seller.registration_no,
            formats.day(seller.registration_on) if seller.registration_on else "",
            seller.registration_issuer,
        )
        if part
    )
    found = [
        Fact(_("Tên trên giấy đăng ký"), seller.legal_name),
        Fact(_("Loại hình"), str(seller.kind.label)),
        Fact(_("Mã số thuế"), tax_text(seller.tax_code)),
        Fact(_("Giấy đăng ký"), registration),
        Fact(_("Người đại diện"), seller.representative),
        Fact(_("Số điện thoại"), seller.phone_text),
        Fact(_("E-mail"), seller.email),
        Fact(_("Địa chỉ"), seller.address),
        Fact(_("Địa chỉ trên giấy tờ cũ"), seller.printed_address),
    ]
    for each in known.origins:
        day = formats.day(clock.local(each.decided_at).date()) if each.decided_at else ""
        found.append(
            Fact(
                _("Hồ sơ đăng ký"),
                _("%(code)s, duyệt %(day)s", code=each.code, day=day),
                url_for(".application", code=each.code) if known.opens_applications else "",
            )
        )
    found += [Fact(_("Đã gộp vào đây"), each.display_name, _opened(known, each.id)[1]) for each in known.gone]
    return found


def _money(known: Known) -> list[Fact]:
    found = [
        Fact(
            f"{each.bank_name} {each.covered}",
            f"{account_status(each.state).label}, {formats.day(clock.local(each.entered_at).date())}",
        )
        for each in known.accounts
    ] or [Fact(_("Tài khoản nhận tiền"), _("chưa có"))]
    open_, all_ = known.orders
    orders = _("%(open)s đang làm, %(all)s tất cả", open=number(open_), all=number(all_))
    return [*found, Fact(_("Đơn hàng"), orders)]


def _steps(known: Known) -> list[Step]:
    return [
        Step(
            str(each.standing.label),
            stamp(each.since),
            ", ".join(
                part
                for part in (
                    each.reason,
                    _("văn bản %(number)s", number=each.paper_no) if each.paper_no else "",
                    who(each.actor, known.names),
                )
                if part
            ),
            each.since.isoformat(),
            "off" if each.standing.is_away else "done",
        )
        for each in known.standings
    ]

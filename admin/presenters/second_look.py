"""One paper, or one bank account, that an officer looks at beside what it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.kinds import PaperKind
from marketplace.producers.payout.holders import compared
from marketplace.producers.payout.queries import BankAccountView
from marketplace.producers.payout.states import AccountState
from marketplace.producers.queries import PaperView, Seller

from ..view_models import EMPTY, Fact, Field, Note, Status
from .own_papers import SOON, paper_status
from .words import waited

ACCOUNT_KINDS = {
    AccountState.PENDING: ("info", "hourglass"),
    AccountState.VERIFIED: ("ok", "check"),
    AccountState.REPLACED: ("", "history"),
    AccountState.REFUSED: ("bad", "undo-2"),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """Whose it is, who entered it, whether that was the reader, and the reason that was typed."""

    seller: Seller
    entered_by: str
    own: bool
    reason: Field = EMPTY


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a scan."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A line to compare, and what a machine found about it."""

    label: str
    value: str
    finding: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPage:
    """The page. Forms are empty where there is nothing to decide, or not for the reader."""

    title: str
    eyebrow: str
    status: Status
    notes: tuple[Note, ...]
    sheets: tuple[Sheet, ...]
    no_scan: str
    scan_urls: tuple[str, ...]
    pairs: tuple[Pair, ...]
    facts: tuple[Fact, ...]
    facts_title: str
    verify_url: str
    return_url: str
    reveal_url: str
    verify_words: str
    reason_hint: str
    reason: Field
    failed: bool


def account_status(state: AccountState) -> Status:
    """How an account stands."""
    return Status(str(state.label), *ACCOUNT_KINDS[state])


def paper_page(
    looked: Looked, paper: PaperView, others: Sequence[PaperView], pages: Sequence[int]
) -> LookPage:
    """A paper beside its scans, of which ``pages`` are the pages."""
    seller, today = looked.seller, clock.today()
    decides = paper.waits and not looked.own
    return LookPage(
        title=str(paper.kind.label),
        eyebrow=seller.display_name,
        status=paper_status(paper, today),
        notes=(*_own_note(looked, waits=paper.waits), *_said(paper)),
        sheets=tuple(
            Sheet(
                url_for(".second_look_picture", paper_id=paper.id, page=number),
                _("Trang %(page)s/%(pages)s", page=number, pages=sum(pages)),
            )
            for number in range(1, sum(pages) + 1)
        ),
        no_scan=_("Giấy này không có bản quét: xem bản giấy tại chỗ trước khi xác minh."),
        scan_urls=tuple(
            url_for(".second_look_scan", paper_id=paper.id, number=number)
            for number in range(1, len(pages) + 1)
        ),
        pairs=tuple(_pairs(seller, paper, today)),
        facts=tuple(_paper_facts(looked, paper, others)),
        facts_title=_("Trong hồ sơ chủ thể"),
        verify_url=url_for(".second_look_verify_paper", paper_id=paper.id) if decides else "",
        return_url=url_for(".second_look_return_paper", paper_id=paper.id) if decides else "",
        reveal_url="",
        verify_words=_("So từng dòng với bản quét. Xác minh xong giấy có giá trị ngay."),
        reason_hint=_("Chỗ nào khác bản quét, sửa thành gì. Chủ thể đọc được."),
        reason=looked.reason,
        failed=bool(looked.reason.error),
    )


def account_page(
    looked: Looked, account: BankAccountView, others: Sequence[BankAccountView], number: str
) -> LookPage:
    """An account; ``number`` is the whole one where it was asked for."""
    seller = looked.seller
    waits = account.state is AccountState.PENDING
    decides = waits and not looked.own
    match = compared(
        account.holder,
        legal_name=seller.legal_name,
        representative=seller.representative,
        kind=seller.kind,
    )
    finding = None
    if match is not None:
        finding = (
            Status(str(match.text), "ok", "check")
            if match.agrees
            else Status(str(match.text), "warn", "triangle-alert")
        )
    now = next((each for each in others if each.state is AccountState.VERIFIED), None)
    facts = (
        Fact(_("Tên trên giấy đăng ký"), seller.legal_name),
        Fact(_("Người đại diện"), seller.representative),
        Fact(_("Số điện thoại"), seller.phone_text),
        Fact(
            _("Đang nhận tiền ở"),
            f"{now.bank_name} {now.covered}" if now is not None else _("chưa có tài khoản nào"),
        ),
        *_entered(looked, account.entered_at, waits=waits),
    )
    notes = list(_own_note(looked, waits=waits))
    if number:
        notes.append(Note(_("Đã ghi vào nhật ký"), _("Số tài khoản chỉ hiện lần này."), "info", "history"))
    if account.reason:
        notes.append(Note(_("Đã trả lại"), account.reason, "bad", "undo-2"))
    return LookPage(
        title=_("Tài khoản nhận tiền"),
        eyebrow=seller.display_name,
        status=account_status(account.state),
        notes=tuple(notes),
        sheets=(),
        no_scan="",
        scan_urls=(),
        pairs=(
            Pair(_("Ngân hàng"), account.bank_name),
            Pair(_("Số tài khoản"), number or account.covered),
            Pair(_("Chủ tài khoản"), account.holder, finding),
        ),
        facts=facts,
        facts_title=_("Trong hồ sơ chủ thể"),
        verify_url=url_for(".second_look_verify_account", account_id=account.id) if decides else "",
        return_url=url_for(".second_look_refuse_account", account_id=account.id) if decides else "",
        reveal_url="" if number else url_for(".second_look_reveal", account_id=account.id),
        verify_words=_(
            "Gọi lại số điện thoại trong hồ sơ để hỏi chủ thể có đổi thật không. "
            "Xác minh xong tiền chuyển về tài khoản này, tài khoản cũ thôi dùng."
        ),
        reason_hint=_("Vì sao chưa nhận, chủ thể cần làm gì. Chủ thể đọc được."),
        reason=looked.reason,
        failed=bool(looked.reason.error),
    )


def _own_note(looked: Looked, *, waits: bool) -> Iterator[Note]:
    if looked.own and waits:
        text = _("Người nhập không tự xác minh: cần một cán bộ khác.")
        yield Note(_("Chờ cán bộ khác"), text, "info", "users")


def _said(paper: PaperView) -> Iterator[Note]:
    if paper.return_reason:
        yield Note(_("Đã trả lại"), paper.return_reason, "bad", "undo-2")


def _pairs(seller: Seller, paper: PaperView, today: date) -> Iterator[Pair]:
    """The fields as they were typed; those of a registration beside what the register has of the producer."""
    registered = paper.kind is PaperKind.BUSINESS_REGISTRATION
    yield Pair(_("Số giấy"), paper.number, _same(paper.number, seller.registration_no, registered=registered))
    yield Pair(
        _("Nơi cấp"), paper.issuer, _same(paper.issuer, seller.registration_issuer, registered=registered)
    )
    yield Pair(_("Ngày cấp"), formats.day(paper.issued_on))
    until = formats.day(paper.expires_on) if paper.expires_on else _("không ghi hạn")
    finding = None
    if paper.expires_on is not None and paper.expires_on < today:
        finding = Status(_("Đã hết hạn"), "bad", "calendar-x")
    elif paper.expires_on is not None and (paper.expires_on - today).days <= SOON:
        finding = Status(_("Sắp hết hạn"), "warn", "calendar-clock")
    yield Pair(_("Có giá trị đến hết ngày"), until, finding)


def _same(typed: str, known: str, *, registered: bool) -> Status | None:
    if not registered or not known:
        return None
    if typed == known:
        return Status(_("Trùng hồ sơ chủ thể"), "ok", "check")
    return Status(_("Hồ sơ chủ thể ghi: %(known)s", known=known), "warn", "triangle-alert")


def _paper_facts(looked: Looked, paper: PaperView, others: Sequence[PaperView]) -> Iterator[Fact]:
    seller = looked.seller
    yield Fact(_("Tên trên giấy đăng ký"), seller.legal_name)
    yield Fact(_("Loại hình"), str(seller.kind.label))
    yield Fact(_("Người đại diện"), seller.representative)
    yield Fact(_("Mã số thuế"), seller.public_tax_code)
    yield Fact(_("Địa chỉ"), seller.address)
    before = next((each for each in others if each.replaced_by == paper.id), None)
    if before is None:
        before = next(
            (each for each in others if each.kind is paper.kind and each.verified and each.id != paper.id),
            None,
        )
    if before is not None:
        until = formats.day(before.expires_on) if before.expires_on else _("không ghi hạn")
        words = _("số %(number)s, đến %(until)s", number=before.number, until=until)
        yield Fact(_("Giấy cùng loại trước đó"), words, url_for(".second_look_paper", paper_id=before.id))
    yield from _entered(looked, paper.entered_at, waits=paper.waits)


def _entered(looked: Looked, at: datetime, *, waits: bool) -> Iterator[Fact]:
    yield Fact(_("Người nhập"), looked.entered_by)
    yield Fact(_("Gửi lúc"), formats.moment(at))
    if waits:
        yield Fact(_("Đã chờ"), waited(at))

"""The account that a producer is paid to, the one that waits, and the form for another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.kinds import Standing
from marketplace.producers.payout.banks import banks
from marketplace.producers.payout.holders import compared
from marketplace.producers.payout.queries import BankAccountView
from marketplace.producers.payout.states import AccountState
from marketplace.producers.queries import Seller

from .. import own
from ..view_models import Field, Link, Note, Option, Status
from .second_look import account_status

FIELDS = ("bank", "bank_account", "bank_holder")


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account. ``shown`` says that its number is uncovered in this page only."""

    id: int
    title: str
    number: str
    holder: str
    words: str
    status: Status
    remark: str
    finding: Status | None
    reveal_url: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """The page. ``now`` is paid to, ``next`` waits for an officer, ``past`` are the others."""

    title: str
    eyebrow: str
    tabs: tuple[Link, ...]
    producers: tuple[Link, ...]
    notes: tuple[Note, ...]
    now: AccountLine | None
    next: AccountLine | None
    past: tuple[AccountLine, ...]
    action: str
    banks: tuple[Option, ...]
    fields: Mapping[str, Field]
    holder_hint: str
    open: bool
    closed: bool
    failed: bool


def account_page(
    seller: Seller,
    accounts: Sequence[BankAccountView],
    fields: Mapping[str, Field],
    shown: Mapping[int, str],
    *,
    tabs: tuple[Link, ...],
    producers: tuple[Link, ...],
) -> AccountPage:
    """The page of a producer. ``shown`` are whole numbers that were asked for, by account."""
    lines = {each.id: _line(seller, each, shown) for each in accounts}
    now = next((each for each in accounts if each.state is AccountState.VERIFIED), None)
    waits = next((each for each in accounts if each.state is AccountState.PENDING), None)
    notes = []
    if waits is None and accounts and accounts[0].state is AccountState.REFUSED:
        notes.append(
            Note(
                _("Tài khoản %(number)s chưa được nhận", number=accounts[0].covered),
                accounts[0].reason,
                "warn",
                "message-square-text",
            )
        )
    if shown:
        notes.append(Note(_("Đã ghi vào nhật ký"), _("Số tài khoản chỉ hiện lần này."), "info", "history"))
    personal = seller.kind.may_use_personal_id
    failed = any(field.error for field in fields.values())
    return AccountPage(
        title=_("Tài khoản nhận tiền"),
        eyebrow=seller.display_name,
        tabs=tabs,
        producers=producers,
        notes=tuple(notes),
        now=lines[now.id] if now else None,
        next=lines[waits.id] if waits else None,
        past=tuple(lines[each.id] for each in accounts if each not in (now, waits)),
        action=own.at("own_account_change", seller.id),
        banks=tuple(Option(bank.bin, bank.label) for bank in banks().values()),
        fields=fields,
        holder_hint=_(
            "Như ngân hàng ghi: %(name)s hoặc %(person)s.",
            name=seller.legal_name,
            person=seller.representative,
        )
        if personal
        else _("Như ngân hàng ghi: %(name)s.", name=seller.legal_name),
        open=failed or (now is None and waits is None),
        closed=seller.standing is Standing.CLOSED,
        failed=failed,
    )


def _line(seller: Seller, account: BankAccountView, shown: Mapping[int, str]) -> AccountLine:
    match = compared(
        account.holder, legal_name=seller.legal_name, representative=seller.representative, kind=seller.kind
    )
    finding = None
    if match is not None and account.state in {AccountState.PENDING, AccountState.VERIFIED}:
        kind, icon = ("ok", "check") if match.agrees else ("warn", "triangle-alert")
        finding = Status(str(match.text), kind, icon)
    words = _("Gửi lúc %(when)s", when=formats.moment(account.entered_at))
    if account.state is AccountState.VERIFIED and account.decided_at is not None:
        words = _("Nhận tiền từ %(when)s", when=formats.moment(account.decided_at))
    return AccountLine(
        account.id,
        account.bank_name,
        shown.get(account.id, account.covered),
        account.holder,
        words,
        account_status(account.state),
        account.reason,
        finding,
        own.at("own_account_reveal", seller.id, account_id=account.id) if account.id not in shown else "",
        account.id in shown,
    )

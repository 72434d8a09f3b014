"""Two producers that may be one side by side, with exactly what would move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.certification.queries.holding import Held
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.producers.joining.fitness import refusal as unfit
from marketplace.producers.joining.kinds import PairState
from marketplace.producers.joining.queries import PairView
from marketplace.producers.kinds import Standing
from marketplace.producers.payout.queries import BankAccountView
from marketplace.producers.payout.states import AccountState
from marketplace.producers.queries import Seller

from ..view_models import EMPTY, Field, Link, Note, Option, Status
from .officer_duplicates import pair_status
from .officer_producers import standing_status, tax_text
from .words import number, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one of the two has, counted."""

    seller: Seller
    held: Held
    products: tuple[int, int]
    papers: int
    lots: int
    orders: tuple[int, int]
    people: Sequence[str]
    accounts: Sequence[BankAccountView]


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the two. ``same`` says that they agree."""

    label: str
    left: str
    right: str
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """The page. Addresses are empty where there is nothing to send, or not for the reader."""

    title: str
    status: Status
    notes: tuple[Note, ...]
    left: Link
    right: Link
    lines: tuple[Compared, ...]
    moves: tuple[str, ...]
    keeps: tuple[Option, ...]
    version: int
    propose_url: str
    apart_url: str
    again_url: str
    drop_url: str
    join_url: str
    kept_name: str
    gone_name: str
    refused: str
    kept: Field
    reason: Field

    @property
    def failed(self) -> bool:
        """A form was refused."""
        return bool(self.refused)


def pair_page(
    pair: PairView,
    sides: tuple[Side, Side],
    names: Mapping[str, str],
    reader: str,
    *,
    own: bool,
    stuck: Sequence[str],
    refused: str = "",
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> PairPage:
    """The page. ``own`` says that the reader works for one of the two; ``stuck`` are orders that have to end first."""
    errors = refusal.fields if refusal else {}
    left, right = sides
    state, typed = pair.state, typed or {}
    kept = left if pair.kept_id == left.seller.id else right
    gone = right if kept is left else left
    decides = not own
    open_ = state is PairState.OPEN and decides
    proposed = state is PairState.PROPOSED and decides

    def address(endpoint: str, *, there: bool) -> str:
        return url_for(f".pair_{endpoint}", pair_id=pair.id) if there else ""

    return PairPage(
        title=_("%(one)s và %(other)s", one=left.seller.display_name, other=right.seller.display_name),
        status=pair_status(state),
        notes=tuple(_notes(pair, names, reader, own=own, stuck=stuck)),
        left=_link(left),
        right=_link(right),
        lines=tuple(_lines(left, right)),
        moves=tuple(_moves(kept, gone)) if pair.kept_id else (),
        keeps=tuple(_keeps(left, right)),
        version=pair.version,
        propose_url=address("propose", there=open_),
        apart_url=address("apart", there=open_),
        again_url=address("again", there=state is PairState.DIFFERENT and decides),
        drop_url=address("drop", there=proposed),
        join_url=address("join", there=proposed and pair.proposed_by != reader and not stuck),
        kept_name=kept.seller.display_name,
        gone_name=gone.seller.display_name,
        refused=refused,
        kept=Field(typed.get("kept_id", ""), str(errors.get("kept_id") or ""))
        if refused == "propose"
        else EMPTY,
        reason=Field(typed.get("reason", ""), str(errors.get("reason") or "")) if refused else EMPTY,
    )


def _link(side: Side) -> Link:
    return Link(side.seller.display_name, url_for(".subject", producer_id=side.seller.id))


def _notes(
    pair: PairView, names: Mapping[str, str], reader: str, *, own: bool, stuck: Sequence[str]
) -> list[Note]:
    found = []
    by = names.get(pair.proposed_by, pair.proposed_by)
    if pair.state is PairState.PROPOSED and pair.proposed_at and pair.kept:
        text = _("%(reason)s (%(who)s, %(when)s)", reason=pair.reason, who=by, when=stamp(pair.proposed_at))
        found.append(Note(_("Đề nghị gộp, giữ lại %(name)s", name=pair.kept.name), text, "info", "users"))
        if pair.proposed_by == reader:
            found.append(
                Note(
                    _("Chờ một cán bộ khác xác nhận"),
                    _("Người đề nghị không tự xác nhận được."),
                    "warn",
                    "hourglass",
                )
            )
    if pair.decided_at and pair.state is PairState.DIFFERENT:
        text = _("%(reason)s (%(who)s, %(when)s)", reason=pair.reason,
                 who=names.get(pair.decided_by, pair.decided_by), when=stamp(pair.decided_at))  # fmt: skip
        found.append(Note(_("Đã ghi là hai chủ thể khác nhau"), text, "info", "x"))
    if pair.decided_at and pair.state is PairState.JOINED and pair.kept:
        text = _("%(first)s đề nghị, %(second)s xác nhận ngày %(when)s. Lý do: %(reason)s", first=by,
                 second=names.get(pair.decided_by, pair.decided_by), when=stamp(pair.decided_at),
                 reason=pair.reason)  # fmt: skip
        found.append(Note(_("Đã gộp vào %(name)s", name=pair.kept.name), text, "ok", "check"))
    if own:
        found.append(
            Note(
                _("Anh chị làm việc cho một trong hai chủ thể"),
                _("Cần một cán bộ khác quyết định."),
                "warn",
                "users",
            )
        )
    if stuck and pair.state in {PairState.OPEN, PairState.PROPOSED}:
        text = _(
            "Đơn có phần của cả hai chưa giao xong: %(codes)s. Giao xong rồi gộp.", codes=", ".join(stuck)
        )
        found.append(Note(_("Chưa gộp được"), text, "warn", "package"))
    return found


def _lines(left: Side, right: Side) -> list[Compared]:
    one, other = left.seller, right.seller
    pairs = [
        (_("Tên trên giấy đăng ký"), one.legal_name, other.legal_name),
        (_("Loại hình"), str(one.kind.label), str(other.kind.label)),
        (_("Mã số thuế"), tax_text(one.tax_code), tax_text(other.tax_code)),
        (_("Số đăng ký"), one.registration_no, other.registration_no),
        (_("Người đại diện"), one.representative, other.representative),
        (_("Số điện thoại"), one.phone_text, other.phone_text),
        (_("Địa chỉ"), one.address, other.address),
        (
            _("Tình trạng"),
            str(standing_status(one.standing).label),
            str(standing_status(other.standing).label),
        ),
        (_("Giấy công nhận"), number(left.held.ever), number(right.held.ever)),
        (_("Sản phẩm"), number(left.products[1]), number(right.products[1])),
        (_("Giấy tờ"), number(left.papers), number(right.papers)),
        (_("Đơn đang làm"), number(left.orders[0]), number(right.orders[0])),
        (_("Nhận tiền ở"), _account(left), _account(right)),
        (_("Người của chủ thể"), ", ".join(left.people) or "–", ", ".join(right.people) or "–"),
    ]
    counted = 8
    found = [
        Compared(label, mine or "–", yours or "–", place < counted and bool(mine) and mine == yours)
        for place, (label, mine, yours) in enumerate(pairs)
    ]
    # Two that are covered look alike without being one.
    return [
        Compared(each.label, each.left, each.right, one.tax_code == other.tax_code)
        if each.label == pairs[2][0]
        else each
        for each in found
    ]


def _account(side: Side) -> str:
    now = next((each for each in side.accounts if each.state is AccountState.VERIFIED), None)
    return f"{now.bank_name} {now.covered}" if now else _("chưa có")


def _keeps(left: Side, right: Side) -> list[Option]:
    found = []
    for kept, gone in ((left, right), (right, left)):
        why = unfit(kept.seller.standing, gone.seller.standing)
        found.append(
            Option(
                str(kept.seller.id),
                kept.seller.display_name,
                hint=str(why) if why else _("%(name)s gộp vào đây rồi đóng", name=gone.seller.display_name),
                disabled=why is not None,
            )
        )
    return found


def _moves(kept: Side, gone: Side) -> list[str]:
    """What exactly goes over, in sentences with numbers."""
    people, accounts = (
        len(gone.people),
        [each for each in gone.accounts if each.state in {AccountState.PENDING, AccountState.VERIFIED}],
    )
    has_own = any(each.state in {AccountState.PENDING, AccountState.VERIFIED} for each in kept.accounts)
    found = [
        ngettext("%(n)s giấy công nhận", "%(n)s giấy công nhận", gone.held.ever),
        ngettext("%(n)s sản phẩm", "%(n)s sản phẩm", gone.products[1]),
        ngettext("%(n)s lô hàng", "%(n)s lô hàng", gone.lots),
        ngettext("%(n)s giấy tờ", "%(n)s giấy tờ", gone.papers),
        _("%(n)s đơn hàng, %(open)s đang làm", n=number(gone.orders[1]), open=number(gone.orders[0])),
        ngettext("%(n)s người với vai trò đang có", "%(n)s người với vai trò đang có", people),
    ]
    if accounts:
        found.append(
            _(
                "tài khoản %(account)s thôi dùng, tiền về tài khoản của chủ thể được giữ",
                account=accounts[0].covered,
            )
            if has_own
            else _("tài khoản %(account)s, phải xác minh lại mới chuyển tiền", account=accounts[0].covered)
        )
    if Standing.SUSPENDED in {kept.seller.standing, gone.seller.standing}:
        found.append(_("lệnh tạm dừng vẫn còn: chủ thể được giữ tạm dừng tới khi có người cho bán lại"))
    return found

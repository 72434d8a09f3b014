"""A person's own data, as they see it."""

from collections.abc import Mapping, Sequence

from flask import url_for

from marketplace.accounts.consent_texts import PURPOSES, Purpose
from marketplace.accounts.consents import Said
from marketplace.accounts.privacy.kinds import BY_HAND, KEPT_BECAUSE, RequestKind, RequestState
from marketplace.accounts.privacy.queries import Reading, RequestView
from marketplace.accounts.privacy.terms import term
from marketplace.kernel import clock, formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _

from ..view_models import (
    UNTOUCHED,
    ConsentView,
    EraseView,
    FactView,
    FieldState,
    OptionView,
    OwnDataView,
    RequestLineView,
    StatusView,
    WithdrawView,
)

READ: Mapping[str, Message] = {
    "accounts.restricted.opened": Message("mở dữ liệu giữ theo luật"),
    "certification.claim.revealed": Message("xem mã số thuế trong đề nghị nhận chủ thể"),
    "certification.claim.scan_opened": Message("mở ảnh giấy tờ trong đề nghị nhận chủ thể"),
    "producers.application.revealed": Message("xem số được che trong hồ sơ bán hàng"),
    "producers.application.scan_opened": Message("mở ảnh giấy tờ tuỳ thân trong hồ sơ bán hàng"),
    "producers.bank_account.revealed": Message("xem số tài khoản nhận tiền"),
}
"""What somebody did who looked at sealed data, in words."""
_KINDS = {"done": "ok", "refused": "bad", "open": "info"}


def own_data_view(
    held: Sequence[tuple[str, str]],
    said: Sequence[Said],
    readings: Sequence[Reading],
    requests: Sequence[RequestView],
    typed: Mapping[str, str],
    refusal: MarketplaceError | None,
) -> OwnDataView:
    """The page; with what was typed into a refused form."""
    errors = refusal.fields if refusal else {}
    fields = {
        name: FieldState(typed.get(name, ""), str(errors.get(name) or "")) if refusal else UNTOUCHED
        for name in ("kind", "words")
    }
    today = clock.today()
    return OwnDataView(
        holds=tuple(FactView(label, value) for label, value in held),
        consents=tuple(_consent(each, said) for each in PURPOSES.values()),
        readings=tuple(FactView(formats.moment(each.at), _reader(each)) for each in readings),
        requests=tuple(map(_request, requests)),
        copy_url=url_for(".data_copy"),
        copy_days=term("export_link", today).amount,
        erase_url=url_for(".data_erase"),
        ask_url=url_for(".data_ask"),
        kinds=tuple(OptionView(kind.value, str(kind.label)) for kind in BY_HAND),
        kind=fields["kind"],
        words=fields["words"],
        answer_days=term("answer", today).amount,
    )


def withdraw_view(purpose: Purpose) -> WithdrawView:
    """The question before consent is taken back."""
    return WithdrawView(
        title=str(purpose.title),
        entails=str(purpose.entails),
        kept=str(purpose.kept),
        action=url_for(".consent_withdraw", purpose=purpose.name),
    )


def erase_view(obstacles: Sequence[Message], *, waiting: bool) -> EraseView:
    """The question before somebody is erased."""
    today = clock.today()
    return EraseView(
        obstacles=tuple(map(str, obstacles)),
        goes=(
            _("Tên, e-mail, số điện thoại, mật khẩu, nơi đang đăng nhập"),
            _("Địa chỉ đã lưu, giỏ hàng, những gì đang gõ dở"),
            _("Hộp tin, nội dung thư đã gửi cho anh chị, và thư gửi người khác có ghi tên anh chị"),
            _("Hồ sơ bán hàng chưa duyệt, ảnh căn cước và giấy tờ đã gửi"),
        ),
        kept=(
            *(
                FactView(
                    str(words),
                    _("niêm phong, tới hết năm thứ %(n)s rồi xoá", n=term(name, today).amount),
                )
                for name, words in KEPT_BECAUSE.items()
            ),
            FactView(
                _("Biên bản kiểm tra, cả tên người có mặt, theo luật lưu trữ"),
                _(
                    "chỉ cán bộ kiểm tra mở được, tới hết năm thứ %(n)s rồi xoá tên",
                    n=term("keep_inspection", today).amount,
                ),
            ),
            FactView(_("Sổ công nhận và quyết định của cơ quan nhà nước"), _("giữ nguyên, là sổ công khai")),
            FactView(
                _("Nhật ký thao tác, bằng chứng đồng ý"),
                _("giữ nguyên, chỉ còn số tài khoản, không có tên"),
            ),
        ),
        days=term("erase_wait", today).amount,
        action=url_for(".data_erase"),
        waiting=waiting,
    )


def _consent(purpose: Purpose, said: Sequence[Said]) -> ConsentView:
    mine = [each for each in said if each.purpose == purpose.name]
    last = mine[-1] if mine else None
    given = last is not None and last.given
    changed = last is not None and given and last.version != purpose.version
    if changed:
        status = StatusView(_("Lời đã đổi, cần hỏi lại"), "warn", "triangle-alert")
    elif given:
        status = StatusView(_("Đang đồng ý"), "ok", "check")
    else:
        status = StatusView(_("Đã rút lại") if last else _("Chưa đồng ý"))
    return ConsentView(
        name=purpose.name,
        title=str(purpose.title),
        text=str(purpose.text),
        status=status,
        give_url="" if given and not changed else url_for(".consent_give"),
        withdraw_url=url_for(".consent_withdraw", purpose=purpose.name) if given else "",
        changed=changed,
        history=tuple(
            FactView(
                formats.moment(each.said_at),
                f"{_('Đồng ý') if each.given else _('Rút lại')}, {_('bản %(version)s', version=each.version)}"
                + (f": {each.shown}" if each.shown else ""),
                lang=each.locale,
            )
            for each in reversed(mine)
        ),
    )


def _reader(each: Reading) -> str:
    # Officers act for their office: which account it was stands here, who that is the office says when asked.
    who = each.by.partition(":")[2]
    return _("Tài khoản số %(who)s của cơ quan hoặc sàn: %(what)s", who=who, what=str(READ[each.action]))


def _request(each: RequestView) -> RequestLineView:
    kind, state = RequestKind(each.kind), RequestState(each.state)
    lines = [_("Gửi %(when)s", when=formats.moment(each.asked_at))]
    if each.ended_at:
        lines.append(_("Xong %(when)s", when=formats.moment(each.ended_at)))
    elif kind is RequestKind.ERASE and each.runs_after:
        lines.append(_("Tự xoá sau %(when)s, nếu anh chị không thôi", when=formats.moment(each.runs_after)))
    else:
        lines.append(_("Làm xong trước %(when)s", when=formats.moment(each.due_at)))
    if each.extended_why:
        lines.append(_("Gia hạn vì: %(why)s", why=each.extended_why))
    if each.has_file and each.file_until:
        lines.append(_("Tải được tới %(when)s", when=formats.moment(each.file_until)))
    return RequestLineView(
        title=str(kind.label),
        status=StatusView(str(state.label), _KINDS.get(each.state, "")),
        lines=tuple(lines),
        answer=each.answer,
        file_url=url_for(".data_copy_file", code=each.code) if each.has_file else "",
        cancel_url=url_for(".data_cancel", code=each.code)
        if each.state == "open" and kind is not RequestKind.EXPORT
        else "",
    )


def held(email: str, name: str, addresses: int, orders: int) -> tuple[tuple[str, str], ...]:
    """What is held, in numbers."""
    return (
        (_("E-mail"), email),
        (_("Tên"), name or "–"),
        (_("Địa chỉ đã lưu"), ngettext("%(n)s địa chỉ", "%(n)s địa chỉ", addresses)),
        (_("Đơn đã đặt"), ngettext("%(n)s đơn", "%(n)s đơn", orders)),
    )

"""The people of a producer and those it has invited, for its owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.accounts.invitation_queries import InvitationView
from marketplace.accounts.members import RANKS, Member
from marketplace.accounts.policy import Role
from marketplace.accounts.role_names import DUTIES, ROLES
from marketplace.kernel import formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.queries import Seller

from .. import own
from ..view_models import EMPTY, Field, Link, Option, Status

FIELDS = ("email", "role")

SHORT = {
    Role.PRODUCER_OWNER: Message("Chủ cơ sở"),
    Role.PRODUCER_STAFF: Message("Người làm"),
    Role.PRODUCER_PACKER: Message("Người đóng gói"),
}
"""What somebody is at a producer, said on its own page."""

STATES = {
    "open": (Message("Chờ nhận"), "info", "clock"),
    "accepted": (Message("Đã nhận"), "ok", "check"),
    "expired": (Message("Hết hạn"), "warn", "clock"),
    "revoked": (Message("Đã thu hồi"), "", "ban"),
}


def invitation_status(view: InvitationView) -> Status:
    """How an invitation stands."""
    words, kind, icon = STATES[view.state]
    return Status(str(words), kind, icon)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """Somebody who works here. ``role_url`` and ``remove_url`` are empty where it cannot be done."""

    key: int
    name: str
    email: str
    role: str
    detail: str
    status: Status | None
    roles: tuple[Option, ...]
    role_url: str
    remove_url: str
    remove_words: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """An invitation."""

    email: str
    role: str
    detail: str
    status: Status
    resend_url: str
    revoke_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage:
    """The page."""

    title: str
    eyebrow: str
    tabs: tuple[Link, ...]
    producers: tuple[Link, ...]
    members: tuple[MemberLine, ...]
    letters: tuple[LetterLine, ...]
    ended: tuple[LetterLine, ...]
    action: str
    roles: tuple[Option, ...]
    fields: Mapping[str, Field]
    failed: bool


def staff_page(
    seller: Seller,
    people: Sequence[Member],
    letters: Sequence[InvitationView],
    fields: Mapping[str, Field],
    *,
    me: int | None,
    tabs: tuple[Link, ...],
    producers: tuple[Link, ...],
) -> StaffPage:
    """The page of a producer; ``fields`` is what was typed into a form that was refused."""
    owners = [each for each in people if Role.PRODUCER_OWNER in each.roles and each.active]
    last = owners[0].user_id if len(owners) == 1 else None
    lines = [_letter(each) for each in letters]
    return StaffPage(
        title=_("Người làm"),
        eyebrow=seller.display_name,
        tabs=tabs,
        producers=producers,
        members=tuple(_member(seller.id, each, me, is_last=each.user_id == last) for each in people),
        letters=tuple(line for line in lines if line.revoke_url),
        ended=tuple(line for line in lines if not line.revoke_url),
        action=own.at("own_staff_invite", seller.id),
        roles=tuple(Option(role.value, str(SHORT[role]), hint=str(DUTIES[role])) for role in RANKS[::-1]),
        fields={name: fields.get(name, EMPTY) for name in FIELDS},
        failed=any(field.error for field in fields.values()),
    )


def _member(producer_id: int, each: Member, me: int | None, *, is_last: bool) -> MemberLine:
    is_me = each.user_id == me
    parts = [_("từ %(day)s", day=formats.moment(each.since))]
    if each.granted_by:
        parts.append(_("người mời: %(who)s", who=each.granted_by))
    if each.last_login_at:
        parts.append(_("đăng nhập gần nhất %(when)s", when=formats.moment(each.last_login_at)))
    status = None
    if not each.active:
        status = Status(_("Tài khoản bị khoá"), "bad", "lock")
    elif is_me:
        status = Status(_("Anh chị"), "info", "user-round")
    why_not = ""
    if is_last:
        why_not = _("Chủ cơ sở duy nhất: giao vai trò này cho một người nữa rồi mới đổi hay rời được.")
    return MemberLine(
        key=each.user_id,
        name=each.name,
        email=each.email if each.email != each.name else "",
        role=", ".join(str(SHORT[role]) for role in each.roles),
        detail=", ".join(parts),
        status=status,
        roles=tuple(Option(role.value, str(SHORT[role]), selected=role is each.role) for role in RANKS),
        role_url="" if is_me or is_last else own.at("own_staff_role", producer_id, user_id=each.user_id),
        remove_url="" if is_last else own.at("own_staff_remove", producer_id, user_id=each.user_id),
        remove_words=_("Rời khỏi chủ thể này") if is_me else _("Cho ra khỏi chủ thể"),
        why_not=why_not,
    )


def _letter(each: InvitationView) -> LetterLine:
    ended = each.state in {"accepted", "revoked"}
    until = formats.moment(each.expires_at)
    detail = _("gửi %(sent)s, dùng được đến %(until)s", sent=formats.moment(each.sent_at), until=until)
    if each.accepted_at:
        detail = _("nhận %(when)s", when=formats.moment(each.accepted_at))
    elif each.revoked_at:
        detail = _("thu hồi %(when)s", when=formats.moment(each.revoked_at))
    if each.invited_by:
        detail = _("%(detail)s, người mời: %(who)s", detail=detail, who=each.invited_by)
    ref = int(each.ref)
    return LetterLine(
        email=each.email,
        role=str(SHORT.get(Role(each.role), ROLES[Role(each.role)])),
        detail=detail,
        status=invitation_status(each),
        resend_url="" if ended else own.at("own_staff_resend", ref, invitation_id=each.id),
        revoke_url="" if ended else own.at("own_staff_revoke", ref, invitation_id=each.id),
    )

"""A role that somebody is invited to, as they see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.accounts.identity import Person
from marketplace.accounts.invitation_queries import InvitationView
from marketplace.accounts.policy import STAFF_ROLES, Role
from marketplace.accounts.role_names import DUTIES
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _

from ..view_models import Fact, Note
from .operator_users import role_words

Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    """The page of a link. Where the reader may not take the role now, the notes say what stands in the way."""

    title: str
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    may_take: bool = False
    login_url: str = ""
    register_url: str = ""
    logout_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A role that waits for the reader."""

    title: str
    facts: tuple[Fact, ...]
    take_url: str
    decline_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersPage:
    """What waits for one's own address."""

    title: str
    offers: tuple[Offer, ...]


def offer_page(
    view: InvitationView | None,
    names: Names,
    *,
    person: Person | None,
    login_url: str = "",
    register_url: str = "",
    logout_url: str = "",
) -> OfferPage:
    """The page of a link, as it is for this reader at this moment."""
    if view is None or view.state != "open":
        return OfferPage(
            title=_("Lời mời này không dùng được nữa"),
            notes=(
                Note(
                    _("Liên kết đã dùng, đã được thay, đã thu hồi hoặc quá 7 ngày"),
                    _("Tìm thư mời mới nhất trong hộp thư, hoặc nhờ người mời gửi lại."),
                    "warn",
                    "triangle-alert",
                ),
            ),
        )
    title = _("Lời mời: %(role)s", role=role_words(view.role, view.scope, view.ref, names))
    facts, masked = _facts(view), mask(view.email)
    if person is None:
        told = Note(
            _("Lời mời gửi tới %(email)s", email=masked),
            _("Đăng nhập hoặc tạo tài khoản bằng đúng địa chỉ ấy, xong thì trở lại trang này để nhận."),
        )
        return OfferPage(
            title=title, facts=facts, notes=(told,), login_url=login_url, register_url=register_url
        )
    if person.email.strip().lower() != view.email:
        told = Note(
            _("Lời mời gửi tới %(email)s", email=masked),
            _(
                "Anh chị đang dùng tài khoản %(mine)s. Đăng xuất rồi mở lại liên kết trong thư.",
                mine=person.email,
            ),
            "warn",
            "triangle-alert",
        )
        return OfferPage(title=title, facts=facts, notes=(told,), logout_url=logout_url)
    notes: tuple[Note, ...] = ()
    if view.role in STAFF_ROLES:
        notes = (
            Note(
                _("Vai trò này cần bảo mật hai lớp"),
                _("Nhận xong thì bật bằng điện thoại, mất chừng hai phút."),
                "info",
                "smartphone",
            ),
        )
    return OfferPage(title=title, facts=facts, notes=notes, may_take=True)


def offers_page(views: Sequence[InvitationView], names: Names) -> OffersPage:
    """The invitations that wait for the reader's address."""
    return OffersPage(
        title=_("Lời mời đang chờ"),
        offers=tuple(
            Offer(
                title=role_words(each.role, each.scope, each.ref, names),
                facts=_facts(each),
                take_url=url_for(".my_offer_take", invitation_id=each.id),
                decline_url=url_for(".my_offer_decline", invitation_id=each.id),
            )
            for each in views
        ),
    )


def mask(email: str) -> str:
    """An address as whoever has it knows it again, and nobody else learns it: l…@gmail.com."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def _facts(view: InvitationView) -> tuple[Fact, ...]:
    duty = DUTIES.get(Role(view.role))
    facts = (
        Fact(_("Người mời"), view.invited_by),
        Fact(_("Được làm"), str(duty) if duty else ""),
        Fact(_("Dùng được đến"), formats.moment(view.expires_at)),
    )
    return tuple(fact for fact in facts if fact.value)

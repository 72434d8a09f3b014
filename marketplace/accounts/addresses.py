"""Verbs on the addresses that people keep. Everybody has their own; somebody else's does not exist."""

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from marketplace.accounts import presence
from marketplace.accounts.consents import PERSONAL_DATA, has_withdrawn
from marketplace.accounts.models import Address
from marketplace.accounts.phones import read_phone
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Text
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold, one_line

MOST = 20
"""Addresses a person may keep."""


@dataclass(frozen=True, slots=True)
class AddressGiven:
    """An address as it was typed, its commune looked up by the page; ``place`` is how that reads with its province."""

    recipient: str
    phone: str
    province_code: str
    commune_code: str
    place: str
    street: str
    note: str = ""
    is_default: bool = False


def add(actor: Actor, given: AddressGiven) -> int:
    """Keep an address; the first one is the default. Returns its id.

    :raises Invalid: names every field at fault.
    :raises Conflict: there are ``MOST`` already, or the person took back their consent.
    :raises NotAllowed: nobody is signed in.
    """
    owner, values = _owner(actor), _checked(given)
    if has_withdrawn(owner, PERSONAL_DATA):
        raise Conflict(
            Message("Anh chị đã rút lại đồng ý lưu địa chỉ. Đồng ý lại ở trang “Dữ liệu của tôi” rồi lưu.")
        )
    with transaction() as here:
        presence.hold(actor)
        count = here.execute(select(func.count()).where(Address.user_id == owner)).scalar_one()
        if count >= MOST:
            raise Conflict(Message("Đã lưu %(count)s địa chỉ. Xoá bớt một rồi thêm.", {"count": MOST}))
        is_default = given.is_default or count == 0
        if is_default:
            _clear_default(here, owner)
        address_id: int = here.execute(
            insert(Address)
            .values(user_id=owner, is_default=is_default, created_at=clock.now(), **values)
            .returning(Address.id)
        ).scalar_one()
    return address_id


def edit(actor: Actor, address_id: int, given: AddressGiven) -> None:
    """Write an address anew. The default stays the default until another one is.

    :raises Invalid: names every field at fault.
    :raises NotFound: there is no such address, or it is somebody else's.
    """
    owner, values = _owner(actor), _checked(given)
    with transaction() as here:
        _require(here, owner, address_id)
        if given.is_default:
            _clear_default(here, owner)
            values["is_default"] = True
        here.execute(
            update(Address).where(Address.id == address_id, Address.user_id == owner).values(**values)
        )


def remove(actor: Actor, address_id: int) -> None:
    """Forget an address. When it was the default the newest of the others becomes it.

    :raises NotFound: there is no such address, or it is somebody else's.
    """
    owner = _owner(actor)
    with transaction() as here:
        gone = here.execute(
            delete(Address)
            .where(Address.id == address_id, Address.user_id == owner)
            .returning(Address.is_default)
        ).one_or_none()
        if gone is None:
            raise NotFound
        if gone.is_default:
            newest = select(func.max(Address.id)).where(Address.user_id == owner).scalar_subquery()
            here.execute(update(Address).where(Address.id == newest).values(is_default=True))


def set_default(actor: Actor, address_id: int) -> None:
    """Make an address the one that is offered first.

    :raises NotFound: there is no such address, or it is somebody else's.
    """
    owner = _owner(actor)
    with transaction() as here:
        _require(here, owner, address_id)
        _clear_default(here, owner)
        here.execute(
            update(Address).where(Address.id == address_id, Address.user_id == owner).values(is_default=True)
        )


def _owner(actor: Actor) -> int:
    if not actor.is_signed_in or actor.id is None:
        raise NotAllowed
    return actor.id


def _require(here: Session, owner: int, address_id: int) -> None:
    mine = select(Address.id).where(Address.id == address_id, Address.user_id == owner)
    if here.execute(mine).first() is None:
        raise NotFound


def _clear_default(here: Session, owner: int) -> None:
    here.execute(
        update(Address).where(Address.user_id == owner, Address.is_default.is_(True)).values(is_default=False)
    )


def name_refusal(name: str) -> Message | None:
    """Why this cannot be the name of who receives a parcel, ``None`` when it can. The checkout asks the same."""
    if len(name) > 120:
        return Message("Tên dài quá 120 chữ.")
    return Message("Ghi họ và tên người nhận.") if len(name) < 2 else None


def street_refusal(street: str) -> Message | None:
    """Why this cannot be house number and street, ``None`` when it can. A house number alone is enough."""
    if len(street) > 160:
        return Message("Số nhà, đường dài quá 160 chữ.")
    return Message("Ghi số nhà, đường, thôn xóm.") if not fold(street) else None


def note_refusal(note: str) -> Message | None:
    """Why this cannot be kept as the note for the courier, ``None`` when it can."""
    return Message("Lời nhắn dài quá 200 chữ.") if len(note) > 200 else None


def _checked(given: AddressGiven) -> dict[str, object]:
    """The columns, cleaned. The lengths are those of the checkout, which reads the same fields."""
    recipient, street, note = (one_line(text) for text in (given.recipient, given.street, given.note))
    errors: dict[str, Text] = {}
    if refusal := name_refusal(recipient):
        errors["recipient"] = refusal
    phone = ""
    try:
        phone = read_phone(given.phone)
    except Invalid as error:
        errors["phone"] = error.message
    if not given.commune_code or not given.province_code:
        errors["commune"] = Message("Chọn xã, phường trong danh sách gợi ý.")
    if refusal := street_refusal(street):
        errors["street"] = refusal
    if refusal := note_refusal(note):
        errors["note"] = refusal
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return {
        "recipient": recipient,
        "phone": phone,
        "province_code": given.province_code,
        "commune_code": given.commune_code,
        "place": given.place,
        "street": street,
        "note": note,
    }

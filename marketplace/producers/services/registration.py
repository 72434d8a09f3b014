"""Entering a producer and changing what is known about it."""

from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import insert, select, update

from marketplace.accounts.phones import read_phone
from marketplace.accounts.policy import may, require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold, nfc, slugify
from marketplace.places.models import Commune
from marketplace.producers.data import ProducerData
from marketplace.producers.events import ProducerChanged, ProducerRegistered
from marketplace.producers.identity import is_personal, normalise_tax_code
from marketplace.producers.joining.comparing import compare
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer, StandingPeriod
from marketplace.producers.naming import sort_key
from marketplace.producers.services.standing import change_standing

IDENTITY: Final = frozenset(
    {"kind", "legal_name", "tax_code", "registration_no", "registration_on", "registration_issuer"}
)
"""What an officer compared with papers. Once verified, only somebody who may verify can correct it."""

_COMPARED: Final = frozenset({"legal_name", "display_name", "tax_code", "kind", "commune_code"})
"""By these a producer may turn out to be one that is there."""

_LIMITS: Final = {
    "legal_name": 200,
    "display_name": 120,
    "representative": 120,
    "registration_no": 60,
    "registration_issuer": 200,
    "street": 200,
    "printed_address": 300,
    "introduction": 2_000,
    "story": 20_000,
}
_REQUIRED: Final = {
    "legal_name": Message("Ghi tên đầy đủ như trên giấy đăng ký."),
    "representative": Message("Ghi họ tên người đại diện."),
}
_MAIL_AT_FAULT: Final = Message("Địa chỉ e-mail chưa đúng, ví dụ htx@vidu.vn.")


def register(actor: Actor, data: ProducerData, *, slug: str = "", demo: bool = False) -> int:
    """Enter a producer; returns its id. It may not sell before somebody else has verified it.

    :raises Invalid: names the fields at fault.
    :raises Conflict: the tax number is another producer's.
    :raises NotAllowed: the commune is outside the actor's scope.
    """
    values, province = _checked(data)
    require(actor, "producers.register", province=province, commune=data.commune_code)
    return _insert(actor, values, province, actor.ref, slug=slug, demo=demo)


def enter(actor: Actor, data: ProducerData, *, entered_by: str, demo: bool = False) -> int:
    """As :func:`register`, for a verb that has asked who may: ``actor`` writes down what ``entered_by`` has said."""
    values, province = _checked(data)
    return _insert(actor, values, province, entered_by, demo=demo)


def _insert(
    actor: Actor,
    values: dict[str, Any],
    province: str,
    entered_by: str,
    *,
    slug: str = "",
    demo: bool = False,
) -> int:
    now = clock.now()
    with transaction() as here:
        _refuse_known(values["tax_code"], None)
        producer_id: int = here.execute(
            insert(Producer)
            .values(
                **values,
                province_code=province,
                slug=_free_slug(slug or slugify(values["display_name"], limit=100)),
                standing=Standing.APPLIED,
                entered_by=entered_by,
                demo=demo,
                version=1,
                created_at=now,
                changed_at=now,
            )
            .returning(Producer.id)
        ).scalar_one()
        here.execute(
            insert(StandingPeriod).values(
                producer_id=producer_id, standing=Standing.APPLIED, starts_at=now, actor=actor.ref
            )
        )
        compare(producer_id)
        told = {"kind": values["kind"], **({"entered_by": entered_by} if entered_by != actor.ref else {})}
        audit.record(actor, "producers.producer.registered", "producer", producer_id, told)
        emit(ProducerRegistered(producer_id))
    return producer_id


def edit(actor: Actor, producer_id: int, data: ProducerData, *, version: int | None = None) -> None:
    """Replace what is known about a producer.

    ``version`` is the one the form was filled from; without it the last writer wins. Correcting the identity of a
    verified producer sends it back to ``applied``: its products are off sale until another officer verifies it.

    :raises Invalid: names the fields at fault, also identity fields that this actor may not correct any more.
    :raises Conflict: somebody else saved in between, the tax number is another producer's, or the producer has closed.
    :raises NotAllowed: neither this producer's owner nor an officer of its place.
    """
    with transaction() as here:
        row = here.execute(select(Producer).where(Producer.id == producer_id)).scalar_one_or_none()
        if row is None:
            raise NotFound(Message("Không có chủ thể này."))
        is_officer = may(actor, "producers.register", province=row.province_code, commune=row.commune_code)
        if not is_officer and not may(actor, "producers.edit", producer=producer_id):
            raise NotAllowed
        if row.standing == Standing.CLOSED:
            raise Conflict(Message("Chủ thể này đã đóng."))
        if version is not None and version != row.version:
            raise Conflict(Message("Có người vừa sửa thông tin này. Tải lại trang rồi sửa tiếp."))
        values, province = _checked(data)
        if province != row.province_code:
            _require_new_place(actor, producer_id, province, data.commune_code)
        changed = {name for name, value in values.items() if getattr(row, name) != value}
        if not changed:
            return
        must_verify = bool(changed & IDENTITY) and row.standing != Standing.APPLIED
        if must_verify:
            _may_correct(actor, row, changed & IDENTITY)
        if "tax_code" in changed:
            _refuse_known(values["tax_code"], producer_id)
        if changed & IDENTITY:
            values["entered_by"] = actor.ref
        saved = here.execute(
            update(Producer)
            .where(Producer.id == producer_id, Producer.version == row.version)
            .values(
                **values,
                tax_tail=values["tax_code"][-4:],
                province_code=province,
                version=row.version + 1,
                changed_at=clock.now(),
            )
            .returning(Producer.id)
        )
        if saved.one_or_none() is None:
            raise Conflict(Message("Có người vừa sửa thông tin này. Tải lại trang rồi sửa tiếp."))
        _compare_anew(producer_id, changed)
        audit.record(actor, "producers.producer.edited", "producer", producer_id, {"fields": sorted(changed)})
        if must_verify:
            change_standing(actor, producer_id, "send_back", reason="identity corrected")
        emit(ProducerChanged(producer_id))


def _compare_anew(producer_id: int, changed: set[str]) -> None:
    if changed & _COMPARED:
        compare(producer_id)


def _may_correct(actor: Actor, row: Producer, names: set[str]) -> None:
    if row.standing == Standing.SUSPENDED:
        raise Conflict(Message("Chủ thể đang tạm dừng: chưa sửa được thông tin đăng ký."))
    if not may(actor, "producers.verify", province=row.province_code, commune=row.commune_code):
        refusal = Message("Thông tin này đã được xác minh. Báo cán bộ OCOP của tỉnh để sửa.")
        raise Invalid(refusal, fields=dict.fromkeys(sorted(names), refusal))


def _require_new_place(actor: Actor, producer_id: int, province: str, commune: str) -> None:
    """Moving to another province needs somebody whose word counts there."""
    if may(actor, "producers.edit", producer=producer_id):
        return
    require(actor, "producers.register", province=province, commune=commune)


def _checked(data: ProducerData) -> tuple[dict[str, Any], str]:
    """The columns as they are stored, and the province of the commune. Two statements at most."""
    values: dict[str, Any] = {
        key: " ".join(nfc(value).split())
        if isinstance(value, str) and key not in {"introduction", "story"}
        else value
        for key, value in asdict(data).items()
    }
    values["introduction"], values["story"] = nfc(data.introduction).strip(), nfc(data.story).strip()
    values["kind"] = ProducerKind(data.kind)
    values["display_name"] = values["display_name"] or values["legal_name"]
    errors: dict[str, Message | str] = {name: text for name, text in _REQUIRED.items() if not values[name]}
    for name, limit in _LIMITS.items():
        if len(values[name]) > limit:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    for name, convert in (
        ("phone", read_phone),
        ("tax_code", lambda text: normalise_tax_code(text, values["kind"])),
        ("email", _normalise_mail),
    ):
        try:
            values[name] = convert(values[name])
        except Invalid as refusal:
            errors |= refusal.fields
    if data.registration_on and data.registration_on > clock.today():
        errors["registration_on"] = Message("Ngày cấp không thể ở tương lai.")
    province = _province_of(values["commune_code"])
    if province is None:
        errors["commune_code"] = Message("Chọn xã, phường trong danh sách hiện nay.")
    if errors or province is None:
        raise Invalid(next(iter(errors.values())), fields=errors)
    values["folded"] = fold(f"{values['display_name']} {values['legal_name']}")[:420]
    values["sort_key"] = sort_key(values["display_name"])
    return values, province


def _normalise_mail(text: str) -> str:
    if not text:
        return ""
    from email_validator import EmailNotValidError, validate_email

    try:
        return str(validate_email(text, check_deliverability=False, test_environment=True).normalized)
    except EmailNotValidError:
        raise Invalid(_MAIL_AT_FAULT, fields={"email": _MAIL_AT_FAULT}) from None


def _province_of(commune_code: str) -> str | None:
    return (
        session()
        .execute(
            select(Commune.province_code).where(Commune.code == commune_code, Commune.withdrawn_on.is_(None))
        )
        .scalar_one_or_none()
    )


def _refuse_known(tax_code: str, producer_id: int | None) -> None:
    """One organisation is one producer; a person may stand for a household and for a group, so their number repeats."""
    if is_personal(tax_code):
        return
    known = (
        session()
        .execute(
            select(Producer.display_name).where(
                Producer.tax_code == tax_code,
                Producer.id != (producer_id or 0),
                Producer.standing != Standing.CLOSED,
            )
        )
        .scalars()
        .first()
    )
    if known is not None:
        message = Message("Mã số thuế này đã có ở chủ thể “%(name)s”.", {"name": known})
        raise Conflict(message, fields={"tax_code": message})


def _free_slug(wanted: str) -> str:
    """``wanted``, or with the first number that makes it new."""
    wanted = slugify(wanted, limit=100) or "chu-the"
    taken = set(session().execute(select(Producer.slug).where(Producer.slug.like(f"{wanted}%"))).scalars())
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{wanted}-{n}") not in taken)

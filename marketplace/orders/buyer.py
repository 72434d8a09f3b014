"""Who orders, and reading what they typed. Pure but for the places; every complaint names its field."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass

from marketplace.accounts.addresses import name_refusal, note_refusal, street_refusal
from marketplace.accounts.emails import read_email
from marketplace.accounts.phones import read_phone
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold, one_line
from marketplace.places import queries as places
from marketplace.places.cards import Candidate, CommuneCard
from marketplace.places.names import Level


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who orders and where to, already checked and in the form in which it is kept."""

    name: str
    phone: str
    email: str
    province_code: str
    commune_code: str
    address: str
    note: str = ""

    def as_data(self) -> dict[str, str]:
        """As plain data, for the contract and the cart's memory."""
        return asdict(self)


class BuyerRefused(Invalid):
    """What was typed cannot be used yet. ``communes`` are those the name may mean, when it means several today, or when
    they lie ``elsewhere``: in another province than the one that was chosen.
    """

    def __init__(
        self, errors: Mapping[str, Message], communes: tuple[Candidate, ...], *, elsewhere: bool = False
    ) -> None:
        super().__init__(next(iter(errors.values())), fields=errors)
        self.communes = communes
        self.elsewhere = elsewhere


def read_buyer(typed: Mapping[str, str], *, email: str | None = None) -> Buyer:
    """The buyer from a form's fields, see ``FIELDS``.

    ``commune_elsewhere`` is the code of a commune in another province that was chosen when the form asked; it counts
    while the typed name may mean it.
    ``email`` is given for somebody signed in, whose address is known.

    :raises Invalid: names every field at fault at once.
    """
    value = {key: one_line(typed.get(key) or "") for key in FIELDS}
    errors: dict[str, Message] = {}
    if refusal := name_refusal(value["recipient"]):
        errors["recipient"] = refusal
    phone = ""
    try:
        phone = read_phone(value["phone"])
    except Invalid as error:
        errors["phone"] = error.message if isinstance(error.message, Message) else Message(str(error))
    address = email or ""
    if not address:
        try:
            address = read_email(value["email"])
        except Invalid as error:
            errors["email"] = error.message if isinstance(error.message, Message) else Message(str(error))
    if refusal := street_refusal(value["street"]):
        errors["street"] = refusal
    if refusal := note_refusal(value["note"]):
        errors["note"] = refusal
    if value["province"] and not _is_province(value["province"]):
        errors["province"] = Message("Chọn tỉnh, thành phố trong danh sách.")
        value["province"] = ""
    commune, choices, elsewhere = _where(value)
    if commune is None:
        errors["commune"] = _which(choices, value["province"], elsewhere=elsewhere)
    elif value["province"] and commune.province.code != value["province"]:
        errors["commune"] = Message(
            "%(commune)s không thuộc tỉnh, thành phố đã chọn.", {"commune": commune.full_name}
        )
    if errors:
        raise BuyerRefused(errors, choices, elsewhere=elsewhere)
    assert commune is not None
    return Buyer(
        name=value["recipient"],
        phone=phone,
        email=address.lower(),
        province_code=commune.province.code,
        commune_code=commune.code,
        address=f"{value['street']}, {commune.line}",
        note=value["note"],
    )


FIELDS = (
    "recipient",
    "phone",
    "email",
    "province",
    "commune",
    "commune_code",
    "commune_elsewhere",
    "street",
    "note",
)


def _is_province(code: str) -> bool:
    try:
        places.province(code)
    except NotFound:
        return False
    return True


def _where(value: dict[str, str]) -> tuple[CommuneCard | None, tuple[Candidate, ...], bool]:
    """The commune that is meant; else those to choose from, and whether they lie in another province.

    One of those that was chosen brings its province: ``value`` holds it then.
    """
    commune, choices = _commune(value)
    if commune is not None or choices or not value["commune"] or not value["province"]:
        return commune, choices, False
    there = _elsewhere(value["commune"])
    for each in there:
        if each.commune.code == value["commune_elsewhere"]:
            value["province"] = each.commune.province.code
            return each.commune, (), False
    return None, there, bool(there)


def _which(choices: tuple[Candidate, ...], province_code: str, *, elsewhere: bool) -> Message:
    """What to say where no commune is meant: which ones may be."""
    if not choices:
        return Message("Chọn xã, phường trong danh sách gợi ý.")
    if not elsewhere:
        return Message("Tên này nay thuộc mấy nơi, anh chị chọn một.")
    first, *others = (each.commune for each in choices)
    chosen = places.province(province_code).name
    if not others:
        return Message(
            "Nơi này không ở %(chosen)s mà ở %(there)s, nay là %(commune)s. Chọn nơi đó, hoặc đổi tỉnh.",
            {"chosen": chosen, "there": first.province.name, "commune": first.full_name},
        )
    provinces = dict.fromkeys(each.province.name for each in (first, *others))
    return Message(
        "Nơi này không ở %(chosen)s mà ở %(there)s. Chọn một nơi, hoặc đổi tỉnh.",
        {"chosen": chosen, "there": ", ".join(provinces)},
    )


def _commune(value: Mapping[str, str]) -> tuple[CommuneCard | None, tuple[Candidate, ...]]:
    """The commune that was chosen, else the only one that the typed name can mean; else what it may mean.

    Where a name was typed that cannot mean the chosen commune, the name counts: without JavaScript a code stays behind
    when the name in the field is changed.
    """
    typed, chosen = value["commune"], None
    if value["commune_code"]:
        with suppress(NotFound):
            chosen = places.commune(value["commune_code"])
    if chosen and (not typed or _is_called(Candidate(chosen), typed)):
        return chosen, ()
    if not typed:
        return None, ()
    found = places.search(typed, value["province"] or None, limit=8)
    if chosen and any(each.commune.code == chosen.code for each in found):
        return chosen, ()
    meant = _of_today(tuple(each for each in found if _is_called(each, typed)) or found, typed)
    return (meant[0].commune, ()) if len(meant) == 1 else (None, meant)


def _elsewhere(typed: str) -> tuple[Candidate, ...]:
    """The communes of any province that are or were called so."""
    found = tuple(each for each in places.search(typed, limit=8) if _is_called(each, typed))
    return _of_today(found, typed)


def _of_today(found: tuple[Candidate, ...], typed: str) -> tuple[Candidate, ...]:
    """Without the communes of a former district where a commune of today has its very name.

    Hương Khê is a commune now; that a district was called so is no reason to ask.
    """
    provinces = {
        each.commune.province.code for each in found if not each.old_unit and _is_called(each, typed)
    }
    return tuple(
        each
        for each in found
        if not each.old_unit
        or each.old_unit.level is not Level.DISTRICT
        or each.commune.province.code not in provinces
    )


def _is_called(candidate: Candidate, typed: str) -> bool:
    """The typed name is the whole name of the unit of today or of before, with or without its type and its marks."""
    units = (candidate.commune, candidate.old_unit) if candidate.old_unit else (candidate.commune,)
    names = {fold(name) for unit in units for name in (unit.name, unit.full_name)}
    return fold(typed) in names or fold(typed.partition(",")[0]) in names

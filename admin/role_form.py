"""A role within its scope, as forms ask for it: read from what was sent, and the names of what roles are held for."""

from collections.abc import Iterable, Mapping

from marketplace.accounts.emails import read_email
from marketplace.accounts.policy import Role
from marketplace.accounts.registration import RoleAsked
from marketplace.kernel.actor import EVERYTHING
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.producers.queries import ProducerFilters
from marketplace.web.numbers import read_id

from .presenters.log_words import SCOPES

FIELDS = ("role", "scope", "province", "commune", "commune_code", "producer")

Names = dict[tuple[str, str], str]


def read_role(form: Mapping[str, str], refused: Message) -> RoleAsked:
    """The role that was asked for. :class:`Invalid` with ``refused`` names every field that is wrong."""
    role, scope = form.get("role", ""), form.get("scope", "")
    errors: dict[str, Message | str] = {}
    if role not in list(Role):
        errors["role"] = Message("Chọn vai trò.")
    if scope not in SCOPES:
        errors["scope"] = Message("Chọn phạm vi.")
    ref, field = ("", "") if scope not in SCOPES else _ref(form, scope)
    if scope in SCOPES and scope != EVERYTHING and not ref:
        errors[field] = Message("Chọn tỉnh, xã hoặc chủ thể mà vai trò này phụ trách.")
    if errors:
        raise Invalid(refused, fields=errors)
    return RoleAsked(Role(role), scope, ref)


def wrong_email(typed: str) -> dict[str, Message | str]:
    """What is wrong with an address, by the name of its field; nothing where nothing is."""
    try:
        read_email(typed)
    except Invalid as refusal:
        return dict(refusal.fields)
    return {}


def names_of(held: Iterable[tuple[str, str, str]]) -> Names:
    """Names of what roles are held for, given as ``(role, scope, ref)``; three statements at most."""
    refs: dict[str, set[str]] = {}
    for _role, scope, ref in held:
        refs.setdefault(scope, set()).add(ref)
    names: Names = {}
    if refs.get("province"):
        names |= {("province", each.code): each.name for each in places.provinces()}
    if refs.get("commune"):
        found = places.communes(refs["commune"])
        names |= {("commune", code): each.line for code, each in found.items()}
    if refs.get("producer"):
        ids = [number for ref in refs["producer"] if (number := read_id(ref)) is not None]
        sellers = producers.sellers(ids)
        names |= {("producer", str(key)): each.display_name for key, each in sellers.items()}
    return names


def _ref(form: Mapping[str, str], scope: str) -> tuple[str, str]:
    """What the scope names, and the field it was typed into."""
    if scope == "province":
        code = form.get("province", "")
        return code if code in {each.code for each in places.provinces()} else "", "province"
    if scope == "commune":
        code, name = form.get("commune_code", ""), form.get("commune", "")
        found = places.read_commune(code, name, form.get("province", ""))
        return found.commune.code if found.commune else "", "commune"
    if scope == "producer":
        return _producer(form.get("producer", "")), "producer"
    return "", "scope"


def _producer(typed: str) -> str:
    """The producer that was meant: by its number, or by a name that only one has."""
    if typed.strip().isdigit():
        number = read_id(typed)
        return str(number) if number is not None and producers.sellers([number]) else ""
    if not typed.strip():
        return ""
    found = producers.producer_list(ProducerFilters(words=typed), size=2)
    return str(found.items[0].id) if found.total == 1 else ""

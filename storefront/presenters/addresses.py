"""Forms that ask for an address."""

from collections.abc import Mapping

from marketplace.accounts import queries as accounts
from marketplace.accounts.phones import show_phone
from marketplace.kernel.actor import Actor
from marketplace.kernel.i18n import gettext as _
from marketplace.orders.buyer import FIELDS, BuyerRefused
from marketplace.orders.checkout import Draft
from marketplace.places import queries as places
from marketplace.places.cards import Candidate

from ..view_models import AddressFormView, CheckoutAddressView, OptionView
from .pieces import states_of, sum_view

NEW = "new"


def typed(form: Mapping[str, str], actor: Actor) -> dict[str, str]:
    """What was sent: the fields that were typed, or those of the saved address that was chosen."""
    chosen = form.get("address", "")
    values = {name: form.get(name, "") for name in FIELDS}
    if chosen and chosen != NEW and actor.id is not None:
        saved = next((each for each in accounts.addresses_of(actor.id) if str(each.id) == chosen), None)
        if saved is not None:
            values |= {
                "recipient": saved.recipient,
                "phone": show_phone(saved.phone),
                "province": saved.province_code,
                "commune": "",
                "commune_code": saved.commune_code,
                "street": saved.street,
            }
    return values | {"address": chosen}


def known_details(actor: Actor) -> dict[str, str]:
    """What is known before anything is typed: the person's default address."""
    if actor.id is None:
        return {}
    saved = accounts.addresses_of(actor.id)
    return {"address": str(saved[0].id)} if saved else {"recipient": actor.name}


def form_view(
    values: Mapping[str, str],
    errors: Mapping[str, object],
    communes: tuple[Candidate, ...] = (),
    *,
    elsewhere: bool = False,
) -> AddressFormView:
    """The fields of an address with what was typed. ``communes`` to choose from may lie ``elsewhere``."""
    states = states_of(("recipient", "phone", "province", "commune", "street", "note"), values, errors)
    code = values.get("commune_code", "")
    if code and not states["commune"].value and not errors.get("commune"):
        states |= states_of(("commune",), {"commune": places.commune(code).full_name}, {})
    return AddressFormView(
        provinces=tuple(
            OptionView(each.code, each.name, selected=each.code == values.get("province"))
            for each in places.provinces()
        ),
        commune_code=code,
        communes=tuple(
            OptionView(each.commune.code, each.commune.line, hint=str(each.why or "")) for each in communes
        ),
        elsewhere=elsewhere,
        **states,
    )


def checkout_view(
    draft: Draft,
    values: Mapping[str, str],
    refused: BuyerRefused | None,
    *,
    actor: Actor,
    ask_email: bool,
) -> CheckoutAddressView:
    """Step 1 of the checkout."""
    errors = refused.fields if refused else {}
    saved = accounts.addresses_of(actor.id) if actor.id is not None else ()
    chosen = values.get("address", "")
    options = [
        OptionView(
            str(each.id),
            f"{each.recipient}, {show_phone(each.phone)}",
            hint=each.line,
            selected=str(each.id) == chosen,
        )
        for each in saved
    ]
    if options:
        options.append(OptionView(NEW, _("Địa chỉ khác"), selected=chosen in {"", NEW}))
    return CheckoutAddressView(
        address=form_view(
            values,
            errors,
            refused.communes if refused else (),
            elsewhere=refused is not None and refused.elsewhere,
        ),
        sum=sum_view(draft.goods, draft.shipping if draft.province_code else None),
        email=states_of(("email",), values, errors)["email"],
        ask_email=ask_email,
        saved=tuple(options),
    )

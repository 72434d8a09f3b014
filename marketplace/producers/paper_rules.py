"""What every paper must have, whoever holds it."""

from datetime import date
from typing import Any, Final

from marketplace.kernel import clock
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc

MOST_SCANS: Final = 6
"""Scans of one paper: its pages, each photographed."""
TOO_MANY_SCANS: Final = Message("Mỗi loại giấy gửi nhiều nhất %(most)s tệp.", {"most": MOST_SCANS})


def check_paper(number: str, issuer: str, issued_on: date, expires_on: date | None) -> dict[str, Any]:
    """What every paper must have, as it is stored. :class:`Invalid` names the fields at fault."""
    values = {"number": " ".join(nfc(number).split()), "issuer": " ".join(nfc(issuer).split())}
    errors: dict[str, Message] = {}
    if not values["number"]:
        errors["number"] = Message("Ghi số giấy.")
    if not values["issuer"]:
        errors["issuer"] = Message("Ghi nơi cấp.")
    for name, limit in (("number", 80), ("issuer", 200)):
        if len(values[name]) > limit:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    if issued_on > clock.today():
        errors["issued_on"] = Message("Ngày cấp không thể ở tương lai.")
    if expires_on is not None and expires_on < issued_on:
        errors["expires_on"] = Message("Hạn của giấy phải sau ngày cấp.")
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return {**values, "issued_on": issued_on, "expires_on": expires_on}

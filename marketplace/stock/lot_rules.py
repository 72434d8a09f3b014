"""What a producer may write about a lot. Every complaint names its field."""

from datetime import date

from marketplace.kernel import clock
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

MAX_QUANTITY = 1_000_000
MAX_REASON, MAX_PLOT = 200, 60
"""Characters."""
MAX_AGE = 5
"""Years. Nothing that is sold here keeps longer, so an older day is a slip."""


def check_lot(code: str, quantity: int, made_on: date | None, expires_on: date | None, plot: str) -> None:
    """Raise ``Invalid`` with every field at fault: number, quantity in packs, local days, growing plot."""
    if errors := lot_faults(code, quantity, made_on, expires_on, plot):
        raise Invalid(next(iter(errors.values())), fields=errors)


def lot_faults(
    code: str, quantity: int, made_on: date | None, expires_on: date | None, plot: str
) -> dict[str, Message]:
    """What is wrong with a lot, by field; empty when nothing is."""
    errors: dict[str, Message] = {}
    if not code.strip():
        errors["code"] = Message("Ghi số lô.")
    elif len(code.strip()) > 40:
        errors["code"] = Message("Số lô dài quá 40 ký tự.")
    elif not code.strip().isprintable():
        errors["code"] = Message("Số lô chỉ gồm chữ, số và dấu, trên một dòng.")
    if not 0 < quantity <= MAX_QUANTITY:
        errors["quantity"] = Message("Nhập số lượng từ 1 đến 1.000.000.")
    if made_on and made_on > clock.today():
        errors["made_on"] = Message("Ngày thu hoạch hoặc sản xuất không thể ở tương lai.")
    elif made_on and made_on < _years_before(clock.today(), MAX_AGE):
        errors["made_on"] = Message("Ngày này đã quá %(years)s năm. Xem lại năm.", {"years": MAX_AGE})
    if expires_on and made_on and expires_on < made_on:
        errors["expires_on"] = Message("Hạn dùng phải sau ngày thu hoạch hoặc sản xuất.")
    elif expires_on and expires_on < clock.today():
        errors["expires_on"] = Message("Lô này đã hết hạn dùng.")
    if len(plot.strip()) > MAX_PLOT:
        errors["plot"] = Message("Tên vườn, thửa dài quá 60 ký tự.")
    elif not plot.strip().isprintable():
        errors["plot"] = Message("Tên vườn, thửa chỉ gồm chữ, số và dấu, trên một dòng.")
    return errors


def code_taken(code: str) -> Message:
    """What is said of a number that another lot of the pack has, ``code`` as that lot writes it."""
    return Message("Quy cách này đã có lô %(code)s.", {"code": code})


def _years_before(day: date, years: int) -> date:
    """The same day so many years before, 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)

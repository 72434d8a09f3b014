"""What a field of a form holds when its page is shown again."""

from dataclasses import dataclass, fields
from typing import Any

from .pieces import OptionView


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What an officer wrote about one field: who and when, what to change, and where it is written."""

    who: str
    text: str
    link_label: str = ""
    link_url: str = ""
    mended: bool = False


@dataclass(frozen=True, slots=True)
class FieldState:
    """What was typed into a field and what is wrong with it. A field that was left alone is ``UNTOUCHED``."""

    value: str = ""
    error: str = ""
    remark: RemarkView | None = None


UNTOUCHED = FieldState()


class FormView:
    """A form: its dataclass fields of type ``FieldState`` are the fields of the form."""

    __slots__ = ()

    @property
    def states(self) -> tuple[FieldState, ...]:
        """Every field, in the order of the class."""
        found: list[FieldState] = []
        for spec in fields(self):  # type: ignore[arg-type]  # every form is a dataclass
            value: Any = getattr(self, spec.name)
            if isinstance(value, FieldState):
                found.append(value)
            elif isinstance(value, FormView):
                found.extend(value.states)
        return tuple(found)

    @property
    def failed(self) -> bool:
        """Some field has to be corrected, so the page's title begins with „Lỗi“."""
        return any(state.error for state in self.states)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressFormView(FormView):
    """Where parcels go: two levels, the commune asked for by name, old or new.

    ``communes`` is filled when the name that was typed means several units today, or one ``elsewhere``, in another
    province than the chosen one: the page then asks which. The form sends ``recipient``, ``phone``, ``province``
    (code), ``commune`` (name), ``commune_code`` (``commune_elsewhere`` for one in another province), ``street`` and
    ``note``.
    """

    provinces: tuple[OptionView, ...]
    recipient: FieldState = UNTOUCHED
    phone: FieldState = UNTOUCHED
    province: FieldState = UNTOUCHED
    commune: FieldState = UNTOUCHED
    commune_code: str = ""
    communes: tuple[OptionView, ...] = ()
    elsewhere: bool = False
    street: FieldState = UNTOUCHED
    note: FieldState = UNTOUCHED

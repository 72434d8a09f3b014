"""What lies beside a product's form: words typed and not saved, what others saved meanwhile, remarks of moderators."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalog.queries.work import Typed
from marketplace.catalog.remarks import WHOLE, is_mended
from marketplace.catalog.remarks import Remark as RemarkRow
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext

from ..offers import OnDesk
from ..view_models import Field, Link, Note, Remark
from .product_parts import FORM_NAMES, anchor_of, label_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the form shows it: what was typed lies over what is stored. ``other`` is what somebody else stored
    meanwhile, ``None`` where nobody did.
    """

    value: str
    other: str | None = None


def laid_over(stored: Mapping[str, str], typed: Mapping[str, Typed]) -> dict[str, Shown]:
    """What a step's form shows. What was typed and is stored by now is no longer unfinished."""
    shown = {}
    for name, text in stored.items():
        mine = typed.get(name)
        if mine is None or mine.value == text:
            shown[name] = Shown(text)
        else:
            # Where it is not known what was seen, an empty field was overwritten by nobody.
            shown[name] = Shown(mine.value, None if text == (mine.seen or "") else text)
    return shown


def remarks_of(found: OnDesk) -> dict[str, Remark]:
    """The open remarks by the part that they are about."""
    return {
        each.name: Remark(
            _("Cán bộ nhắc lúc %(when)s, đã sửa", when=formats.moment(each.at))
            if mended
            else _("Cán bộ nhắc lúc %(when)s", when=formats.moment(each.at)),
            each.text,
            mended=mended,
        )
        for each in found.work.open_remarks(found.form)
        for mended in (_is_mended(each, found),)
    }


def _is_mended(remark: RemarkRow, found: OnDesk) -> bool:
    """Something else stands there by now: for a change that was sent back, in the one that waits in its place."""
    nothing_new = remark.revision_id is not None and found.form.revision_id is None
    return not nothing_new and is_mended(remark, found.parts)


def field_remarks(found: OnDesk) -> dict[str, Remark]:
    """The open remarks by the name of the field in the form."""
    return {FORM_NAMES.get(name, name): remark for name, remark in remarks_of(found).items()}


def with_remark(field: Field, remark: Remark | None) -> Field:
    """The field with what was remarked on it."""
    return Field(field.value, field.error, remark, field.other) if remark else field


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkNotes:
    """Above every step: what lies unsaved in it, and which remarks are open.

    ``unsaved`` says since when; ``clashes`` is how many fields others saved meanwhile; ``elsewhere`` are other steps
    with something unsaved. ``mended`` of ``remarks`` have changed since; each leads to its field.
    """

    unsaved: str = ""
    clashes: int = 0
    returned: bool = False
    elsewhere: tuple[Link, ...] = ()
    others: tuple[Note, ...] = ()
    remarks_title: str = ""
    remarks: tuple[tuple[Link, bool], ...] = ()


_RETURNED = {
    "thong-tin": ("fields",),
    "bao-quan": ("fields",),
    "quy-cach": ("packs", "new_packs"),
    "anh": ("images",),
}
"""What of a change that was sent back stands in which step."""


def work_notes(
    found: OnDesk, step: str, steps: Mapping[str, str], urls: Mapping[str, str], clashes: int
) -> WorkNotes:
    """``steps`` and ``urls`` are the names and addresses of the steps."""
    form, typed = found.form, found.work.typed
    mine = typed.get(step, {})
    remarks = [
        (Link(label_of(name, form), f"{urls[at[0]]}#{at[1]}"), remark.mended)
        for name, remark in remarks_of(found).items()
        if name != WHOLE
        for at in (anchor_of(name, form),)
    ]
    still = sum(not mended for _link, mended in remarks)
    latest = max((each.at for each in mine.values()), default=None)
    return WorkNotes(
        unsaved=formats.moment(latest) if latest else "",
        clashes=clashes,
        returned=any(form.returned.get(kind) for kind in _RETURNED.get(step, ())),
        elsewhere=tuple(Link(steps[key], urls[key]) for key in steps if key != step and typed.get(key)),
        others=tuple(
            Note(
                _("Người khác của chủ thể đang gõ dở bước “%(step)s”", step=steps[key]),
                _(
                    "Gõ lúc %(when)s, chưa lưu. Hai người cùng sửa một mục thì người lưu sau được hỏi lại.",
                    when=formats.moment(at),
                ),
                "info",
                "users",
            )
            for _user, key, at in found.work.others
            if key == step
        ),
        remarks_title=(
            ngettext("Còn %(n)s chỗ cán bộ nhắc chưa sửa", "Còn %(n)s chỗ cán bộ nhắc chưa sửa", still)
            if still
            else _("Mọi chỗ cán bộ nhắc đã sửa")
        )
        if remarks
        else "",
        remarks=tuple(remarks),
    )


@dataclass(frozen=True, slots=True)
class SentBack:
    """One time that an offer was sent back: which, when, and what was remarked on what."""

    round: int
    title: str
    lines: tuple[tuple[str, str], ...]


def history_of(found: OnDesk) -> tuple[SentBack, ...]:
    """Every time that it was sent back, the last one first."""
    rounds: dict[int, list[RemarkRow]] = {}
    for each in found.work.remarks:
        rounds.setdefault(each.round, []).append(each)
    return tuple(
        SentBack(
            number,
            _(
                "Lần %(n)s, trả lại %(what)s lúc %(when)s",
                n=number,
                what=_what(said[0]),
                when=formats.moment(said[0].at),
            ),
            tuple((label_of(each.name, found.form), each.text) for each in said),
        )
        for number, said in sorted(rounds.items(), reverse=True)
    )


def _what(remark: RemarkRow) -> str:
    return _("sản phẩm") if remark.revision_id is None else _("bản sửa")

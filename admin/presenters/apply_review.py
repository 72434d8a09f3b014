"""The last page of an application: everything once more, then the consent and the button."""

from dataclasses import dataclass

from flask import url_for

from marketplace.certification import reference
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.places import queries as places
from marketplace.places.names import lower_first
from marketplace.producers.applications.answers import ALL_FIELDS
from marketplace.producers.applications.checklist import SCAN
from marketplace.producers.applications.kinds import WRITABLE, IdScan, Step
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.kinds import PaperKind, ProducerKind
from marketplace.producers.payout.banks import banks

from ..view_models import Fact, Field, Link
from .apply import ApplicationFrame, field_url, frame_of, label_of, step_url


@dataclass(frozen=True, slots=True)
class Part:
    """What a step says, and the way back to it."""

    title: str
    url: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The page. ``writable`` as long as it lies with the applicant; ``agreed`` where consent was given before."""

    frame: ApplicationFrame
    parts: tuple[Part, ...]
    writable: bool
    complete: bool
    agreed: bool
    consent: Field
    consent_words: str
    errors: tuple[Link, ...]
    known_number: bool
    action: str
    button: str
    next_words: str
    next_link: Link | None

    @property
    def failed(self) -> bool:
        """It was not sent, and says why."""
        return bool(self.errors)


def review_page(
    view: ApplicationView,
    *,
    agreed: bool,
    errors: tuple[tuple[str, str], ...] = (),
    known_number: bool = False,
) -> ReviewPage:
    """The page; ``errors`` are what stood in the way of sending, by name; ``known_number`` says
    that the tax number is known here, of whom nobody is told.
    """
    place = lower_first(", ".join(part for part in (view.commune, view.province) if part))
    first = view.missing[0] if view.missing else None
    return ReviewPage(
        frame=frame_of(view, Step.SEND),
        parts=tuple(_part(view, step) for step in Step if step is not Step.SEND),
        writable=view.state in WRITABLE,
        complete=not view.missing,
        agreed=agreed,
        consent=Field(error=next((text for name, text in errors if name == "consent"), "")),
        consent_words=_(
            "Tôi đồng ý để cán bộ OCOP %(place)s xem giấy tờ, căn cước và số tài khoản trong hồ sơ này để xét.",
            place=place,
        ),
        known_number=known_number,
        errors=tuple(
            Link(text, "#dong-y" if name == "consent" else field_url(view.code, name))
            for name, text in errors
        ),
        action=url_for(".apply_send", code=view.code),
        button=_("Gửi lại hồ sơ") if view.round else _("Gửi hồ sơ"),
        next_words=_(
            "Cán bộ OCOP %(place)s nhận hồ sơ, đối chiếu từng dòng, rồi một người thứ hai duyệt.", place=place
        ),
        next_link=Link(str(first.text), field_url(view.code, first.name)) if first else None,
    )


def _part(view: ApplicationView, step: Step) -> Part:
    facts = []
    for name, field in ALL_FIELDS.items():
        value = view.answers.get(name, "").strip()
        if field.step is step and value and name != "commune_code":
            said, wrong = _said(view, name, value), view.errors.get(name)
            facts.append(Fact(label_of(name), f"{said} ({_('cần sửa')}: {wrong})" if wrong else said))
    for kind in (*IdScan, *PaperKind):
        scans = view.scans_of(kind)
        at = Step.PERSON if kind in set(IdScan) else Step.PAPERS
        if scans and at is step:
            count = ngettext("%(n)s tệp", "%(n)s tệp", len(scans))
            names = ", ".join(each.name for each in scans if each.name)
            facts.append(Fact(label_of(SCAN + kind), f"{count}: {names}" if names else count))
    return Part(str(step.label), step_url(view.code, step), tuple(facts))


def _said(view: ApplicationView, name: str, value: str) -> str:
    """An answer in words where it is kept as a code."""
    match name:
        case "kind":
            return str(ProducerKind(value).label) if value in set(ProducerKind) else value
        case "province":
            return next((each.name for each in places.provinces() if each.code == value), value)
        case "commune" if view.answers.get("commune_code"):
            return view.commune or value
        case "bank":
            found = banks().get(value)
            return found.label if found else value
        case "sets":
            known = reference.product_sets()
            return "; ".join(
                known[int(each)].name for each in value.split() if each.isdigit() and int(each) in known
            )
        case _:
            return value

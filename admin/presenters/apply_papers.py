"""The step of papers: what is asked of this producer, which papers may stand for one another, and their scans."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.media.papers import PDF
from marketplace.producers.applications.answers import AnswerField, paper_fields
from marketplace.producers.applications.checklist import SCAN, Several, papers_begun
from marketplace.producers.applications.kinds import IdScan, Step
from marketplace.producers.applications.queries import ApplicationView, ScanView
from marketplace.producers.applications.requirements import Level, Requirement
from marketplace.producers.kinds import PaperKind

from ..view_models import Link, Remark, Status
from .apply import remark_of, step_url
from .apply_questions import anchor

if TYPE_CHECKING:
    from .apply_step import Question

WIDTH = 480
_SHOWN_PAGES = 3


@dataclass(frozen=True, slots=True)
class ScanCard:
    """A scan: what the device called it, its pages as pictures (none of a sealed one, which is opened on purpose)."""

    id: int
    name: str
    detail: str
    url: str
    pictures: tuple[tuple[str, str], ...]
    removal: str


@dataclass(frozen=True, slots=True)
class ScanState:
    """What is wrong with a place for scans, and what an officer said about it."""

    error: str = ""
    remark: Remark | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class ScanPlace:
    """Where scans of one kind are added and shown."""

    id: str
    name: str
    label: str
    hint: str
    state: ScanState
    cards: tuple[ScanCard, ...]


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """One paper: its questions and its scans. ``open`` unless it is an alternative that nobody has begun."""

    id: str
    title: str
    open: bool
    questions: tuple["Question", ...]
    place: ScanPlace
    elsewhere: Link | None = None


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """A requirement: the papers of which one is enough."""

    id: str
    title: str
    text: str
    status: Status
    papers: tuple[PaperBlock, ...]


Asking = Callable[[AnswerField], "Question"]
Refused = Mapping[str, tuple[str, ...]]


def scan_place(
    view: ApplicationView, kind: str, errors: Mapping[str, str], refused: Refused, hint: str
) -> ScanPlace:
    """The place for scans of a kind, with what is there."""
    name = SCAN + kind
    label = IdScan(kind).label if kind in set(IdScan) else PaperKind(kind).label
    error = " ".join((*refused.get(name, ()), *((errors[name],) if name in errors else ())))
    return ScanPlace(
        id=anchor(name),
        name=name,
        label=str(label) if kind in set(IdScan) else _("Ảnh chụp hoặc bản quét"),
        hint=hint,
        state=ScanState(error, remark_of(view, name)),
        cards=tuple(_card(view, each) for each in view.scans_of(kind)),
    )


def paper_groups(
    view: ApplicationView, errors: Mapping[str, str], refused: Refused, ask: Asking
) -> tuple[PaperGroup, ...]:
    """What is asked of this producer, the required first; then what was added besides."""
    begun = set(papers_begun(view.answers, {each.kind for each in view.scans}))
    shown: set[PaperKind] = set()
    groups = []

    def block(kind: PaperKind, *, is_open: bool) -> PaperBlock:
        shown.add(kind)
        registered = kind is PaperKind.BUSINESS_REGISTRATION
        step = Step.REGISTRATION
        return PaperBlock(
            id=f"giay-{anchor(kind)}",
            title=str(kind.label),
            open=is_open or kind in begun,
            questions=tuple(ask(each) for each in paper_fields(kind)),
            place=scan_place(
                view, kind, errors, refused, _("PDF hoặc ảnh, nhiều nhất 6 tệp. Chọn được nhiều tệp một lần.")
            ),
            elsewhere=Link(str(step.label), step_url(view.code, step)) if registered else None,
        )

    for number, asked in enumerate(view.requirements):
        kinds = [kind for kind in asked.papers if kind not in shown]
        has_one = any(kind in begun and not _lacks(view, kind) for kind in asked.papers)
        some_open = bool(begun & set(asked.papers)) or asked.level is Level.ADVISED
        groups.append(
            PaperGroup(
                id=f"can-{number}",
                title=_title(asked),
                text=_text(asked, kinds),
                status=_status(asked, has_one=has_one),
                papers=tuple(block(kind, is_open=not some_open and kind is asked.usual) for kind in kinds),
            )
        )
    others = [kind for kind in PaperKind if kind in begun and kind not in shown]
    if others:
        text = _("Không bắt buộc với nhóm hàng đã chọn. Bỏ ảnh và xoá chữ nếu không gửi giấy này nữa.")
        papers = tuple(block(kind, is_open=True) for kind in others)
        groups.append(PaperGroup("can-khac", _("Giấy khác đã thêm"), text, Status(_("Có thêm")), papers))
    return tuple(groups)


def _lacks(view: ApplicationView, kind: PaperKind) -> bool:
    """Whether anything is missing or wrong about this paper."""
    return any(each.name == SCAN + kind or each.name.startswith(f"paper.{kind}.") for each in view.missing)


def _title(asked: Requirement) -> str:
    if len(asked.papers) == 1:
        return str(asked.usual.label)
    if asked.level is Level.ADVISED:
        return _("Giấy về chất lượng")
    return _("Giấy về an toàn thực phẩm")


def _text(asked: Requirement, kinds: list[PaperKind]) -> str:
    several = str(Several(asked.papers))
    if asked.level is Level.ADVISED:
        text = _("Nên có, không bắt buộc: %(papers)s.", papers=several)
        return text if kinds else f"{text} " + _("Ghi ở các mục trên.")
    if len(asked.papers) == 1:
        return ""
    return _("Có một trong các giấy này là đủ: %(papers)s.", papers=several)


def _status(asked: Requirement, *, has_one: bool) -> Status:
    if has_one:
        return Status(_("Đã có"), "ok", "check")
    if asked.level is Level.ADVISED:
        return Status(_("Nên có"))
    return Status(_("Phải có"), "warn", "circle-alert")


def _card(view: ApplicationView, scan: ScanView) -> ScanCard:
    file = scan.file
    size = _("%(size)s MB", size=f"{file.bytes / 1_000_000:.1f}".replace(".", ","))
    if file.bytes < 1_000_000:
        size = _("%(size)s kB", size=max(1, file.bytes // 1000))
    pages = ngettext("%(n)s trang", "%(n)s trang", file.pages)
    detail = f"PDF, {pages}, {size}" if file.mime == PDF else _("Ảnh, %(size)s", size=size)
    pictures = (
        ()
        if file.sealed
        else tuple(
            (
                url_for(".apply_scan_picture", code=view.code, scan_id=scan.id, page=page),
                _("%(name)s, trang %(page)s", name=scan.name, page=page),
            )
            for page in range(1, min(file.pages, _SHOWN_PAGES) + 1)
        )
    )
    return ScanCard(
        id=scan.id,
        name=scan.name or _("Tệp không tên"),
        detail=detail,
        url=url_for(".apply_scan", code=view.code, scan_id=scan.id),
        pictures=pictures,
        removal=str(scan.id),
    )

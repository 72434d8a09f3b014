"""A producer's papers: what is asked of it, what it has, until when, and what goes off sale without."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from marketplace.catalog.lapses import Lapse
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.producers.applications.requirements import Level, Requirement
from marketplace.producers.kinds import Standing
from marketplace.producers.queries import PaperPage, PaperView, Seller

from .. import own
from ..listing import shown
from ..stopped import STOPPED
from ..view_models import Link, Note, PageLinks, Status

SOON = 60
"""Days before the end from which on a paper is pointed out."""
PICTURE = 480
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a producer's papers: a page of them, and those by which one sees what is missing."""

    listed: PaperPage
    papers: Sequence[PaperView]
    asked: Sequence[Requirement]
    lapses: Sequence[Lapse]
    scans: Mapping[int, tuple[int, ...]]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Need:
    """Something that is asked of this producer, and whether a paper meets it."""

    title: str
    instead: str
    text: str
    status: Status
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper. Addresses are empty where the reader may not, or there is nothing to open."""

    id: int
    title: str
    words: str
    status: Status
    remark: str
    uses: tuple[str, ...]
    scan_urls: tuple[str, ...]
    picture_url: str
    replace: Link | None
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The papers of a kind, the newest first."""

    id: str
    title: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """The page. ``past`` are papers that another has taken the place of."""

    title: str
    eyebrow: str
    tabs: tuple[Link, ...]
    producers: tuple[Link, ...]
    notes: tuple[Note, ...]
    needs: tuple[Need, ...]
    needs_words: str
    groups: tuple[PaperGroup, ...]
    past: tuple[PaperLine, ...]
    past_words: str
    pages: PageLinks | None
    new_url: str
    may_edit: bool
    closed: bool


def papers_page(
    seller: Seller, held: Held, today: date, *, tabs: tuple[Link, ...], producers: tuple[Link, ...]
) -> PapersPage:
    """The page of a producer."""
    listed, off = held.listed, seller.standing in STOPPED
    by_id, papers = listed.after, listed.page.items
    current = [paper for paper in papers if paper.id not in listed.gone]
    met = sum(1 for each in held.asked if each.level is Level.REQUIRED and _holding(each, held.papers, today))
    required = sum(1 for each in held.asked if each.level is Level.REQUIRED)
    return PapersPage(
        title=_("Giấy tờ"),
        eyebrow=seller.display_name,
        tabs=tabs,
        producers=producers,
        # What is off sale because all of the producer is, no paper brings back, and it stands above.
        notes=tuple(_notes([each for each in held.lapses if each.papers or not off], today)),
        needs=tuple(
            need
            for _rank, need in sorted(
                (_need(each, seller.id, held, today) for each in held.asked), key=lambda pair: pair[0]
            )
        ),
        needs_words=_("%(met)s/%(all)s giấy bắt buộc còn hạn", met=met, all=required),
        groups=tuple(
            PaperGroup(
                f"giay-{kind.value.replace('_', '-')}",
                str(kind.label),
                tuple(_line(paper, seller.id, by_id, held, today) for paper in each),
            )
            for kind, each in groupby(current, key=lambda paper: paper.kind)
        ),
        past=tuple(
            _line(paper, seller.id, by_id, held, today, past=True)
            for paper in papers
            if paper.id in listed.gone
        ),
        past_words=ngettext("%(n)s giấy cũ đã thay", "%(n)s giấy cũ đã thay", listed.past),
        pages=shown(listed.page)["pages"],
        new_url=own.at("own_paper_new", seller.id) if held.may_edit else "",
        may_edit=held.may_edit,
        closed=seller.standing is Standing.CLOSED,
    )


def paper_status(paper: PaperView, today: date) -> Status:
    """How a paper stands, in a word and a shape."""
    if paper.withdrawn:
        return Status(_("Đã bỏ"))
    if paper.return_reason:
        return Status(_("Đã trả lại"), "bad", "undo-2")
    if not paper.verified:
        return Status(_("Chờ xác minh"), "info", "hourglass")
    if paper.expires_on is None:
        return Status(_("Còn hạn"), "ok", "check")
    left = (paper.expires_on - today).days
    if left < 0:
        return Status(_("Hết hạn từ %(day)s", day=formats.day(paper.expires_on + _DAY)), "bad", "calendar-x")
    if left == 0:
        return Status(_("Hết hạn sau hôm nay"), "bad", "calendar-clock")
    if left <= SOON:
        return Status(
            ngettext("Sắp hết hạn, còn %(n)s ngày", "Sắp hết hạn, còn %(n)s ngày", left),
            "warn",
            "calendar-clock",
        )
    return Status(_("Còn hạn"), "ok", "check")


def _notes(lapses: Sequence[Lapse], today: date) -> Iterator[Note]:
    """What goes off sale, the first to go first; what lies beyond a year is not news yet."""
    near = [each for each in lapses if each.day <= today + timedelta(days=365)]
    for day, each in groupby(near, key=lambda lapse: (lapse.day, bool(lapse.papers))):
        gone = list(each)
        names = _listed(gone)
        why = " ".join(dict.fromkeys(str(reason) for lapse in gone for reason in lapse.reasons))
        count = sum(1 + lapse.others for lapse in gone)
        if not day[1]:
            title = ngettext(
                "%(n)s sản phẩm đang rút khỏi quầy vì giấy tờ",
                "%(n)s sản phẩm đang rút khỏi quầy vì giấy tờ",
                count,
            )
            yield Note(title, f"{names}. {why}", "bad", "calendar-x")
            continue
        title = ngettext(
            "Từ %(day)s, %(n)s sản phẩm rút khỏi quầy",
            "Từ %(day)s, %(n)s sản phẩm rút khỏi quầy",
            count,
            day=formats.day(day[0]),
        )
        left = (day[0] - today).days
        text = _(
            "%(names)s. Giấy hết hạn ngày %(last)s; nhập giấy mới trước hôm ấy.",
            names=names,
            last=formats.day(day[0] - _DAY),
        )
        yield Note(title, text, "bad" if left <= 30 else "warn", "calendar-clock")


def _need(asked: Requirement, producer_id: int, held: Held, today: date) -> tuple[tuple[int, int], Need]:
    title = str(asked.usual.label)
    others = _(" hoặc ").join(str(kind.label) for kind in asked.papers[1:])
    instead = _("Hoặc: %(papers)s.", papers=others) if others else ""
    is_required = asked.level is Level.REQUIRED
    later = 0 if is_required else 10
    holding = _holding(asked, held.papers, today)
    adding = None
    if held.may_edit:
        adding = Link(
            _("Nhập giấy"), own.at("own_paper_new", producer_id, loai=asked.usual.value), "file-plus"
        )
    if holding:
        best = max(holding, key=lambda paper: paper.expires_on or date.max)
        words = _("%(paper)s số %(number)s", paper=best.kind.label, number=best.number)
        if best.expires_on is None:
            return (later + 3, 0), Need(title, instead, words, Status(_("Đủ"), "ok", "check"), None)
        words += ", " + _("đến hết ngày %(day)s", day=formats.day(best.expires_on))
        left = (best.expires_on - today).days
        if left > SOON:
            return (later + 3, 0), Need(title, instead, words, Status(_("Đủ"), "ok", "check"), None)
        return (later + 1, left), Need(title, instead, words, paper_status(best, today), None)
    waiting = next((paper for paper in held.papers if paper.kind in asked.papers and paper.waits), None)
    if waiting is not None:
        words = _("%(paper)s số %(number)s", paper=waiting.kind.label, number=waiting.number)
        return (later + 2, 0), Need(title, instead, words, paper_status(waiting, today), None)
    last = next((paper for paper in held.papers if paper.kind in asked.papers and paper.verified), None)
    if last is not None and is_required:
        words = _("%(paper)s số %(number)s", paper=last.kind.label, number=last.number)
        return (0, 0), Need(title, instead, words, paper_status(last, today), adding)
    if is_required:
        words = _("Chưa có giấy nào được xác minh.")
        return (0, 1), Need(title, instead, words, Status(_("Thiếu"), "bad", "circle-x"), adding)
    words = _("Không bắt buộc; giúp sản phẩm đạt điểm cao hơn khi đánh giá.")
    return (4, 0), Need(title, instead, words, Status(_("Nên có"), "", "info"), adding)


def _holding(asked: Requirement, papers: Sequence[PaperView], today: date) -> list[PaperView]:
    return [paper for paper in papers if paper.kind in asked.papers and paper.holds(today)]


def _line(
    paper: PaperView,
    producer_id: int,
    by_id: dict[int, PaperView],
    held: Held,
    today: date,
    *,
    past: bool = False,
) -> PaperLine:
    after = by_id.get(paper.replaced_by or 0)
    followed = after is not None and not after.return_reason
    words = _("%(issuer)s, cấp %(day)s", issuer=paper.issuer, day=formats.day(paper.issued_on))
    words += ", " + (
        _("đến hết ngày %(day)s", day=formats.day(paper.expires_on))
        if paper.expires_on
        else _("không ghi hạn")
    )
    replace = None
    if held.may_edit and not past and not followed and not paper.waits:
        label = _("Nhập lại") if paper.return_reason else _("Thay bằng giấy mới")
        url = own.at("own_paper_replace", producer_id, paper_id=paper.id)
        replace = Link(label, url, "refresh-cw" if not paper.return_reason else "pencil")
    can_withdraw = held.may_edit and not past and not paper.verified
    return PaperLine(
        id=paper.id,
        title=_("Số %(number)s", number=paper.number),
        words=words,
        status=paper_status(paper, today),
        remark=paper.return_reason,
        uses=() if past else tuple(_uses(paper, after if followed else None, held)),
        scan_urls=tuple(
            own.at("own_paper_scan", producer_id, paper_id=paper.id, number=number)
            for number, _file in enumerate(held.scans[paper.id], 1)
        ),
        picture_url=own.at("own_paper_picture", producer_id, paper_id=paper.id)
        if paper.file_id and not past
        else "",
        replace=replace,
        withdraw_url=own.at("own_paper_withdraw", producer_id, paper_id=paper.id) if can_withdraw else "",
    )


def _uses(paper: PaperView, after: PaperView | None, held: Held) -> Iterator[str]:
    """What a paper serves for, who follows it, and what goes off sale when it ends."""
    serves = [each for each in held.asked if paper.kind in each.papers]
    if any(each.level is Level.REQUIRED for each in serves):
        yield _("Bắt buộc để bán các mặt hàng của cơ sở.")
    elif serves:
        yield _("Nên có: giúp sản phẩm đạt điểm cao hơn khi đánh giá.")
    if after is not None and after.waits:
        yield _("Giấy mới số %(number)s đang chờ xác minh.", number=after.number)
    key = (paper.kind.value, paper.number, paper.issued_on)
    for lapse_day, each in groupby(
        [lapse for lapse in held.lapses if key in lapse.papers], key=lambda lapse: lapse.day
    ):
        yield _(
            "Không có giấy mới thì từ %(day)s rút khỏi quầy: %(names)s.",
            day=formats.day(lapse_day),
            names=_listed(list(each)),
        )


def _listed(lapses: Sequence[Lapse], most: int = 5) -> str:
    first = ", ".join(lapse.name for lapse in lapses[:most])
    rest = sum(1 + lapse.others for lapse in lapses) - len(lapses[:most])
    return first if rest <= 0 else _("%(names)s và %(n)s sản phẩm nữa", names=first, n=rest)

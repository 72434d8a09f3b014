"""Papers about a product: those entered, and the form for one more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from marketplace.catalog.parts import PaperRow
from marketplace.catalog.remarks import PAPERS
from marketplace.catalog.services.papers import KINDS
from marketplace.certification.facts import PaperKind
from marketplace.kernel import clock, formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _

from ..offers import OnDesk
from ..view_models import Field, Note, Option, Remark, Status
from .producer_product import PAPER_RULES, ProductFrame, product_frame, step_url
from .producer_work import remarks_of

FIELDS = ("kind", "number", "issuer", "issued_on", "expires_on", "mark", "scan")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper. ``drop_url`` and ``verify_url`` are empty where the reader may not."""

    id: str
    kind: str
    words: str
    status: Status
    scan_url: str
    drop_url: str
    verify_url: str = ""
    remark: Remark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """The step of papers. ``asked`` says which the gate still misses."""

    frame: ProductFrame
    action: str
    papers: tuple[PaperView, ...]
    asked: tuple[Note, ...]
    kinds: tuple[Option, ...]
    fields: Mapping[str, Field]
    kept_scan: str
    next_url: str
    refused_drop: str
    remark: Remark | None
    failed: bool


def papers_page(
    found: OnDesk,
    links: Callable[[PaperRow], tuple[str, str]],
    values: Mapping[str, str],
    *,
    refusal: MarketplaceError | None = None,
    kept_scan: str = "",
    drop: MarketplaceError | None = None,
) -> PapersPage:
    """The step. ``links`` gives the addresses of a paper's scan and of dropping it."""
    errors = dict(refusal.fields) if refusal else {}
    if "file" in errors:
        errors.setdefault("scan", errors.pop("file"))
    remarks = remarks_of(found)
    lacking = [str(verdict.officer) for verdict in found.result.failed if verdict.code in PAPER_RULES]
    return PapersPage(
        frame=product_frame(found, "giay-to", refusal),
        action=step_url(found.form.product_id, "giay-to"),
        papers=tuple(
            replace(paper_view(paper, *links(paper)), remark=remarks.get(f"paper.{paper.id}"))
            for paper in found.form.papers
        ),
        asked=tuple(
            Note(_("Luật hỏi giấy này trước khi bán"), text, "warn", "file-text") for text in lacking
        ),
        kinds=tuple(Option(kind.value, str(kind.label)) for kind in KINDS),
        fields={name: Field(values.get(name, ""), str(errors.get(name) or "")) for name in FIELDS},
        kept_scan=kept_scan,
        next_url=step_url(found.form.product_id, "gui"),
        refused_drop=str(drop) if drop else "",
        remark=remarks.get(PAPERS),
        failed=bool(errors) or drop is not None,
    )


def paper_view(paper: PaperRow, scan_url: str, drop_url: str, verify_url: str = "") -> PaperView:
    """A paper as a line of a list."""
    words = _(
        "số %(number)s, %(issuer)s, cấp %(day)s",
        number=paper.number,
        issuer=paper.issuer,
        day=formats.day(paper.issued_on),
    )
    if paper.expires_on:
        words += ", " + _("đến %(day)s", day=formats.day(paper.expires_on))
    if paper.mark:
        words += f", {paper.mark}"
    kind = str(PaperKind(paper.kind).label) if paper.kind in set(PaperKind) else paper.kind
    return PaperView(
        id=str(paper.id),
        kind=kind,
        words=words,
        status=_status(paper),
        scan_url=scan_url if paper.file_id else "",
        drop_url=drop_url,
        verify_url="" if paper.verified else verify_url,
    )


def _status(paper: PaperRow) -> Status:
    if paper.expires_on and paper.expires_on < clock.today():
        return Status(_("Đã hết hạn"), "bad", "calendar-x")
    if paper.verified:
        return Status(_("Đã xác minh"), "ok", "check")
    return Status(_("Chờ xác minh"), "info", "hourglass")

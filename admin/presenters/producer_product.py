"""What the pages of one product have in common, its last page, and the pages of its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.remarks import PACKS, WHOLE
from marketplace.certification.gate import GateResult
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _

from ..offers import OnDesk
from ..stopped import is_closed, working
from ..view_models import Fact, Link, Note, Status
from .gate_places import Obstacle, obstacles_of
from .producer_products import star_words
from .producer_work import SentBack, WorkNotes, history_of, work_notes
from .product_parts import ANCHORS

STEPS = {
    "thong-tin": Message("Thông tin"),
    "bao-quan": Message("Dùng, bảo quản"),
    "quy-cach": Message("Quy cách, giá"),
    "anh": Message("Ảnh"),
    "giay-to": Message("Giấy tờ"),
    "gui": Message("Xem lại, gửi duyệt"),
}
"""The steps in their order; one step, one subject."""

WORDS: dict[str, tuple[str, ...]] = {
    "thong-tin": (
        "name",
        "set_no",
        "commune",
        "commune_code",
        "origin_printed",
        "summary",
        "description",
        "story",
        "gtin",
        "origin_mark",
        "origin_mark_kind",
        "origin_mark_no",
    ),
    "bao-quan": (
        "storage_class",
        "shelf_life",
        "shelf_life_days",
        "storage",
        "usage",
        "ingredients",
        "warning",
        "abv",
        "months",
        "return_policy",
    ),
}
"""The fields of the two steps of words."""

TYPED = frozenset({*WORDS, "quy-cach"})
"""The steps in which what is typed is kept before it is saved."""

PAPER_RULES = frozenset({"G12", "G14"})
"""The rules of the gate that ask for papers about the product itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFrame:
    """Head of every page of a product: its name and state, the steps, what is missing, what was remarked, what lies
    unsaved. ``forget_url`` lets go of that.
    """

    name: str
    status: Status
    steps: tuple[Link, ...]
    step: str
    next_step: str
    missing: tuple[Link, ...]
    notes: tuple[Note, ...]
    version: str
    locked: bool
    preview_url: str
    waits: bool
    work: WorkNotes
    forget_url: str
    autosave_url: str


def step_url(product_id: int, step: str) -> str:
    """The address of a step."""
    if step == "gui":
        return url_for(".producer_product", product_id=product_id)
    if step in WORDS:
        return url_for(".producer_product_words", product_id=product_id, step=step)
    endpoint = {"quy-cach": "packs", "anh": "photos", "giay-to": "papers"}[step]
    return url_for(f".producer_product_{endpoint}", product_id=product_id)


def next_url(product_id: int, step: str) -> str:
    """The address of the step behind this one."""
    names = tuple(STEPS)
    return step_url(product_id, names[min(names.index(step) + 1, len(names) - 1)])


def product_frame(
    found: OnDesk, step: str, refusal: MarketplaceError | None = None, *, clashes: int = 0
) -> ProductFrame:
    """The head of the page of that step. A ``refusal`` about no field is said in a note; ``clashes`` are fields that
    somebody else saved while they were typed.
    """
    form = found.form
    lacking: dict[str, int] = {}
    for name in found.missing:
        lacking[ANCHORS[name][0]] = lacking.get(ANCHORS[name][0], 0) + 1
    urls = {key: step_url(form.product_id, key) for key in STEPS}
    if any(verdict.code in PAPER_RULES for verdict in found.result.failed):
        lacking["giay-to"] = 1
    names = tuple(STEPS)
    after = names[min(names.index(step) + 1, len(names) - 1)]
    notes = list(_notes(found))
    if refusal is not None and refusal.http_status == 409:
        text = _("Những gì anh chị vừa gõ còn nguyên bên dưới: so lại rồi lưu lần nữa.")
        notes.insert(0, Note(str(refusal), text, "bad", "circle-alert"))
    return ProductFrame(
        name=form.data.name,
        status=state_status(form.state, found.result, waits=form.revision_id is not None),
        steps=tuple(
            Link(
                str(label),
                step_url(form.product_id, key),
                "circle-alert" if key in lacking else "check" if key != "gui" else "",
                None,
                key == step,
            )
            for key, label in STEPS.items()
        ),
        step=str(STEPS[step]),
        next_step=str(STEPS[after]),
        missing=tuple(
            Link(_short(text), f"{urls[place[0]]}#{place[1]}")
            for name, text in found.missing.items()
            for place in (missing_place(name, found),)
        ),
        notes=tuple(notes),
        version=f"{form.version}.{form.revision_number}",
        locked=form.state in {ProductState.SUBMITTED, ProductState.RETIRED} or is_closed(form.producer_id),
        preview_url=url_for("marketplace.storefront.product_preview", slug=form.slug),
        waits=form.revision_id is not None,
        work=work_notes(found, step, {key: str(label) for key, label in STEPS.items()}, urls, clashes),
        forget_url=url_for(".producer_product_forget", product_id=form.product_id, step=step)
        if step in TYPED
        else "",
        autosave_url=url_for(
            ".producer_product_autosave",
            product_id=form.product_id,
            step=step,
            v=f"{form.version}.{form.revision_number}",
        )
        if step in TYPED
        else "",
    )


def missing_place(name: str, found: OnDesk) -> tuple[str, str]:
    """The step and the field in which a missing thing is filled in: of packs the very one."""
    if name != PACKS:
        return ANCHORS[name]
    for place, pack in enumerate(found.form.packs):
        if pack.active and not pack.gross_grams:
            return "quy-cach", f"nang-{place}"
    return "quy-cach", "gia-0"


def _short(text: Message | str) -> str:
    """A missing thing by its name, where the sentence about it says nothing more."""
    named = text.params.get("field") if isinstance(text, Message) else None
    return str(named) if named is not None else str(text).rstrip(".")


def state_status(state: ProductState, result: GateResult, *, waits: bool) -> Status:
    """How a product stands, in one word."""
    if state is ProductState.LIVE and not result.listed:
        return Status(_("Chưa bán được"), "bad", "circle-x")
    if state is ProductState.LIVE and waits:
        return Status(_("Đang bán, bản sửa chờ duyệt"), "info", "hourglass")
    kind, icon = {
        ProductState.LIVE: ("ok", "check"),
        ProductState.SUBMITTED: ("info", "hourglass"),
        ProductState.HIDDEN: ("warn", "pause"),
    }.get(state, ("", ""))
    return Status(str(state.label), kind, icon)


def _notes(found: OnDesk) -> tuple[Note, ...]:
    form = found.form
    notes = []
    remarks = found.work.open_remarks(form)
    whole = next((each.text for each in remarks if each.name == WHOLE), "")
    if form.remark and form.state is ProductState.HIDDEN:
        notes.append(Note(_("Cán bộ đã ẩn sản phẩm"), form.remark, "warn", "message-square-text"))
    elif form.remark:
        said = whole if remarks else form.remark
        notes.append(Note(_("Cán bộ cần anh chị sửa"), said, "warn", "message-square-text"))
    elif whole and form.state is ProductState.SUBMITTED:
        notes.append(Note(_("Cán bộ đã nhắc lần trước"), whole, "info", "message-square-text"))
    if form.revision_remark:
        said = whole if remarks else form.revision_remark
        notes.append(Note(_("Bản sửa trước chưa được duyệt"), said, "warn", "message-square-text"))
    if form.copied_from is not None and form.state is ProductState.DRAFT:
        text = _(
            "Đọc lại từng bước cho đúng sản phẩm này. Giá chỉ là gợi ý cho tới khi anh chị bấm lưu; mã vạch ghi mới."
        )
        notes.append(Note(_("Bản này chép từ sản phẩm khác"), text, "info", "copy"))
    if form.state is ProductState.SUBMITTED:
        text = _("Muốn sửa thì rút về bản nháp ở bước cuối.")
        notes.append(Note(_("Đang chờ cán bộ duyệt"), text, "info", "hourglass"))
    elif form.revision_id is not None:
        text = _("Người mua vẫn thấy bản đang bán cho tới khi bản sửa được duyệt.")
        notes.append(Note(_("Có bản sửa đang chờ duyệt"), text, "info", "hourglass"))
    elif form.state in {ProductState.LIVE, ProductState.HIDDEN} and not is_closed(form.producer_id):
        text = _("Giá và thứ tự ảnh đổi ngay. Sửa chữ, thêm ảnh, thêm quy cách thì chờ duyệt.")
        notes.append(Note(_("Sản phẩm đã duyệt"), text))
    return tuple(notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """The last page: what stands against the sale, what the decision says, what can be done."""

    frame: ProductFrame
    facts: tuple[Fact, ...]
    obstacles: tuple[Obstacle, ...]
    history: tuple[SentBack, ...]
    forms: Mapping[str, str]
    copy_url: str
    live_url: str
    complete: bool
    closed: bool


def overview_page(found: OnDesk) -> OverviewPage:
    """The last page of a product."""
    form, badge = found.form, found.result.badge
    paper = badge.certificate or found.offer.certificate
    star, until = star_words(badge, paper)
    facts = [
        Fact(_("Sao"), " ".join(part for part in (star, until) if part)),
        Fact(
            _("Giấy công nhận"),
            _("%(number)s ngày %(day)s", number=paper.decision_no, day=formats.day(paper.issued_on))
            if paper and paper.issued_on
            else _("chưa gắn"),
        ),
        Fact(_("Quy cách trong giấy"), ", ".join(pack.label for pack in paper.packs) if paper else ""),
        Fact(_("Ảnh"), str(len(form.images) + len(form.new_images))),
        Fact(_("Quy cách đang bán"), ", ".join(pack.label for pack in form.packs if pack.active)),
    ]
    return OverviewPage(
        frame=product_frame(found, "gui"),
        facts=tuple(fact for fact in facts if fact.value),
        obstacles=()
        if is_closed(form.producer_id)
        else obstacles_of(found.result, form.product_id, form.producer_id),
        history=history_of(found),
        forms=_forms(found),
        copy_url=f"{url_for('.producer_product_new')}?sao-chep={form.product_id}"
        if working([form.producer_id])
        else "",
        live_url=url_for("marketplace.storefront.product", slug=form.slug)
        if form.state in {ProductState.LIVE, ProductState.HIDDEN}
        else "",
        complete=not found.missing,
        closed=is_closed(form.producer_id),
    )


def _forms(found: OnDesk) -> dict[str, str]:
    form = found.form
    if is_closed(form.producer_id):
        return {}
    fits = {
        "submit": form.state is ProductState.DRAFT and not found.missing,
        "take_back": form.state is ProductState.SUBMITTED or form.revision_id is not None,
        "hide": form.state is ProductState.LIVE,
        "unhide": form.state is ProductState.HIDDEN and not form.remark,
        "retire": form.state in {ProductState.DRAFT, ProductState.LIVE, ProductState.HIDDEN},
    }
    return {
        name: url_for(f".producer_product_{name}", product_id=form.product_id)
        for name, fit in fits.items()
        if fit
    }

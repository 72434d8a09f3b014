"""One product for a moderator: whole, or as a difference to what is live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from marketplace.catalog import seasons
from marketplace.catalog.kinds import OriginMarkKind, ProductState, StorageClass
from marketplace.catalog.measures import unit_price
from marketplace.catalog.queries.moderation import RevisionView
from marketplace.catalog.remarks import IMAGES, PACKS, PAPERS, new_pack
from marketplace.certification.gate import Outcome
from marketplace.certification.reference import product_sets
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.media.variants import Picture, StoredPicture

from ..offers import OnDesk
from ..view_models import EMPTY, Fact, Field, Form, Note, Rule, Status
from .officer_remarks import Places, places_of
from .producer_photos import picture_of
from .producer_product import state_status
from .producer_work import SentBack, history_of
from .product_papers import PaperView
from .product_parts import LABELS as WORDS


@dataclass(frozen=True, slots=True)
class Change:
    """A field with what is live and what is wanted."""

    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(Form):
    """One product for a moderator. ``changes`` and ``new_photos`` are what a revision wants, else all is new."""

    title: str
    producer: str
    status: Status
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...]
    words: tuple[tuple[str, Fact], ...]
    packs: tuple[tuple[str, str, str, str, str], ...]
    changes: tuple[Change, ...]
    photos: tuple[tuple[str, Picture], ...]
    new_photos: tuple[tuple[str, Picture], ...]
    papers: tuple[PaperView, ...]
    rules: tuple[Rule, ...]
    forms: Mapping[str, str]
    preview_url: str
    version: str
    revision: str
    refused: str
    places: Places
    history: tuple[SentBack, ...]
    autosave_url: str
    remark: Field = EMPTY


def review_page(
    found: OnDesk,
    wanted: RevisionView | None,
    pictures: Mapping[int, StoredPicture],
    papers: tuple[PaperView, ...],
    communes: Mapping[str, str],
    *,
    producer: str,
    people: Mapping[str, str],
    own_work: bool,
    own_goods: bool,
    refused: str = "",
    remark: Field = EMPTY,
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> ReviewPage:
    """The page. ``own_work``: the reader sent in what waits or works for its producer, and does not approve it;
    ``own_goods``: works for its producer, and decides nothing about it.
    """
    form = found.form
    paper = found.result.badge.certificate or found.offer.certificate
    live = {name: _value(name, getattr(form.live, name), communes) for name in WORDS}
    facts = [
        Fact(_("Chủ thể"), producer),
        Fact(
            _("Giấy công nhận"),
            _("%(number)s, %(star)s sao", number=paper.decision_no, star=paper.star)
            if paper
            else _("chưa gắn"),
            url_for(".recognition", code=paper.code) if paper and paper.code else "",
        ),
        Fact(_("Tên trong giấy"), paper.product_name if paper else ""),
        Fact(_("Chủ thể trong giấy"), paper.holder_name if paper else ""),
        Fact(_("Quy cách trong giấy"), ", ".join(pack.label for pack in paper.packs) if paper else ""),
    ]
    sender = wanted.submitted_by if wanted else form.submitted_by
    facts.append(Fact(_("Người gửi"), people.get(sender, sender)))
    waits = wanted is not None or form.state is ProductState.SUBMITTED
    changes = _changes(found, wanted, communes)
    forms = _forms(found, wanted, own_work=own_work, own_goods=own_goods)
    return ReviewPage(
        title=form.live.name,
        producer=producer,
        status=state_status(form.state, found.result, waits=wanted is not None),
        notes=_notes(found, own_work=own_work, waits=waits),
        facts=tuple(fact for fact in facts if fact.value),
        words=tuple((name, Fact(str(label), live[name])) for name, label in WORDS.items() if live[name]),
        packs=tuple(
            (
                f"pack.{pack.id}",
                pack.label,
                format_dong(pack.price),
                _per(pack.price, pack.net_amount, pack.net_unit, pack.label),
                "" if pack.active else _("không bán"),
            )
            for pack in form.packs
        ),
        changes=changes,
        photos=_photos(form.images, pictures),
        new_photos=_photos(form.new_images, pictures),
        papers=papers,
        rules=_rules(found),
        forms=forms,
        preview_url=url_for("marketplace.storefront.product_preview", slug=form.slug),
        version=str(wanted.number if wanted else form.version),
        revision=str(wanted.id) if wanted else "",
        refused=refused,
        places=places_of(
            found,
            _parts(found, changes, wanted),
            writable="send_back" in forms,
            typed=typed,
            refusal=refusal if refused == "send_back" else None,
        ),
        history=history_of(found),
        autosave_url=url_for(".product_review_autosave", product_id=form.product_id),
        remark=remark,
    )


def _photos(ids: Iterable[int], pictures: Mapping[int, StoredPicture]) -> tuple[tuple[str, Picture], ...]:
    return tuple((f"image.{each}", picture_of(pictures[each])) for each in ids if each in pictures)


def _parts(found: OnDesk, changes: Iterable[Change], wanted: RevisionView | None) -> dict[str, str]:
    """What can be remarked on: of a change what it changes, of a new product everything, also what it does not say."""
    form = found.form
    if wanted is not None:
        return {
            **{each.name: each.label for each in changes},
            **{f"image.{each}": "" for each in form.new_images},
            **{f"paper.{each.id}": "" for each in form.papers},
        }
    return {
        **{name: str(label) for name, label in WORDS.items()},
        **{f"pack.{each.id}": "" for each in form.packs},
        PACKS: "",
        **{f"image.{each}": "" for each in form.images},
        IMAGES: "",
        **{f"paper.{each.id}": "" for each in form.papers},
        PAPERS: "",
    }


def _notes(found: OnDesk, *, own_work: bool, waits: bool) -> tuple[Note, ...]:
    notes = []
    if own_work and waits:
        text = _("Người gửi, hoặc người của chủ thể, không tự duyệt được.")
        notes.append(Note(_("Cần một cán bộ khác"), text, "warn", "users"))
    if found.form.state is ProductState.HIDDEN and found.form.remark:
        notes.append(Note(_("Cán bộ đã ẩn sản phẩm"), found.form.remark, "warn", "pause"))
    return tuple(notes)


def _changes(found: OnDesk, wanted: RevisionView | None, communes: Mapping[str, str]) -> tuple[Change, ...]:
    if wanted is None:
        return ()
    said = {each.field: each for each in wanted.differences}
    changes = [
        Change(
            name,
            str(label),
            _value(name, said[name].live, communes),
            _value(name, said[name].wanted, communes),
        )
        for name, label in WORDS.items()
        if name in said
    ]
    by_id = {pack.id: pack for pack in found.form.packs}
    for variant_id, values in wanted.changed_packs.items():
        pack = by_id[variant_id]
        changes.append(
            Change(
                f"pack.{variant_id}",
                _("Quy cách"),
                _pack(pack.label, pack.gross_grams, pack.price),
                _pack(values["label"], values["gross_grams"], pack.price),
            )
        )
    changes += [
        Change(
            new_pack(each["label"]),
            _("Thêm quy cách"),
            "",
            _pack(each["label"], each["gross_grams"], each["price"]),
        )
        for each in wanted.new_packs
    ]
    return tuple(changes)


def _pack(label: str, grams: int, price: int) -> str:
    weight = _("nặng cả bao bì %(weight)s", weight=formats.weight(grams)) if grams else ""
    return ", ".join(part for part in (label, format_dong(price), weight) if part)


def _per(price: int, amount: int, unit: str, label: str) -> str:
    found = unit_price(price, amount, unit, label)
    return f"{format_dong(found.dong)}/{found.per_label}"


def _value(name: str, value: object, communes: Mapping[str, str]) -> str:
    """A value of a field as people read it."""
    if value in (None, ""):
        return ""
    match name:
        case "set_no":
            return f"{value}. {product_sets()[int(str(value))].name}"
        case "origin_commune_code":
            return communes.get(str(value), str(value))
        case "storage_class":
            return str(StorageClass(str(value)).label)
        case "origin_mark_kind":
            return str(OriginMarkKind(str(value)).label)
        case "abv_tenths":
            whole, rest = divmod(int(str(value)), 10)
            return f"{whole},{rest} %"
        case "season_mask":
            months = seasons.months(int(str(value)))
            return ", ".join(str(formats.month(month)) for month in months) or _("quanh năm")
    return str(value)


_VERDICTS = {
    Outcome.PASS: "ok",
    Outcome.FAIL: "bad",
    Outcome.WARN: "warn",
    Outcome.NOT_APPLICABLE: "na",
    Outcome.UNCHECKED: "na",
}


def _rules(found: OnDesk) -> tuple[Rule, ...]:
    """What stands against the sale and what to look at; rules that are met are not listed."""
    return tuple(
        Rule(verdict.code, _VERDICTS[verdict.outcome], str(verdict.title), str(verdict.officer))
        for verdict in (*found.result.failed, *found.result.warnings)
    )


def _forms(found: OnDesk, wanted: RevisionView | None, *, own_work: bool, own_goods: bool) -> dict[str, str]:
    form = found.form
    waits = wanted is not None or form.state is ProductState.SUBMITTED
    fits = {
        "approve": waits and not own_work,
        "send_back": waits and not own_work,
        # What its producer hid a moderator may hide too: it stays hidden then.
        "hide": not own_goods
        and (form.state is ProductState.LIVE or (form.state is ProductState.HIDDEN and not form.remark)),
        "unhide": form.state is ProductState.HIDDEN and not own_goods,
    }
    return {
        name: url_for(f".product_review_{name}", product_id=form.product_id)
        for name, fit in fits.items()
        if fit
    }

"""What narrows the register, its figures and what runs out: by place, product group, stars, kind of holder."""

from collections.abc import Sequence

from marketplace.certification.product_groups import GROUPS, UNKNOWN, group_name
from marketplace.certification.queries.dimensions import NO_PRODUCER
from marketplace.kernel.i18n import gettext as _
from marketplace.places.cards import CommuneCard, ProvinceCard
from marketplace.producers.kinds import ProducerKind

from ..view_models import Filter, Option


def by_place(
    provinces: Sequence[ProvinceCard],
    communes: Sequence[CommuneCard],
    province: str | None,
    commune: str | None,
) -> list[Filter]:
    """Province and commune, each only for a reader who has several to choose among."""
    filters = []
    if provinces:
        options = tuple(Option(each.code, each.name) for each in provinces)
        filters.append(Filter(name="tinh", label=_("Tỉnh, thành phố"), value=province or "", options=options))
    if communes:
        options = tuple(Option(each.code, each.name) for each in communes)
        filters.append(Filter(name="xa", label=_("Xã, phường"), value=commune or "", options=options))
    return filters


def by_group(group: int | None) -> Filter:
    """The product group (bộ sản phẩm)."""
    options = (
        *(Option(str(each), group_name(each)) for each in GROUPS),
        Option(str(UNKNOWN), _("Chưa ghi bộ sản phẩm")),
    )
    value = "" if group is None else str(group)
    return Filter(name="nhom", label=_("Nhóm sản phẩm"), value=value, options=options)


def by_star(star: int | None) -> Filter:
    """The stars, the highest first."""
    options = tuple(Option(str(each), _("%(star)s sao", star=each)) for each in (5, 4, 3))
    return Filter(name="sao", label=_("Hạng sao"), value=str(star or ""), options=options)


def by_kind(kind: str | None) -> Filter:
    """The kind of holder, or none known yet."""
    options = (
        *(Option(each.value, str(each.label)) for each in ProducerKind),
        Option(NO_PRODUCER, _("Chưa gắn chủ thể")),
    )
    return Filter(name="loai", label=_("Loại chủ thể"), value=kind or "", options=options)

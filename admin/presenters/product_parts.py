"""The parts of an offer: what they are called, and where in the form each is filled in."""

from typing import Any, Final

from marketplace.catalog.queries.desk import EditForm
from marketplace.catalog.remarks import IMAGES, PACKS, PAPERS, new_pack
from marketplace.certification.facts import PaperKind
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _

LABELS: Final = {
    "name": Message("Tên bán trên sàn"),
    "set_no": Message("Bộ sản phẩm"),
    "origin_commune_code": Message("Làm ra ở xã, phường"),
    "origin_printed": Message("Nơi làm in trên bao bì"),
    "summary": Message("Một câu giới thiệu"),
    "description": Message("Tả sản phẩm"),
    "story": Message("Câu chuyện sản phẩm"),
    "ingredients": Message("Thành phần"),
    "storage": Message("Cách bảo quản"),
    "usage": Message("Cách dùng"),
    "warning": Message("Cảnh báo"),
    "shelf_life": Message("Hạn dùng"),
    "shelf_life_days": Message("Số ngày dùng được"),
    "storage_class": Message("Cách bảo quản khi gửi"),
    "abv_tenths": Message("Độ cồn"),
    "gtin": Message("Mã vạch"),
    "origin_mark": Message("Tên chỉ dẫn hoặc nhãn hiệu"),
    "origin_mark_kind": Message("Loại"),
    "origin_mark_no": Message("Số văn bằng"),
    "season_mask": Message("Tháng có hàng"),
    "return_policy": Message("Đổi trả"),
}
"""What the fields of a product are called, in the order of the form."""

ANCHORS: Final = {
    "name": ("thong-tin", "ten"),
    "set_no": ("thong-tin", "bo"),
    "origin_commune_code": ("thong-tin", "xa"),
    "origin_printed": ("thong-tin", "in"),
    "summary": ("thong-tin", "tom-tat"),
    "description": ("thong-tin", "ta"),
    "story": ("thong-tin", "chuyen"),
    "gtin": ("thong-tin", "ma-vach"),
    "origin_mark": ("thong-tin", "nhan"),
    "origin_mark_kind": ("thong-tin", "loai-nhan"),
    "origin_mark_no": ("thong-tin", "so-nhan"),
    "storage_class": ("bao-quan", "van-chuyen"),
    "shelf_life": ("bao-quan", "han-dung"),
    "shelf_life_days": ("bao-quan", "so-ngay"),
    "season_mask": ("bao-quan", "mua"),
    "storage": ("bao-quan", "cach-giu"),
    "usage": ("bao-quan", "cach-dung"),
    "ingredients": ("bao-quan", "thanh-phan"),
    "warning": ("bao-quan", "canh-bao"),
    "abv_tenths": ("bao-quan", "do-con"),
    "return_policy": ("bao-quan", "doi-tra"),
    PACKS: ("quy-cach", "quy-cach"),
    IMAGES: ("anh", "anh"),
    PAPERS: ("giay-to", "loai"),
}
"""Where a part is filled in: the step, and the id of its field."""

FORM_NAMES: Final = {"origin_commune_code": "commune", "abv_tenths": "abv", "season_mask": "months"}
"""Fields of the form that are called otherwise than what they fill."""


def images_of(form: EditForm) -> list[str]:
    """The photos of a product in the order of its page: shown, wanted, and those of a change that was sent back."""
    ids = (*form.images, *form.new_images, *form.returned.get("images", ()))
    return list(dict.fromkeys(str(each) for each in ids))


def new_packs_of(form: EditForm) -> list[dict[str, Any]]:
    """The packs that are only wanted, or were in a change that was sent back."""
    return [*form.new_packs, *form.returned.get("new_packs", ())]


def anchor_of(name: str, form: EditForm) -> tuple[str, str]:
    """The step of a part and the id in its page; the first step for what is there no more."""
    if name in ANCHORS:
        return ANCHORS[name]
    kind, _dot, ref = name.partition(".")
    if kind == "pack":
        ids = [str(pack.id) for pack in form.packs]
        return ("quy-cach", f"ten-{ids.index(ref)}") if ref in ids else ("quy-cach", "quy-cach")
    if kind == "new-pack":
        names = [new_pack(each["label"]) for each in new_packs_of(form)]
        at = names.index(name) + len(form.packs) if name in names else None
        return ("quy-cach", "quy-cach" if at is None else f"ten-{at}")
    if kind == "image":
        there = ref in images_of(form)
        return ("anh", f"anh-{ref}" if there else "anh")
    if kind == "paper":
        there = ref in {str(paper.id) for paper in form.papers}
        return ("giay-to", f"giay-{ref}" if there else "loai")
    return ("gui", "gui")


def label_of(name: str, form: EditForm) -> str:
    """What a part is called, as a remark or a link says it."""
    if name in LABELS:
        return str(LABELS[name])
    kind, _dot, ref = name.partition(".")
    if kind == "pack":
        found = next((pack.label for pack in form.packs if str(pack.id) == ref), "")
        return _("Quy cách %(label)s", label=found) if found else _("Quy cách")
    if kind == "new-pack":
        found = next((each["label"] for each in new_packs_of(form) if new_pack(each["label"]) == name), "")
        return _("Quy cách %(label)s", label=found) if found else _("Quy cách")
    if kind == "image":
        ids = images_of(form)
        return _("Ảnh %(n)s", n=ids.index(ref) + 1) if ref in ids else _("Ảnh đã bỏ")
    if kind == "paper":
        paper = next((each for each in form.papers if str(each.id) == ref), None)
        if paper is not None and paper.kind in set(PaperKind):
            return str(PaperKind(paper.kind).label)
        return _("Giấy đã bỏ")
    return {PACKS: _("Quy cách và giá"), IMAGES: _("Ảnh"), PAPERS: _("Giấy tờ")}.get(name, _("Cả sản phẩm"))

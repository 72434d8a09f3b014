"""What the heading of a column says. Provinces word their headings freely; order and capitals do not matter."""

from collections.abc import Mapping
from functools import cache, lru_cache

from marketplace.certification.annex.layout.fields import Field
from marketplace.kernel.text import fold

SYNONYMS: Mapping[Field, tuple[str, ...]] = {
    Field.ORDER: ("STT", "TT", "Số TT", "Số thứ tự"),
    Field.PRODUCT: (
        "Tên sản phẩm",
        "Sản phẩm",
        "Tên SP",
        "Tên sản phẩm OCOP",
        "Sản phẩm OCOP",
        "Tên sản phẩm, dịch vụ",
        "Sản phẩm được công nhận",
    ),
    Field.HOLDER: (
        "Chủ thể",
        "Tên chủ thể",
        "Chủ thể OCOP",
        "Tên chủ thể OCOP",
        "Chủ thể sản xuất",
        "Chủ thể sản phẩm",
        "Tên đơn vị",
        "Đơn vị",
        "Đơn vị sản xuất",
        "Cơ sở sản xuất",
        "Tên cơ sở",
        "Nhà sản xuất",
        "Tổ chức, cá nhân",
        "Tên tổ chức, cá nhân",
        "Chủ sở hữu",
    ),
    Field.HOLDER_ADDRESS: (
        "Chủ thể, địa chỉ",
        "Chủ thể và địa chỉ",
        "Tên, địa chỉ chủ thể",
        "Tên và địa chỉ chủ thể",
        "Tên chủ thể, địa chỉ",
        "Tên chủ thể và địa chỉ",
        "Chủ thể (tên, địa chỉ)",
        "Chủ thể OCOP, địa chỉ",
    ),
    Field.HOLDER_TYPE: (
        "Loại hình",
        "Loại hình chủ thể",
        "Loại chủ thể",
        "Loại hình tổ chức",
        "Loại hình kinh doanh",
        "Hình thức tổ chức",
    ),
    Field.REPRESENTATIVE: (
        "Người đại diện",
        "Đại diện",
        "Họ tên người đại diện",
        "Đại diện pháp luật",
        "Đại diện theo pháp luật",
        "Chủ cơ sở",
    ),
    Field.ADDRESS: (
        "Địa chỉ",
        "Địa chỉ chủ thể",
        "Địa chỉ sản xuất",
        "Địa chỉ cơ sở",
        "Địa chỉ trụ sở",
        "Nơi sản xuất",
        "Địa điểm",
        "Địa điểm sản xuất",
        "Trụ sở",
    ),
    Field.COMMUNE: (
        "Xã",
        "Phường",
        "Tên xã",
        "Xã, phường",
        "Xã, thị trấn",
        "Xã, phường, thị trấn",
        "Xã, phường, đặc khu",
        "Cấp xã",
        "Đơn vị cấp xã",
    ),
    Field.DISTRICT: (
        "Huyện",
        "Tên huyện",
        "Quận, huyện",
        "Huyện, thị xã",
        "Huyện, thành phố",
        "Huyện, thị xã, thành phố",
        "Huyện, TX, TP",
        "Cấp huyện",
    ),
    Field.PROVINCE: ("Tỉnh", "Tỉnh, thành phố", "Tỉnh, TP", "Tên tỉnh"),
    Field.PHONE: (
        "Điện thoại",
        "Số điện thoại",
        "SĐT",
        "ĐT",
        "Số ĐT",
        "Di động",
        "Điện thoại liên hệ",
        "Liên hệ",
    ),
    Field.EMAIL: ("Email", "E-mail", "Thư điện tử", "Hộp thư"),
    Field.TAX_CODE: (
        "Mã số thuế",
        "MST",
        "Mã số doanh nghiệp",
        "Mã số thuế, CCCD",
        "MST, CCCD",
        "Mã số thuế, số định danh",
        "Số định danh",
        "CCCD",
    ),
    Field.GROUP: (
        "Nhóm",
        "Nhóm sản phẩm",
        "Nhóm ngành",
        "Ngành",
        "Ngành hàng",
        "Nhóm, bộ sản phẩm",
        "Bộ sản phẩm, nhóm",
        "Bộ, nhóm sản phẩm",
        "Ngành, nhóm",
        "Ngành, nhóm sản phẩm",
    ),
    Field.PRODUCT_SET: ("Bộ sản phẩm", "Bộ SP", "Phân nhóm", "Bộ tiêu chí", "Phân nhóm sản phẩm"),
    Field.STAR: (
        "Hạng sao",
        "Xếp hạng",
        "Số sao",
        "Hạng",
        "Sao",
        "Phân hạng",
        "Xếp hạng sao",
        "Phân hạng sao",
        "Hạng sản phẩm",
        "Kết quả xếp hạng",
        "Kết quả phân hạng",
        "Đạt hạng",
        "Đạt sao",
        "Hạng sao đạt được",
        "Kết quả (sao)",
    ),
    Field.STAR_3: ("3 sao", "Hạng 3 sao", "Đạt 3 sao", "Sản phẩm 3 sao"),
    Field.STAR_4: ("4 sao", "Hạng 4 sao", "Đạt 4 sao", "Sản phẩm 4 sao"),
    Field.STAR_5: ("5 sao", "Hạng 5 sao", "Đạt 5 sao", "Sản phẩm 5 sao"),
    Field.SCORE: (
        "Điểm",
        "Số điểm",
        "Tổng điểm",
        "Điểm đánh giá",
        "Điểm trung bình",
        "Điểm TB",
        "Điểm số",
        "Kết quả điểm",
        "Kết quả chấm điểm",
        "Kết quả (điểm)",
        "Điểm trung bình của hội đồng",
    ),
    Field.DECISION: (
        "Quyết định",
        "Số quyết định",
        "Số QĐ",
        "QĐ",
        "Quyết định số",
        "Quyết định công nhận",
        "QĐ công nhận",
        "Số quyết định công nhận",
        "Số, ngày quyết định",
        "Số và ngày quyết định",
        "Số, ngày, tháng quyết định",
        "Văn bản công nhận",
    ),
    Field.DECISION_DATE: (
        "Ngày quyết định",
        "Ngày QĐ",
        "Ngày công nhận",
        "Ngày ban hành",
        "Ngày ban hành quyết định",
        "Ngày ra quyết định",
        "Ngày ký",
        "Ngày ký quyết định",
        "Ngày cấp",
        "Ngày tháng",
        "Ngày, tháng, năm",
        "Quyết định ngày",
        "Quyết định ngày tháng",
        "Quyết định công nhận ngày",
        "Thời gian công nhận",
        "Ngày cấp giấy chứng nhận",
    ),
    Field.ISSUER: (
        "Cơ quan ban hành",
        "Cơ quan ban hành quyết định",
        "Cơ quan công nhận",
        "Cơ quan cấp",
        "Cơ quan ra quyết định",
        "Đơn vị ban hành",
        "Cấp ban hành",
        "Cấp công nhận",
        "Quyết định cơ quan ban hành",
        "Nơi ban hành",
        "Đơn vị công nhận",
    ),
    Field.EXPIRES: (
        "Ngày hết hạn",
        "Thời hạn",
        "Thời hạn công nhận",
        "Có giá trị đến",
        "Giá trị đến ngày",
        "Hiệu lực đến",
        "Thời hạn hiệu lực",
        "Ngày hết hiệu lực",
    ),
    Field.CERTIFICATE: (
        "Giấy chứng nhận",
        "Số giấy chứng nhận",
        "Số GCN",
        "GCN",
        "Mã giấy chứng nhận",
    ),
    Field.PACK: (
        "Quy cách",
        "Quy cách đóng gói",
        "Quy cách sản phẩm",
        "Quy cách, bao bì",
        "Quy cách bao bì",
        "Đóng gói",
        "Khối lượng tịnh",
        "Khối lượng, dung tích",
        "Dung tích",
    ),
    Field.PRODUCT_CODE: ("Mã sản phẩm", "Mã số sản phẩm", "Mã SP", "Mã số SP"),
    Field.ROUND: ("Lần đánh giá", "Hình thức đánh giá", "Loại đánh giá", "Đánh giá lần đầu, đánh giá lại"),
    Field.NOTE: ("Ghi chú", "Chú thích"),
    Field.IGNORED: (
        "Đơn vị tính",
        "ĐVT",
        "Số lượng",
        "Sản lượng",
        "Công suất",
        "Giá bán",
        "Doanh thu",
        "Hình ảnh",
        "Số sản phẩm",
        "Năm sinh",
    ),
}


_UNDER_A_DECISION = frozenset({"co quan", "co quan ky", "don vi ky", "don vi ra quyet dinh", "cap ky"})
"""Folded headings that mean the issuer where "Quyết định công nhận" stands above them, and nothing by themselves."""


@cache
def _phrases() -> tuple[tuple[str, Field], ...]:
    """Every synonym, folded, the longest first."""
    pairs = {(fold(text), field) for field, texts in SYNONYMS.items() for text in texts}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=4096)
def match_heading(path: tuple[str, ...]) -> Mapping[Field, int]:
    """How well a heading fits each kind of column, as a confidence from 1 to 100.

    ``path`` is the heading from the top down: ``("Quyết định", "Số")`` for a header of two rows. The whole heading or
    its last part being a known one counts most, then beginning with one, then holding one. Of a heading in two rows the
    last part is the better witness: under "Chủ thể", "Địa chỉ" is an address.
    """
    whole, last = fold(" ".join(path)), fold(path[-1]) if path else ""
    fits: dict[Field, int] = {}
    for phrase, field in _phrases():
        if phrase == last:
            confidence = 100
        elif phrase == whole:
            confidence = 97
        else:
            confidence = max(_partial(phrase, whole), _partial(phrase, last))
        if confidence > fits.get(field, 0):
            fits[field] = confidence
    if last in _UNDER_A_DECISION and _is_of_a_decision(path[:-1]):
        fits[Field.ISSUER] = 100
    return fits


def _is_of_a_decision(above: tuple[str, ...]) -> bool:
    words = f" {fold(' '.join(above))} "
    return " quyet dinh " in words or " qd " in words


def _partial(phrase: str, heading: str) -> int:
    """A phrase at the beginning of a heading is worth 70 to 90, one inside 45 to 65, by how much of it it covers."""
    position = f" {heading} ".find(f" {phrase} ")
    if position < 0:
        return 0
    return (70 if position == 0 else 45) + 20 * len(phrase) // len(heading)

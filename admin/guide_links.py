"""Which chapter of the guides a page of a desk belongs to."""

from typing import Final

from flask import request, url_for

PRODUCERS, OFFICERS = "chu-the", "can-bo"

_CHAPTERS: Final[dict[str, tuple[str, str]]] = {
    "apply": (PRODUCERS, "lam-ho-so-ban-hang"),
    "apply_step": (PRODUCERS, "tung-buoc-ghi-gi"),
    "apply_review": (PRODUCERS, "gui-ho-so"),
    "my_claim": (PRODUCERS, "nhan-chu-the-da-co-trong-so"),
    "producer_dashboard": (PRODUCERS, "nhan-don-goi-giao"),
    "producer_order": (PRODUCERS, "nhan-don-goi-giao"),
    "producer_stock": (PRODUCERS, "nhap-lo-hang"),
    "producer_stock_levels": (PRODUCERS, "sap-het-hang"),
    "producer_lot": (PRODUCERS, "nhap-lo-hang"),
    "producer_product": (PRODUCERS, "dua-san-pham-len-gian-hang"),
    "producer_product_new": (PRODUCERS, "chon-giay-cong-nhan"),
    "producer_product_words": (PRODUCERS, "loi-ta-bao-quan"),
    "producer_product_packs": (PRODUCERS, "quy-cach-va-gia"),
    "producer_product_photos": (PRODUCERS, "anh"),
    "producer_product_prices": (PRODUCERS, "bang-gia-va-ton"),
    "producer_product_import": (PRODUCERS, "nhap-tu-bang"),
    "own_paper": (PRODUCERS, "giay-to-va-gia-han"),
    "own_account": (PRODUCERS, "nhan-tien"),
    "own_days_off": (PRODUCERS, "ngay-nghi"),
    "own_staff": (PRODUCERS, "nguoi-lam"),
    "inspected_": (PRODUCERS, "kiem-tra-va-khieu-nai"),
    "application": (OFFICERS, "doi-chieu"),
    "applications": (OFFICERS, "hang-doi"),
    "officer_today": (OFFICERS, "viec-hom-nay"),
    "second_look": (OFFICERS, "giay-to-cho-xac-minh"),
    "register": (OFFICERS, "tra-so"),
    "recognition": (OFFICERS, "tam-dung-thu-hoi-bien-nhan"),
    "recognition_new": (OFFICERS, "them-ban-ghi"),
    "recognition_edit": (OFFICERS, "them-ban-ghi"),
    "recognition_upgrade": (OFFICERS, "them-ban-ghi"),
    "holder": (OFFICERS, "gan-voi-chu-the"),
    "loose": (OFFICERS, "gan-voi-chu-the"),
    "import": (OFFICERS, "nhap-ca-phu-luc"),
    "expiring": (OFFICERS, "sap-het-han"),
    "letter": (OFFICERS, "soan-va-gui-thu"),
    "subject": (OFFICERS, "danh-sach"),
    "pair": (OFFICERS, "chu-the-trung"),
    "claim": (OFFICERS, "de-nghi-nhan-chu-the"),
    "product_review": (OFFICERS, "duyet-san-pham"),
    "inspection": (OFFICERS, "lap-bien-ban-tren-dien-thoai"),
    "inspection_misuse": (OFFICERS, "hang-khong-co-giay-chung-nhan"),
    "inspection_anomalies": (OFFICERS, "dau-hieu-bat-thuong"),
    "inspection_proposal": (OFFICERS, "de-nghi-va-15-ngay"),
    "inspection_appeal": (OFFICERS, "khieu-nai"),
    "statistics": (OFFICERS, "thong-ke"),
}
"""How the endpoints of pages begin, and the guide and chapter of them; the longest beginning counts."""

TARGETS: Final = frozenset(_CHAPTERS.values())


def chapter_url() -> str:
    """The address of the chapter on the page that is asked for; empty where no guide tells of it."""
    endpoint = (request.endpoint or "").rpartition(".")[2]
    beginning = max((each for each in _CHAPTERS if endpoint.startswith(each)), key=len, default=None)
    if beginning is None:
        return ""
    name, anchor = _CHAPTERS[beginning]
    return url_for("marketplace.storefront.guide", name=name, _anchor=anchor)

"""Every mail as it looks with made-up values, for operators and tests. Nothing of it is sent or kept."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from marketplace.kernel.i18n import Message, ngettext, speaking
from marketplace.kernel.money import format_dong
from marketplace.kernel.state import current
from marketplace.notifications import sample_contract
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.jobs import HEADLINES
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.notice_words import INBOX, Why, why, why_digest, words_of
from marketplace.notifications.services import write_mail
from marketplace.notifications.values import packed
from marketplace.producers.kinds import PaperKind

TO: Final = "nguoi-nhan@example.vn"
_SELLER, _CODE = "HTX Khe Mây", "7K2M9QXA"
_PARCEL: Final[Mapping[str, Any]] = {
    "code": f"{_CODE}-1",
    "seller": _SELLER,
    "lines": ({"words": "2 × Cam Khe Mây, Thùng 5 kg", "amount": format_dong(450_000)},),
    "fee": format_dong(64_000),
    "days": "24/11 \N{EN DASH} 25/11/2026",
    "send_by": "23/11/2026",
}
_ORDER: Final[Mapping[str, Any]] = {
    "code": _CODE,
    "buyer_name": "Nguyễn Thị Lan",
    "address": "12 phố Hàng Bài, Phường Hoàn Kiếm, Hà Nội",
    "note": "Gọi trước khi tới.",
}
_PAPER: Final[Mapping[str, Any]] = {
    "kind": {"label": PaperKind.FOOD_SAFETY.label},
    "number": "12/2026/ATTP",
    "verified": False,
    "return_reason": "Bản quét mờ, không đọc được ngày cấp.",
}
_FIRM: Final = "Hợp tác xã Nông nghiệp Khe Mây"


def _order_placed() -> dict[str, Any]:
    return {
        "order": _ORDER,
        "total": format_dong(514_000),
        "phone": "0912 000 000",
        "payment": str(Message("Trả tiền khi nhận hàng")),
        "parcels": (_PARCEL,),
        "contract": sample_contract.words(),
        "fingerprint": "3f1c9a",
    }


def _ending() -> dict[str, Any]:
    return {
        "headline": ngettext(
            "%(paper)s còn %(n)s ngày", "%(paper)s còn %(n)s ngày", 30, paper=str(PaperKind.FOOD_SAFETY.label)
        ),
        "seller": _SELLER,
        "paper": _PAPER,
        "until": "20/12/2026",
        "off_from": "21/12/2026",
        "gone": ("Cam Khe Mây", "Bưởi Phúc Trạch"),
    }


def _moved() -> dict[str, Any]:
    said = {"seller": _SELLER, "code": _PARCEL["code"]}
    return {
        "headline": str(Message(HEADLINES["accept"].msgid, said)),
        "parcel": _PARCEL,
        "note": "Hái sáng nay.",
    }


def _digest() -> dict[str, Any]:
    waiting = ("product_approved", "product_waiting", "paper_waiting", "application_waiting")
    parts: dict[str, list[Any]] = {}
    for kind in waiting:
        words = words_of(kind, packed(KINDS[kind].sample))
        line = {"words": words, "url": current().address + INBOX}
        parts.setdefault(str(KINDS[kind].topic.label), []).append(line)
    return {
        "count": len(waiting),
        "more": 0,
        "parts": tuple({"label": label, "lines": lines} for label, lines in parts.items()),
    }


def _remarks() -> dict[str, Any]:
    return {
        "name": _FIRM,
        "code": "4T7KX2QD",
        "reason": "Sửa hai chỗ dưới đây.",
        "remarks": (
            {"about": str(PaperKind.FOOD_SAFETY.label), "text": "Bản quét mờ."},
            {"about": "Số điện thoại", "text": "Số này không gọi được."},
        ),
    }


def _account() -> dict[str, Any]:
    return {
        "name": "Nguyễn Thị Lan",
        "email": TO,
        "login_url": f"{current().address}/",
        "forgot_url": f"{current().address}/",
    }


OWN: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    "order_placed": _order_placed,
    "order_moved": _moved,
    "order_to_pack": lambda: {"order": _ORDER, "phone": "0912 000 000", "parcel": _PARCEL},
    "application_returned": _remarks,
    "application_approved": lambda: {"name": _FIRM, "code": "4T7KX2QD"},
    "application_refused": lambda: {
        "name": _FIRM,
        "code": "4T7KX2QD",
        "reason": "Chưa có quyết định công nhận sản phẩm OCOP nào còn hạn.",
        "province": "Hà Tĩnh",
    },
    "paper_ending": _ending,
    "paper_decided": lambda: {"seller": _SELLER, "paper": _PAPER, "until": "20/12/2026"},
    "bank_account_decided": lambda: {
        "seller": _SELLER,
        "verified": True,
        "account": {
            "covered": "•••• 5678",
            "bank_name": "Vietcombank",
            "holder": "HTX KHE MAY",
            "reason": "",
        },
    },
    "recognition_ending": lambda: {
        "record": {
            "product_name": "Cam Khe Mây",
            "holder_name": _FIRM,
            "star": 4,
            "decision_no": "2511/QĐ-UBND",
        },
        "said": {
            "headline": ngettext("Sao OCOP còn %(n)s ngày", "Sao OCOP còn %(n)s ngày", 180),
            "todo": str(
                Message(
                    "Nộp hồ sơ đánh giá lại tại UBND cấp xã đến hết ngày %(closes)s.",
                    {"closes": "21/01/2027"},
                )
            ),
        },
        "until": "21/05/2027",
    },
    "holder_letter": lambda: {
        "number": "12/VPĐP-OCOP",
        "paper": {
            "agency_above": "UBND TỈNH HÀ TĨNH",
            "agency": "VĂN PHÒNG ĐIỀU PHỐI NÔNG THÔN MỚI",
            "place_and_day": "Hà Tĩnh, ngày 21 tháng 11 năm 2026",
            "about": "nộp hồ sơ đánh giá lại sản phẩm OCOP",
            "to": (_FIRM,),
            "body": (
                {"text": "Đề nghị nộp hồ sơ đánh giá lại tại UBND xã Hương Đô đến hết ngày 21/01/2027."},
            ),
            "signer": {"behalf": "KT. CHÁNH VĂN PHÒNG", "role": "PHÓ CHÁNH VĂN PHÒNG", "name": "Lê Văn Bình"},
        },
    },
    "invitation": lambda: {
        "inviter": "Lê Văn Bình",
        "role": str(Message("Cán bộ OCOP")),
        "duty": "",
        "until": "12:00, 28/11/2026",
        "needs_factor": True,
    },
    "second_factor_reset": lambda: {
        "name": "Nguyễn Thị Lan",
        "reason": "Mất điện thoại, đã gặp tận nơi.",
        "when": "12:00, 21/11/2026",
    },
    "digest": _digest,
    "account_confirm": _account,
    "account_exists": _account,
    "account_reset": _account,
    "account_reset_done": _account,
    "account_password_changed": _account,
}
"""Mails with templates of their own, and what those are given beside an address."""

_SUBJECTS: Final[Mapping[str, Callable[[], str]]] = {
    "digest": lambda: ngettext("%(n)s tin đang chờ anh chị", "%(n)s tin đang chờ anh chị", 4),
    "invitation": lambda: str(Message("Lời mời: %(role)s", {"role": Message("Cán bộ OCOP")})),
    "second_factor_reset": lambda: str(Message("Bảo mật hai lớp của anh chị đã được gỡ")),
}
"""What stands above mails that are no notices, where it is not what operators call them."""


def sample_mail(kind: str, name: Message, locale: str) -> MailMessage:
    """The mail ``kind``, which operators call ``name``, in a language. ``KeyError`` where there is no such mail."""
    declared = KINDS.get(kind)
    with speaking(locale):
        if declared is None:
            values, reason, subject = OWN[kind](), _why(kind), _SUBJECTS.get(kind, lambda: str(name))()
        else:
            words, reason = words_of(kind, packed(declared.sample)), why(declared, 0)
            subject = words.title
            values = OWN[kind]() if declared.own_mail else {
                "title": words.title, "text": words.text, "action": words.action
            }  # fmt: skip
    template = "" if kind in OWN else "notice"
    url = f"{current().address}{INBOX}"
    return write_mail(kind, "sample", TO, locale, subject, template=template, why=reason, url=url, **values)


def _why(kind: str) -> Why | None:
    return why_digest() if kind == "digest" else None

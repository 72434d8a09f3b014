"""Every mail there is, in both languages: it has one action, says the same twice, and is a mail by the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest
from flask import Flask

from admin.presenters.log_words import MAILS
from marketplace.backends.mailers import compose
from marketplace.kernel.i18n import LOCALES, Message, speaking
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Topic
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.samples import OWN, TO, sample_mail
from tests.conftest import state_of

PURE_LETTERS = frozenset({"holder_letter"})
"""An office's letter asks for nothing that can be pressed."""
VIETNAMESE_ONLY = frozenset({"holder_letter"})
"""It is written by an office, in Vietnamese."""
LONGEST = 998
"""Bytes of a line (RFC 5322, 2.1.1)."""
BUTTON = "background:#0f5c45"
VIETNAMESE = re.compile(r"[ăđơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)

SUBJECTS = {
    "order_moved": ("HTX Khe Mây đã nhận đơn 7K2M9QXA-1.", "HTX Khe Mây has accepted order 7K2M9QXA-1."),
    "product_sent_back": (
        "Cam Khe Mây: cần sửa trước khi duyệt",
        "Cam Khe Mây: to be mended before approval",
    ),
    "product_approved": ("Cam Khe Mây: đã được duyệt", "Cam Khe Mây: approved"),
    "product_waiting": ("Cam Khe Mây chờ duyệt", "Cam Khe Mây waits for approval"),
    "revision_approved": ("Cam Khe Mây: bản sửa đã được duyệt", "Cam Khe Mây: the change is approved"),
    "application_waiting": ("Hồ sơ 4T7KX2QD chờ xem", "Application 4T7KX2QD waits to be looked at"),
    "paper_waiting": (
        "Giấy chứng nhận ATTP của HTX Khe Mây chờ xác minh",
        "Food safety certificate of HTX Khe Mây waits to be verified",
    ),
    "paper_decided": (
        "Giấy chứng nhận ATTP số 12/ATTP: cần sửa",
        "Food safety certificate no. 12/ATTP: to be mended",
    ),
    "bank_account_waiting": (
        "Tài khoản nhận tiền của HTX Khe Mây chờ xác minh",
        "The payout account of HTX Khe Mây waits to be verified",
    ),
    "order_called_off": (
        "Đơn 7K2M9QXA-1: người mua đã huỷ",
        "Order 7K2M9QXA-1: called off by the buyer",
    ),
    "order_placed": ("Đơn 7K2M9QXA: đã đặt", "Order 7K2M9QXA: placed"),
    "order_to_pack": ("Đơn mới 7K2M9QXA-1", "New order 7K2M9QXA-1"),
}
CASES = [pytest.param(kind, locale, id=f"{kind}-{locale}") for kind in sorted(MAILS) for locale in LOCALES]


class Read(HTMLParser):
    """What a reader sees of a mail's markup, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.problems: list[str] = []
        self._texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.text = " ".join("".join(self._texts).split())
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._texts.append(" ")
        if tag == "a":
            self.links.append(dict(attrs))
        if tag not in {"meta", "br"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._texts.append(" ")
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "title" not in self._open:
            self._texts.append(data)


def made(kind: str, locale: str) -> MailMessage:
    return sample_mail(kind, MAILS[kind], locale)


def values_of(kind: str, locale: str) -> Iterator[str]:
    """What the sample brings along: names and what people wrote, which nobody translates."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield from (line for line in value.splitlines() if line)
        elif isinstance(value, Message):
            yield from strings(dict(value.params))
        elif isinstance(value, dict):
            for each in value.values():
                yield from strings(each)
        elif isinstance(value, list | tuple):
            for each in value:
                yield from strings(each)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                yield from strings(getattr(value, name))

    with speaking(locale):
        if kind in OWN:
            yield from strings(OWN[kind]())
        for each in KINDS.values():
            yield from strings(dict(each.sample))


@pytest.mark.parametrize(
    ("kind", "vi", "en"),
    [
        ("digest", "4 tin đang chờ anh chị", "4 notices are waiting for you"),
        ("invitation", "Lời mời: Cán bộ OCOP", "Invitation: OCOP officer"),
        (
            "second_factor_reset",
            "Bảo mật hai lớp của anh chị đã được gỡ",
            "Your second factor was taken off",
        ),
        (
            "product_sent_back",
            "Cam Khe Mây: cần sửa trước khi duyệt",
            "Cam Khe Mây: to be mended before approval",
        ),
    ],
)
def test_it_is_headed_as_the_one_that_is_sent(app: Flask, kind: str, vi: str, en: str) -> None:
    assert (made(kind, "vi").subject, made(kind, "en").subject) == (vi, en)


def test_why_something_is_off_sale_is_said_in_the_readers_language(app: Flask) -> None:
    assert "The OCOP office of Hà Tĩnh stopped it on 21/11/2026 to inspect" in made("cart_stopped", "en").text
    assert (
        "Chủ tịch UBND tỉnh Hà Tĩnh thu hồi theo quyết định 812/QĐ-UBND, từ ngày 04/12/2026: dùng nhãn hiệu OCOP sai"
    ) in made("product_revoked", "vi").text


@pytest.mark.parametrize(("kind", "locale"), CASES)
def test_it_has_one_action(app: Flask, kind: str, locale: str) -> None:
    mail = made(kind, locale)
    read = Read(mail.html)
    buttons = [link for link in read.links if BUTTON in str(link.get("style"))]
    assert len(buttons) == (0 if kind in PURE_LETTERS else 1)
    for link in read.links:
        address = str(link["href"])
        assert address.startswith("http://127.0.0.1:5000/")
        assert mail.text.count(address) >= 1, address
    if kind in KINDS and kind not in OWN:
        action = str(buttons[0]["href"])
        assert mail.text.count(f":\n{action}\n") == 1


@pytest.mark.parametrize(("kind", "locale"), CASES)
def test_text_and_markup_say_the_same(app: Flask, kind: str, locale: str) -> None:
    mail = made(kind, locale)
    seen = Read(mail.html).text
    said = []
    for line in mail.text.splitlines():
        words = " ".join(line.split()).strip("-•").removesuffix(":").strip()
        if words and not words.startswith("http"):
            said.append(words)
    # In markup a label and its value stand in two cells, a number before an item is the list's own, and so on.
    plain = re.sub(r"[\W\d]+", " ", seen)
    missing = [words for words in said if re.sub(r"[\W\d]+", " ", words).strip() not in plain]
    assert missing == []


@pytest.mark.parametrize("kind", sorted(set(MAILS) - VIETNAMESE_ONLY))
def test_nothing_is_left_untranslated(app: Flask, kind: str) -> None:
    mail = made(kind, "en")
    left = f"{mail.subject}\n{mail.text}"
    for value in sorted(values_of(kind, "en"), key=len, reverse=True):
        left = left.replace(value, "")
    left = left.replace(state_of(app).settings.site_name, "")
    assert [line for line in left.splitlines() if VIETNAMESE.search(line)] == []
    assert 'lang="en"' in mail.html


@pytest.mark.parametrize(("kind", "locale"), CASES)
def test_it_is_a_mail_by_the_book(app: Flask, kind: str, locale: str) -> None:
    mail = made(kind, locale)
    assert max(len(line.encode()) for line in mail.html.splitlines()) <= LONGEST
    sent = compose(mail, state_of(app).settings).as_bytes()
    assert max(map(len, sent.splitlines())) <= LONGEST
    parsed = message_from_bytes(sent, policy=policy.default)
    assert parsed.get_content_type() == "multipart/alternative"
    plain, markup = parsed.iter_parts()
    assert (plain.get_content_type(), markup.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().split() == mail.text.split()
    assert markup.get_content().split() == mail.html.split()
    assert parsed["Subject"] == mail.subject
    assert parsed["To"] == TO
    assert "\n" not in mail.subject
    assert "\n\n\n" not in mail.text
    assert not mail.text.startswith("\n")


@pytest.mark.parametrize(("kind", "subjects"), SUBJECTS.items())
def test_subjects(app: Flask, kind: str, subjects: tuple[str, str]) -> None:
    assert (made(kind, "vi").subject, made(kind, "en").subject) == subjects


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_may_be_switched_off_says_how(app: Flask, kind: str) -> None:
    mail, declared = made(kind, "vi"), KINDS[kind]
    head = compose(mail, state_of(app).settings)
    if declared.required:
        assert mail.stop_url == ""
        assert head["List-Unsubscribe"] is None
        assert "thoi-nhan" not in mail.text + mail.html
        return
    assert head["List-Unsubscribe"] == f"<{mail.stop_url}>"
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"/thu/thoi-nhan/0.{declared.topic.value}." in mail.stop_url
    assert mail.stop_url in mail.text
    assert mail.stop_url in mail.html


def test_every_topic_and_kind_has_words_of_its_own() -> None:
    titles = [kind.title.msgid for kind in KINDS.values()]
    assert len(set(titles)) == len(titles)
    assert all(topic.label.msgid for topic in Topic)
    assert all(len(name) <= 40 for name in KINDS)

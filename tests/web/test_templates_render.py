"""Every template is rendered with every state it can show, in both languages, and its HTML is looked at.

The app here has no market behind it: it knows the addresses of the pages and nothing else, so that what a template
needs is what its view model holds. An undefined name is an error.
"""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, Flask, render_template
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from marketplace.kernel import i18n
from tests.architecture.tree import ROOT
from tests.web.template_samples import DESK_SAMPLES, SAMPLES, Sample

ADDRESSES = {
    "home": "/",
    "product_list": "/san-pham",
    "product": "/san-pham/<slug>",
    "search": "/tim-kiem",
    "suggest": "/goi-y",
    "why_star": "/sao/<code>",
    "badge": "/sao/<code>/bien.<ext>",
    "producers": "/chu-the",
    "producer": "/chu-the/<slug>",
    "places": "/dia-phuong",
    "place": "/dia-phuong/<slug>",
    "place_search": "/dia-phuong/tim",
    "cart": "/gio-hang",
    "cart_add": "/gio-hang/them",
    "cart_update": "/gio-hang/doi",
    "cart_remove": "/gio-hang/bo",
    "checkout_address": "/thanh-toan",
    "checkout_delivery": "/thanh-toan/giao-hang",
    "checkout_review": "/thanh-toan/xem-lai",
    "checkout_place": "/thanh-toan/dat",
    "order": "/don-hang/<code>",
    "order_cancel": "/don-hang/<code>/<seller_code>/huy",
    "order_contract": "/don-hang/<code>/hop-dong",
    "order_lookup": "/don-hang",
    "account": "/tai-khoan",
    "account_orders": "/tai-khoan/don-hang",
    "account_addresses": "/tai-khoan/dia-chi",
    "address_new": "/tai-khoan/dia-chi/moi",
    "address_edit": "/tai-khoan/dia-chi/<int:id>",
    "address_delete": "/tai-khoan/dia-chi/<int:id>/xoa",
    "info": "/thong-tin/<page>",
    "set_locale": "/ngon-ngu",
    "picture": "/anh/<name>",
}
VOID = {"meta", "link", "img", "input", "br", "source", "use", "hr"}
FIELDS = {"input", "select", "textarea"}


def make_app() -> Flask:
    """An app that knows the pages' addresses and templates."""
    app = Flask(__name__, static_folder=None)
    app.jinja_loader = FileSystemLoader(  # type: ignore[assignment]
        [ROOT / "storefront" / "templates", ROOT / "admin" / "templates", Path(__file__).parent / "templates"]
    )
    app.jinja_env.undefined = StrictUndefined
    root, shop = Blueprint("marketplace", __name__), Blueprint("storefront", __name__)
    for endpoint, rule in ADDRESSES.items():
        shop.add_url_rule(rule, endpoint, lambda **_values: "", methods=["GET", "POST"])
    root.register_blueprint(shop)
    app.register_blueprint(root)
    return app


def context_of(sample: Sample) -> dict[str, Any]:
    """What the blueprint's context processor gives to every template."""
    return {
        "_": i18n.gettext,
        "ngettext": i18n.ngettext,
        "locale": i18n.locale(),
        "site": sample.site,
        "cart_count": sample.cart_count,
        "person": sample.person,
        "csrf_input": lambda: Markup(""),
        "static_url": lambda path: f"/static/{path}?v=1",
        "path_for_locale": lambda code: f"/ngon-ngu?den={code}",
        "flashed": lambda: list(sample.flashed),
    }


def render(app: Flask, sample: Sample, code: str) -> str:
    """The sample as HTML, in a language."""
    with app.test_request_context("/"), i18n.speaking(code):
        return render_template(sample.template, page=sample.page, **context_of(sample), **sample.more)


class Page(HTMLParser):
    """What a browser would see of a page: elements with their attributes, nesting, text of headings and buttons."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.problems: list[str] = []
        self._open: list[tuple[str, int]] = []
        self.feed(html)
        self.close()
        self.problems += [f"<{tag}> is never closed" for tag, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        self.problems += [f"<{tag}> says {name} twice" for name, times in names.items() if times > 1]
        self.elements.append((tag, dict(attrs), tuple(name for name, _ in self._open)))
        self.texts.append("")
        if tag not in VOID:
            self._open.append((tag, len(self.elements) - 1))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), tuple(name for name, _ in self._open)))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            self.problems.append(f"</{tag}> closes {self._open[-1][0] if self._open else 'nothing'}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for _, index in self._open:
            self.texts[index] += data

    def all(self, *tags: str) -> Iterator[tuple[dict[str, str | None], tuple[str, ...], str]]:
        """Attributes, ancestors and text of every element of these kinds."""
        for (tag, attributes, above), text in zip(self.elements, self.texts, strict=True):
            if tag in tags:
                yield attributes, above, " ".join(text.split())

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [str(attributes["id"]) for _, attributes, _ in self.elements if attributes.get("id")]


APP = make_app()
EVERYTHING = SAMPLES + DESK_SAMPLES
CASES = [pytest.param(sample, code, id=f"{sample.name}-{code}") for sample in EVERYTHING for code in i18n.LOCALES]


def test_every_template_has_a_sample() -> None:
    folder = ROOT / "storefront" / "templates"
    pages = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if not path.name.startswith("_") and "security" not in path.parts and path.name != "info.html"
    }
    assert pages - {sample.template for sample in SAMPLES} == set()


@pytest.mark.parametrize(("sample", "code"), CASES)
def test_the_page_is_sound(sample: Sample, code: str) -> None:
    page = Page(render(APP, sample, code))

    assert page.problems == []
    assert [attributes["lang"] for attributes, _, _ in page.all("html")] == [code]
    assert sum(1 for _ in page.all("h1")) == 1
    assert sum(1 for _ in page.all("main")) == 1
    assert [id for id, times in Counter(page.ids).items() if times > 1] == []
    assert all(text for _, _, text in page.all("title", "h1", "h2", "h3"))


@pytest.mark.parametrize(("sample", "code"), CASES)
def test_the_page_obeys_its_content_policy(sample: Sample, code: str) -> None:
    page = Page(render(APP, sample, code))

    assert [tag for tag, attributes, _ in page.elements if "style" in attributes or tag == "style"] == []
    assert [name for _, attributes, _ in page.elements for name in attributes if name.startswith("on")] == []
    assert [text for attributes, _, text in page.all("script") if not attributes.get("src") or text] == []
    outside = ("http:", "https:", "//", "javascript:", "data:")
    addresses = [
        str(attributes.get(name) or "")
        for _, attributes, _ in page.elements
        for name in ("src", "href", "action", "formaction")
    ]
    assert [address for address in addresses if address.startswith(outside)] == []


@pytest.mark.parametrize(("sample", "code"), CASES)
def test_headings_skip_no_level(sample: Sample, code: str) -> None:
    page = Page(render(APP, sample, code))
    levels = [int(tag[1]) for tag, _, _ in page.elements if tag in {"h1", "h2", "h3", "h4"}]

    assert [after for before, after in zip([0, *levels], levels, strict=False) if after > before + 1] == []


@pytest.mark.parametrize(("sample", "code"), CASES)
def test_every_field_has_a_name(sample: Sample, code: str) -> None:
    page = Page(render(APP, sample, code))
    labelled = {attributes.get("for") for attributes, _, _ in page.all("label")}

    nameless = [
        attributes.get("name")
        for attributes, above, _ in page.all(*FIELDS)
        if attributes.get("type") != "hidden"
        and not ("label" in above or attributes.get("aria-label") or attributes.get("id") in labelled)
    ]
    assert nameless == []
    said = [text or attributes.get("aria-label") for attributes, _, text in page.all("button", "a", "summary", "label")]
    # The thumbnails of a gallery are named by aria-label, the rest by its words.
    assert all(said)


@pytest.mark.parametrize(("sample", "code"), CASES)
def test_nothing_points_nowhere(sample: Sample, code: str) -> None:
    page = Page(render(APP, sample, code))
    known = set(page.ids)

    named: set[str] = set()
    for _, attributes, _ in page.elements:
        for name in ("for", "form", "aria-labelledby", "aria-describedby", "aria-controls", "data-code", "data-province"):
            named |= set((attributes.get(name) or "").split())
    assert named - known == set()
    links = [str(attributes.get("href")) for attributes, _, _ in page.all("a")]
    assert [link for link in links if link in {"", "#", "None"}] == []
    assert {link[1:] for link in links if link.startswith("#")} - known == set()


@pytest.mark.parametrize(("sample", "code"), CASES)
def test_pictures_keep_their_place(sample: Sample, code: str) -> None:
    page = Page(render(APP, sample, code))
    pictures = [attributes for attributes, _, _ in page.all("img")]

    assert [one for one in pictures if not (one.get("width") and one.get("height")) or one.get("alt") is None] == []


@pytest.mark.parametrize("sample", EVERYTHING, ids=lambda sample: sample.name)
def test_forms_that_change_something_are_posted(sample: Sample) -> None:
    page = Page(render(APP, sample, "vi"))
    changing = ("/gio-hang/", "/thanh-toan/dat", "/xoa", "/huy")

    read_only = [
        attributes.get("action")
        for attributes, _, _ in page.all("form")
        if any(part in (attributes.get("action") or "") for part in changing) and attributes.get("method") != "post"
    ]
    assert read_only == []


def test_icons_of_the_templates_are_in_the_sprite() -> None:
    sprite = (ROOT / "storefront" / "static" / "storefront" / "icons.svg").read_text(encoding="utf-8")
    there = set(attributes["id"] for attributes, _, _ in Page(sprite).all("symbol"))

    used = {
        str(attributes["href"]).partition("#")[2]
        for sample in EVERYTHING
        for attributes, _, _ in Page(render(APP, sample, "vi")).all("use")
    }
    assert used - there == set()


def test_what_a_visitor_typed_is_shown_as_text() -> None:
    sample = next(sample for sample in SAMPLES if sample.name == "list-degraded")
    html = render(APP, sample, "vi")

    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


@pytest.mark.parametrize("state", ["expired", "suspended", "revoked", "other", "sold-out"])
def test_what_may_not_be_sold_has_no_price_and_no_button(state: str) -> None:
    sample = next(sample for sample in SAMPLES if sample.name == f"product-{state}")
    html = render(APP, sample, "vi")

    assert ("Vì sao không bán?" in html) == (state != "sold-out")
    assert "Thêm vào giỏ" not in html
    assert "Mua ngay" not in html
    if state != "sold-out":
        assert "195.000" not in html.partition("m-aside--half")[2].partition("Giấy chứng nhận</h2>")[0]


def test_nothing_is_ticked_beforehand_at_the_review() -> None:
    page = Page(render(APP, next(s for s in SAMPLES if s.name == "checkout-review-bad"), "vi"))
    ticks = [attributes for attributes, _, _ in page.all("input") if attributes.get("type") == "checkbox"]

    assert [tick["name"] for tick in ticks] == ["agree", "adult"]
    assert [tick for tick in ticks if "checked" in tick] == []


def test_an_error_is_said_in_the_title_in_the_list_and_at_the_field() -> None:
    html = render(APP, next(s for s in SAMPLES if s.name == "checkout-address-bad"), "vi")

    assert "<title>Lỗi: Nơi nhận – Chợ Phiên</title>" in html
    assert "Có 3 chỗ cần sửa" in html
    assert html.count("Nhập số điện thoại đủ 10 số") == 2
    assert 'value="09870000"' in html
    assert '<a href="#sdt">Nhập số điện thoại đủ 10 số</a>' in html

"""Every template is rendered with every state it can show, in both languages, and its HTML is looked at.

The app here has no market behind it: it knows the addresses of the pages and nothing else, so that what a template
needs is what its view model holds. An undefined name is an error.
"""

import re
from collections import Counter

import pytest

from marketplace.kernel import i18n
from tests.architecture.tree import ROOT
from tests.web.rendering import FIELDS, Page, make_app, render
from tests.web.template_samples import DESK_SAMPLES, SAMPLES, Sample

APP = make_app()
EVERYTHING = SAMPLES + DESK_SAMPLES
CASES = [
    pytest.param(sample, code, id=f"{sample.name}-{code}") for sample in EVERYTHING for code in i18n.LOCALES
]


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
    assert [name for name, times in Counter(page.ids).items() if times > 1] == []
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
        for tag, attributes, _ in page.elements
        for name in ("src", "href", "action", "formaction")
        if not (tag == "img" and str(attributes.get(name)).startswith("data:image/webp;base64,"))
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
    said = [
        text or attributes.get("aria-label")
        for attributes, _, text in page.all("button", "a", "summary", "label")
    ]
    # The thumbnails of a gallery are named by aria-label, the rest by its words.
    assert all(said)


@pytest.mark.parametrize(("sample", "code"), CASES)
def test_nothing_points_nowhere(sample: Sample, code: str) -> None:
    page = Page(render(APP, sample, code))
    known = set(page.ids)

    named: set[str] = set()
    for _, attributes, _ in page.elements:
        for name in (
            "for",
            "form",
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "data-code",
            "data-province",
        ):
            named |= set((attributes.get(name) or "").split())
    assert named - known == set()
    links = [str(attributes.get("href")) for attributes, _, _ in page.all("a")]
    assert [link for link in links if link in {"", "#", "None"}] == []
    assert {link[1:] for link in links if link.startswith("#")} - known == set()


@pytest.mark.parametrize(("sample", "code"), CASES)
def test_pictures_keep_their_place(sample: Sample, code: str) -> None:
    page = Page(render(APP, sample, code))
    # A placeholder takes no room: it lies below the picture that does, and needs no size of its own.
    pictures = [attributes for attributes, _, _ in page.all("img") if attributes.get("class") != "m-blur"]

    assert [
        one for one in pictures if not (one.get("width") and one.get("height")) or one.get("alt") is None
    ] == []


@pytest.mark.parametrize("sample", EVERYTHING, ids=lambda sample: sample.name)
def test_forms_that_change_something_are_posted(sample: Sample) -> None:
    page = Page(render(APP, sample, "vi"))
    changing = ("/gio-hang/", "/thanh-toan/dat", "/xoa", "/huy")

    read_only = [
        attributes.get("action")
        for attributes, _, _ in page.all("form")
        if any(part in (attributes.get("action") or "") for part in changing)
        and attributes.get("method") != "post"
    ]
    assert read_only == []


@pytest.fixture(scope="module")
def symbols() -> set[str]:
    sprite = (ROOT / "storefront" / "static" / "storefront" / "icons.svg").read_text(encoding="utf-8")
    return {str(attributes["id"]) for attributes, _, _ in Page(sprite).all("symbol")}


def test_icons_of_the_pages_are_in_the_sprite(symbols: set[str]) -> None:
    used = {
        str(attributes["href"]).partition("#")[2]
        for sample in EVERYTHING
        for attributes, _, _ in Page(render(APP, sample, "vi")).all("use")
    }
    assert used - symbols == set()


def test_icons_named_in_code_and_templates_are_in_the_sprite(symbols: set[str]) -> None:
    named = re.compile(r"""icon(?:\(|=|": |': )["']([a-z][a-z0-9-]*)["']""")
    files = [
        path
        for package in ("storefront", "admin", "config")
        for suffix in ("*.py", "*.html")
        for path in (ROOT / package).rglob(suffix)
    ]
    used = {(path.name, name) for path in files for name in named.findall(path.read_text(encoding="utf-8"))}

    assert len(used) > 50
    assert [(where, name) for where, name in sorted(used) if f"i-{name}" not in symbols] == []


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


def test_the_reader_sees_what_is_broken() -> None:
    page = Page('<main><p id="a" id="b"><b>x</p><img src="i"><input name="n"></main></div>')

    assert page.problems == [
        "<p> says id twice",
        "</p> closes b",
        "</main> closes b",
        "</div> closes b",
        "<main> is never closed",
        "<p> is never closed",
        "<b> is never closed",
    ]
    assert [above for _, above, _ in page.all("input")] == [("main", "p", "b")]
    assert [text for _, _, text in page.all("p")] == ["x"]

"""Renders templates without a market behind them, and reads the HTML as a browser would."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, render_template
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from marketplace.kernel import i18n
from tests.architecture.tree import ROOT
from tests.web.template_samples.frame import Sample

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
    "inbox": "/tai-khoan/thong-bao",
    "wishes": "/tai-khoan/thong-bao/tuy-chon",
    "address_new": "/tai-khoan/dia-chi/moi",
    "address_edit": "/tai-khoan/dia-chi/<int:id>",
    "address_delete": "/tai-khoan/dia-chi/<int:id>/xoa",
    "own_data": "/tai-khoan/du-lieu",
    "info": "/thong-tin/<page>",
    "guide": "/huong-dan/<name>",
    "set_locale": "/ngon-ngu",
    "picture": "/anh/<name>",
}
VOID = {"meta", "link", "img", "input", "br", "source", "use", "hr"}
FIELDS = {"input", "select", "textarea"}


def make_app() -> Flask:
    """An app that knows the pages' addresses and templates."""
    app = Flask(__name__, static_folder=None)
    app.jinja_loader = FileSystemLoader(
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
        "static_url": lambda path, _part="storefront": f"/static/{path}?v=1",
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

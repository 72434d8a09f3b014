"""Forms of several steps that are left in the middle: whatever a step asks, what was typed is there again.

The steps are the program's own, and so are the fields of each: a new one is filled in like the others.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from admin.presenters.producer_product import STEPS as OF_A_PRODUCT
from admin.presenters.producer_product import TYPED
from tests.e2e.browsing import Visitor
from tests.e2e.conftest import Market
from tests.e2e.inspected import begin
from tests.e2e.test_applying import HOME, SAVED, WRITTEN, Telephone, go_on, turn_to
from tests.signing import make_user
from tests.unit.media import uploads

APPLICANT, PASSWORD = "do-dang@example.vn", "bỏ dở giữa chừng"
FORM = "main form:has([data-status])"
STATE = """form => {
    const found = {};
    for (const e of form.elements) {
        if (!e.name || ['file', 'submit', 'hidden'].includes(e.type)) continue;
        if (['checkbox', 'radio'].includes(e.type)) {
            found[e.name] = [found[e.name], e.checked ? e.value : ''].filter(Boolean).join(' ');
        } else found[e.name] = e.value;
    }
    for (const e of form.querySelectorAll('[data-cards] b')) found[`scan ${e.textContent}`] = 'sent';
    return found;
}"""
State = dict[str, str]


def state(who: Visitor) -> State:
    """What every field of the form holds, and the scans that lie there."""
    found: State = who.page.locator(FORM).evaluate(STATE)
    return found


def fill_in(who: Visitor) -> State:
    """Something in every field that lies open; what the form then holds."""
    fields = who.page.locator(FORM).locator("input, select, textarea")
    seen: set[str] = set()
    for number in range(fields.count()):
        field = fields.nth(number)
        name, kind = field.get_attribute("name") or "", field.get_attribute("type") or ""
        if kind == "hidden" or not field.is_visible() or not field.is_enabled():
            continue
        if kind == "file":
            title = f"{number}.jpg"
            field.set_input_files(
                {"name": title, "mimeType": "image/jpeg", "buffer": uploads.with_position(6)}
            )
            if who.scripts:
                who.page.locator("[data-cards] b").get_by_text(title, exact=True).wait_for()
        elif kind in {"radio", "checkbox"}:
            if name not in seen:
                who.hand.check(field)
        elif field.evaluate("e => e.tagName") == "SELECT":
            who.hand.choose(field, index=1)
        else:
            numeric = field.get_attribute("inputmode") in {"numeric", "decimal", "tel"}
            who.hand.write(field, f"09123450{number:02}" if numeric else f"Dở dang {number}")
        seen.add(name)
    return state(who)


def same(found: State, left: State) -> State:
    """What is there again otherwise than it was left. Of a covered field its end is shown."""
    return {
        name: f"{text} → {found.get(name)}"
        for name, text in left.items()
        if found.get(name) != text
        and not (found.get(name, "").startswith("••••") and text.endswith(found[name][-4:]))
    }


@pytest.mark.parametrize("scripts", [True, False], ids=["nothing pressed", "without JavaScript"])
def test_every_step_of_an_application(
    browser: Browser, market: Market, pictures_folder: Path | None, *, scripts: bool
) -> None:
    email = APPLICANT if scripts else f"khong-{APPLICANT}"
    with market.site.app().app_context():
        make_user(email, name="Đỗ Dang", password=PASSWORD)
    market.passwords[email] = PASSWORD
    folder = pictures_folder / ("leaving" if scripts else "leaving-plain") if pictures_folder else None
    telephone = Telephone(browser, market, email, folder)
    with telephone.signed_in(scripts=scripts) as who:
        who.go(HOME)
        who.press(who.page.get_by_role("button", name="Bắt đầu"))
        base = who.path.rpartition("/")[0]
    left: dict[str, State] = {}
    for step in WRITTEN:
        with telephone.opened(scripts=scripts) as who:
            who.go(f"{base}/{step}")
            left[step] = fill_in(who)
            who.look()
            if scripts:
                who.page.wait_for_function(SAVED)
            else:
                who.press(who.page.get_by_role("button", name="Để sau"))
                assert not who.path.endswith(f"/{step}"), step
        with telephone.signed_in(scripts=scripts) as who:
            # What was typed is not right everywhere: it goes on where the first thing is to be mended.
            assert list(WRITTEN).index(go_on(who)) <= list(WRITTEN).index(WRITTEN[1])
            turn_to(who, step)
            assert same(state(who), left[step]) == {}, step
            if not scripts:
                names = [each for each in state(who) if each.startswith("scan ")]
                assert len(names) == who.page.locator(FORM).locator("input[type=file]:visible").count()
    with telephone.opened(scripts=scripts) as who:
        for step in WRITTEN:
            who.go(f"{base}/{step}")
            assert same(state(who), left[step]) == {}, step


def test_every_step_of_a_product(browser: Browser, market: Market, pictures_folder: Path | None) -> None:
    folder = pictures_folder / "leaving-product" if pictures_folder else None
    story = begin(browser, market, folder or Path(), "Mít non bỏ dở")
    telephone = Telephone(browser, market, story.owner, folder)
    for step, label in OF_A_PRODUCT.items():
        if step not in TYPED:
            continue
        with telephone.signed_in() as who:
            go_to_the_product(who, story.name)
            who.press(who.page.locator(".m-stepnav a", has_text=str(label)))
            left = fill_in(who)
            who.look()
            who.page.wait_for_function(SAVED)
        with telephone.signed_in() as who:
            go_to_the_product(who, story.name)
            # It says itself where something lies unsaved.
            who.press(who.page.locator("main .m-note").get_by_role("link", name=str(label), exact=True).first)
            assert same(state(who), left) == {}, step


def go_to_the_product(who: Visitor, name: str) -> None:
    """From the account to one's desk, and there to a product."""
    who.go("/quan-ly/chu-the/san-pham")
    who.press(who.page.locator("main").get_by_role("link", name=name).first)

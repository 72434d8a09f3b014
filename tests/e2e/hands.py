"""The ways of working a page: with a pointer, or with the keyboard alone."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import FileChooser, Locator, Page

MOST_STOPS = 200
"""Presses of the Tab key after which somebody gives up."""

STOP = """target => {
    const at = document.activeElement;
    const rings = e => {
        const style = getComputedStyle(e);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    const near = [at, at.parentElement, at.parentElement?.parentElement].filter(Boolean);
    const group = e => e.type === 'radio' && `${e.form?.id} ${e.form?.action} ${e.name}`;
    const r = [...at.getClientRects()].find(box => box.width && box.height) ?? at.getBoundingClientRect();
    const y = r.top + r.height / 2;
    const edge = Math.min(4, r.width / 2);
    const open = [r.left + edge, r.left + r.width / 2, r.right - edge].some(x => {
        const hit = document.elementFromPoint(x, y);
        return hit && (at.contains(hit) || hit.contains(at) || hit.closest('label')?.contains(at));
    });
    return {
        there: at === target || (group(at) && group(at) === group(target)),
        back: Boolean(at !== document.body && at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING),
        ring: at === document.body || near.some(rings),
        open,
        what: at.cloneNode(false).outerHTML.slice(0, 160),
    };
}"""
"""Where the focus is: on the target or in its group, behind it, with a ring around it, not covered by anything."""

RADIOS = """target => {
    const all = [...target.form.elements].filter(e => e.type === 'radio' && e.name === target.name && !e.disabled);
    return [all.indexOf(document.activeElement), all.indexOf(target)];
}"""

CHOICES = """([select, label, value, index]) => {
    const open = [...select.options].filter(o => !o.disabled);
    const wanted = index !== null ? select.options[index]
        : open.find(o => value !== null ? o.value === value : o.label.trim() === label);
    return [open.indexOf(select.selectedOptions[0]), open.indexOf(wanted)];
}"""


def caught(_chooser: FileChooser) -> None:
    """As long as somebody listens, the browser opens no window of its own."""


class Pointer:
    """A mouse or a finger."""

    def click(self, target: Locator) -> None:
        """Press a button, a link or the head of a fold."""
        target.click()

    def write(self, target: Locator, text: str) -> None:
        """Write into a field, in place of what stood there."""
        target.fill(text)

    def add(self, target: Locator, text: str) -> None:
        """Write letter by letter, as where a list offers what fits."""
        target.press_sequentially(text, delay=20)

    def check(self, target: Locator) -> None:
        """Tick a box, choose one of several."""
        label = target.locator("xpath=ancestor::label[contains(@class, 'm-pick')]")
        if label.count():
            label.click()
        else:
            target.check()

    def choose(
        self, target: Locator, *, label: str | None = None, value: str | None = None, index: int | None = None
    ) -> None:
        """Choose from a list that folds out."""
        target.select_option(label=label, value=value, index=index)

    def send(self, target: Locator, files: Any) -> None:
        """Choose files."""
        target.set_input_files(files)

    def leave(self, target: Locator) -> None:
        """Done with a field."""
        target.blur()


class Keys(Pointer):
    """The keyboard alone. At every stop of the Tab key it is to be seen where one is."""

    def click(self, target: Locator) -> None:
        """Links are followed with Enter, everything else is pressed with the space bar."""
        self._to(target)
        is_link = target.evaluate("e => e.tagName === 'A'")
        target.page.keyboard.press("Enter" if is_link else "Space")

    def write(self, target: Locator, text: str) -> None:
        self._to(target)
        target.page.keyboard.press("ControlOrMeta+A")
        target.page.keyboard.type(text)

    def add(self, target: Locator, text: str) -> None:
        self._to(target)
        target.page.keyboard.type(text, delay=20)

    def check(self, target: Locator) -> None:
        page = target.page
        self._to(target)
        if target.get_attribute("type") == "radio":
            at, wanted = target.evaluate(RADIOS)
            for _ in range(abs(wanted - at)):
                page.keyboard.press("ArrowDown" if wanted > at else "ArrowUp")
        if not target.is_checked():
            page.keyboard.press("Space")
        assert target.is_checked()

    def choose(
        self, target: Locator, *, label: str | None = None, value: str | None = None, index: int | None = None
    ) -> None:
        self._to(target)
        wished = [target.element_handle(), label, value, index]
        at, wanted = target.page.evaluate(CHOICES, wished)
        assert wanted >= 0, f"no such choice: {label or value or index}"
        for _ in range(abs(wanted - at)):
            target.page.keyboard.press("ArrowDown" if wanted > at else "ArrowUp")
        at, wanted = target.page.evaluate(CHOICES, wished)
        assert at == wanted

    def send(self, target: Locator, files: Any) -> None:
        # From here on choosers are caught: asked for just before the key is pressed, the browser may open one itself.
        target.page.on("filechooser", caught)
        self._to(target)
        with target.page.expect_file_chooser() as chooser:
            target.page.keyboard.press("Enter")
        chooser.value.set_files(files)

    def leave(self, target: Locator) -> None:
        target.page.keyboard.press("Tab")

    def _to(self, target: Locator) -> None:
        """Press the Tab key, backwards where it lies behind, until the focus is there."""
        page = target.page
        wanted = target.element_handle()
        passed: list[str] = []
        for _ in range(MOST_STOPS):
            at = self._stop(page, wanted)
            assert at["ring"], f"nobody sees that the focus is here: {at['what']}"
            if at["there"]:
                assert at["open"], f"something lies over what has the focus: {at['what']}"
                return
            passed.append(re.sub(r"\s+", " ", at["what"])[:80])
            page.keyboard.press("Shift+Tab" if at["back"] else "Tab")
        raise AssertionError("\n".join((f"the focus never came to {wanted}; it passed", *passed[-12:])))

    @staticmethod
    def _stop(page: Page, wanted: Any) -> dict[str, Any]:
        found: dict[str, Any] = page.evaluate(STOP, wanted)
        return found

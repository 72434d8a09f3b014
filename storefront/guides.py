"""The guides for producers and officers: Markdown of ``docs/`` with its pictures, read as pages of the site.

The wheel carries the same files as ``guides/`` inside this package. They are ours, so the HTML made of them is trusted;
raw HTML in them is shown as text all the same. A guide is read and taken apart once in a process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from marketplace.kernel.text import slugify

GUIDES: Final = {"chu-the": "huong-dan-chu-the.md", "can-bo": "huong-dan-can-bo.md"}
"""Name of a guide in its address, and its file."""

OF_A_HOST: Final = "huong-dan-tai-khoan.md"
"""What is told instead, under the same headings, where accounts are those of a host."""

_HEADING: Final = {"heading_open", "heading_close"}
_PACKAGED: Final = Path(__file__).parent / "guides"
FOLDER: Final = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "docs"
PICTURES: Final = FOLDER / "pictures"
WIDE: Final = 400
"""Pixels. A wider picture cannot be read on a telephone unless it is opened by itself."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the second level, with those of the third below it."""

    anchor: str
    title: str
    parts: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide taken apart. ``tokens`` is its text without the title."""

    title: str
    chapters: tuple[Chapter, ...]
    tokens: tuple[Token, ...] = field(repr=False)

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor of its headings."""
        return frozenset(each.anchor for chapter in self.chapters for each in (chapter, *chapter.parts))


@cache
def guide(name: str) -> Guide:
    """The guide of that name, a key of :data:`GUIDES`. ``KeyError`` for any other."""
    tokens = _parser().parse((FOLDER / GUIDES[name]).read_text(encoding="utf-8"))
    title = tokens[1].content
    chapters: list[Chapter] = []
    for heading, text in pairwise(tokens):
        if heading.type != "heading_open" or heading.tag == "h1":
            continue
        anchor = anchor_of(text.content)
        heading.attrSet("id", anchor)
        if heading.tag == "h2":
            chapters.append(Chapter(anchor, text.content))
        else:
            above = chapters[-1]
            chapters[-1] = Chapter(above.anchor, above.title, (*above.parts, Chapter(anchor, text.content)))
    return Guide(title, tuple(chapters), tuple(tokens[3:]))


def anchor_of(heading: str) -> str:
    """The anchor of a heading: its words without marks, and without the number before them."""
    return slugify(re.sub(r"^\d+\.\s*", "", heading))


def html(
    name: str,
    picture_url: Callable[[str], str],
    guide_url: Callable[[str], str],
    *,
    of_a_host: bool = False,
) -> str:
    """The text of a guide; addresses of pictures and of other guides are asked for."""
    told = _told(guide(name).tokens, told_of_a_host() if of_a_host else {})
    tokens = [_placed(each, picture_url, guide_url) for each in told]
    rendered: str = _parser().renderer.render(tokens, _parser().options, {})
    return rendered


@cache
def told_of_a_host() -> Mapping[str, Sequence[Token]]:
    """Anchor of a heading, and what is told below it where accounts are a host's."""
    found: dict[str, list[Token]] = {}
    tokens = _parser().parse((FOLDER / OF_A_HOST).read_text(encoding="utf-8"))
    for before, each in pairwise(tokens):
        if before.type == "heading_open" and before.tag == "h2":
            found[anchor_of(each.content)] = []
        elif found and each.type not in _HEADING and before.type != "heading_open":
            found[next(reversed(found))].append(each)
    return found


def _told(tokens: Iterable[Token], instead: Mapping[str, Sequence[Token]]) -> Iterator[Token]:
    """``tokens``, with what lies between a heading that ``instead`` has and the next heading taken from there."""
    anchor, is_heading = "", False
    for each in tokens:
        if each.type == "heading_open":
            anchor, is_heading = str(each.attrGet("id")), True
        if is_heading or anchor not in instead:
            yield each
        if each.type == "heading_close":
            is_heading = False
            yield from instead.get(anchor, ())


def links(name: str) -> Iterator[str]:
    """Where a guide leads, as its file writes it: other guides, anchors, pages outside."""
    return (str(each.attrGet("href")) for each in _flat(guide(name).tokens) if each.type == "link_open")


def pictures(name: str) -> Iterator[str]:
    """The files of a guide's pictures, in order."""
    return (_file(each) for each in _flat(guide(name).tokens) if each.type == "image")


@cache
def sizes() -> dict[str, tuple[int, int]]:
    """Every picture that there is, with its width and height in pixels."""
    found = {}
    for path in sorted(PICTURES.glob("*.webp")):
        with Image.open(path) as picture:
            found[path.name] = picture.size
    return found


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("table_open", lambda *_rest: '<table class="m-table">')
    return parser


def _file(picture: Token) -> str:
    return str(picture.attrGet("src")).removeprefix("pictures/")


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for each in tokens:
        yield each
        yield from each.children or ()


def _placed(token: Token, picture_url: Callable[[str], str], guide_url: Callable[[str], str]) -> Token:
    """``token`` with the addresses of this site; the one that is kept stays as it was."""
    if not token.children:
        return token
    copies = []
    for child in token.children:
        copy = child.copy()
        copy.attrs = dict(child.attrs)
        if child.type == "image":
            file = _file(child)
            copy.attrs |= {"src": picture_url(file), "loading": "lazy", "class": "m-shot"}
            width, height = sizes().get(file, (0, 0))
            if width:
                copy.attrs |= {"width": width, "height": height}
            if width > WIDE:
                opened = Token("link_open", "a", 1, attrs={"href": picture_url(file)})
                copies += [opened, copy, Token("link_close", "a", -1)]
                continue
        elif child.type == "link_open":
            target, _hash, anchor = str(child.attrGet("href")).partition("#")
            other = next((name for name, file in GUIDES.items() if file == target), None)
            if other is not None:
                copy.attrs["href"] = f"{guide_url(other)}#{anchor}" if anchor else guide_url(other)
        copies.append(copy)
    copied = token.copy()
    copied.children = copies
    return copied

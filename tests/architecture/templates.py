"""What a template may not do. Each check finds the lines of a template that do it, and is proved on a sample."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.architecture.translations import VIETNAMESE
from tests.architecture.tree import PRODUCT, ROOT

SUFFIXES = {".html", ".xml", ".svg", ".txt", ".jinja"}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=.application/ld\+json.)", re.IGNORECASE)
STYLE = re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"\son[a-z]+\s*=|javascript:", re.IGNORECASE)
SAFE = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b|\bMarkup\(")
REASON = re.compile(r"\{#-?\s*safe:\s*\S+")
TRANS = re.compile(r"\{%-?\s*(trans|blocktrans)\b")


@dataclass(frozen=True)
class Check:
    """``find`` yields the lines of a template's text that break the rule."""

    name: str
    find: Callable[[str], Iterator[int]]
    breaks: tuple[str, ...]
    keeps: tuple[str, ...]
    but: str = "\0"

    def applies_to(self, name: str) -> bool:
        """True for a template this check is about; ``but`` is a part of the names of those it is not."""
        return self.but not in name

    def __str__(self) -> str:
        return self.name


@cache
def folders() -> tuple[Path, ...]:
    """Every folder named ``templates`` of the product."""
    return tuple(
        path for package in PRODUCT for path in sorted((ROOT / package).rglob("templates")) if path.is_dir()
    )


@cache
def templates() -> tuple[tuple[str, Path], ...]:
    """Every template: the name that it is rendered by, and its file."""
    return tuple(
        (path.relative_to(folder).as_posix(), path)
        for folder in folders()
        for path in sorted(folder.rglob("*"))
        if path.suffix in SUFFIXES
    )


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with every match blanked out, and its lines where they were."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _lines(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1


def _markup(pattern: re.Pattern[str]) -> Callable[[str], Iterator[int]]:
    return lambda text: _lines(pattern, _blank(COMMENT, text))


def unreasoned_safe(text: str) -> Iterator[int]:
    """Text put in unescaped, on a line that does not say why that is safe."""
    for number, line in enumerate(text.splitlines(), start=1):
        if SAFE.search(_blank(COMMENT, line)) and not REASON.search(line):
            yield number


def bare_words(text: str) -> Iterator[int]:
    """Vietnamese that stands in the markup itself, where no catalogue reaches it."""
    yield from _lines(VIETNAMESE, _blank(CODE, _blank(COMMENT, text)))


def foreign_translation(text: str) -> Iterator[int]:
    """``{% trans %}`` speaks from the host's catalogue, not from ours."""
    yield from _lines(TRANS, _blank(COMMENT, text))


CHECKS = (
    Check(
        "no inline script: the page's policy refuses it",
        _markup(SCRIPT),
        breaks=("<script>go()</script>", '<script type="module">go()</script>'),
        keeps=(
            '<script type="module" src="{{ u }}"></script>',
            '<script type="application/ld+json">{}</script>',
        ),
    ),
    Check(
        "no inline style: the page's policy refuses it",
        _markup(STYLE),
        breaks=("<style>a{}</style>", '<p style="color:red">'),
        keeps=('<link rel="stylesheet" href="{{ u }}">', "{# <style> #}"),
        # Mail programs know no other way, and a page's policy is none of theirs.
        but="/mail/",
    ),
    Check(
        "no handler in an attribute: the page's policy refuses it",
        _markup(HANDLER),
        breaks=('<a onclick="go()">', '<a href="javascript:go()">'),
        keeps=('<a data-on="click">',),
    ),
    Check(
        "nothing unescaped without a reason",
        unreasoned_safe,
        breaks=("{{ story | safe }}", "{% autoescape false %}"),
        keeps=("{{ story | safe }} {# safe: cleaned by nh3 when it was saved #}", "{{ story }}"),
    ),
    Check(
        "every Vietnamese word can be said in English",
        bare_words,
        breaks=("<p>Giỏ hàng</p>", '<input placeholder="Tìm sản phẩm">', "<p>Đ</p>"),
        keeps=("<p>{{ _('Giỏ hàng') }}</p>", "{# Giỏ hàng #}<p>OCOP</p>"),
    ),
    Check(
        "texts come from our own catalogue",
        foreign_translation,
        breaks=("{% trans %}Giỏ hàng{% endtrans %}",),
        keeps=("{{ _('Giỏ hàng') }}",),
    ),
)

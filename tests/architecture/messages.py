"""Finds the texts that people read: the msgids in the project's Python modules and templates.

A msgid is the first argument of ``_()``, ``gettext()`` and ``Message()``, and the first two of ``ngettext()``. It has
to be written there as a literal (or a choice between literals): a text that comes in a variable would be found by
nobody, so such a call is reported. What is said later is a ``Message``. Two ways to say that the literal stands
elsewhere are understood: a value called ``msgid``, as in ``Message(words.msgid, …)``, and a text that was said
already, ``Message(str(error))``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from tests.architecture.tree import ROOT, dotted, parsed

PAGES = ("storefront", "admin", "config")
KEYWORDS = {"_": 1, "gettext": 1, "Message": 1, "ngettext": 2}
"""Function and how many of its first arguments are msgids: one text, or one and many."""
KERNEL = "marketplace/kernel/"
TEMPLATES = {".html", ".txt", ".xml", ".svg", ".jinja"}


@dataclass(frozen=True)
class Found:
    """A msgid (with its plural, if it has one), its area, and where it stands."""

    area: str
    place: str
    msgids: tuple[str, ...]


@dataclass(frozen=True)
class Dynamic:
    """A call whose msgid is no literal."""

    place: str


def area_of(path: Path) -> str:
    """The catalogue a file's texts belong to: the page package, the domain, or ``marketplace`` itself."""
    parts = path.relative_to(ROOT).parts
    if parts[0] in PAGES or len(parts) == 2 or parts[1] == "templates":
        return parts[0]
    return parts[1]


def sources() -> list[Path]:
    """Every module and template of the product."""
    found = []
    for package in ("marketplace", *PAGES):
        for path in sorted((ROOT / package).rglob("*")):
            is_template = path.suffix in TEMPLATES and "templates" in path.parts
            if path.suffix == ".py" or is_template:
                found.append(path)
    return found


@cache
def everything() -> tuple[tuple[Found, ...], tuple[Dynamic, ...]]:
    """All msgids of the product, and all calls that hide theirs."""
    found: list[Found] = []
    dynamic: list[Dynamic] = []
    for path in sources():
        read = _in_python if path.suffix == ".py" else _in_template
        name = path.relative_to(ROOT).as_posix()
        for line, msgids in read(path):
            place = f"{name}:{line}"
            if msgids is None:
                # The kernel is where texts in variables are said.
                if not name.startswith(KERNEL):
                    dynamic.append(Dynamic(place))
            else:
                found += [Found(area_of(path), place, forms) for forms in msgids]
    return tuple(found), tuple(dynamic)


Msgids = list[tuple[str, ...]] | None
"""The alternatives that a call may say; ``None`` when they are not written there."""


def _in_python(path: Path) -> Iterator[tuple[int, Msgids]]:
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        wanted = KEYWORDS.get(name)
        if wanted and len(node.args) >= wanted and not _stands_elsewhere(node.args[0]):
            yield node.lineno, _combine([_python_literals(argument) for argument in node.args[:wanted]])


def _stands_elsewhere(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return dotted(node.func) == "str"
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return str(name).endswith("msgid")


def _python_literals(node: ast.expr) -> list[str] | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        branches = [_python_literals(node.body), _python_literals(node.orelse)]
        return None if None in branches else [text for branch in branches for text in branch or ()]
    return None


def _in_template(path: Path) -> Iterator[tuple[int, Msgids]]:
    environment = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)
    tree = environment.parse(path.read_text(encoding="utf-8"), path.name, str(path))
    for node in tree.find_all(nodes.Call):
        name = getattr(node.node, "name", "")
        wanted = KEYWORDS.get(name)
        if wanted and len(node.args) >= wanted:
            yield node.lineno, _combine([_template_literals(argument) for argument in node.args[:wanted]])


def _template_literals(node: nodes.Expr) -> list[str] | None:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
        branches = [_template_literals(node.expr1), _template_literals(node.expr2)]
        return None if None in branches else [text for branch in branches for text in branch or ()]
    return None


def _combine(arguments: list[list[str] | None]) -> Msgids:
    """One text: each alternative by itself. One and many: a pair."""
    texts = [argument for argument in arguments if argument is not None]
    if len(texts) < len(arguments):
        return None
    if len(texts) == 1:
        return [(text,) for text in texts[0]]
    return [tuple(alternatives[0] for alternatives in texts)]

"""House rules that a linter does not know: each finds the lines of a module that break it.

A rule says where it holds, and is itself tested on a line that breaks it and a line that keeps it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.tree import PRODUCT, dotted, modules, name_of, parsed

CLOCK = "marketplace/kernel/clock.py"
MONEY = (
    "marketplace/kernel/money.py",
    "marketplace/kernel/words.py",
    "marketplace/campaigns/",
    "marketplace/catalog/",
    "marketplace/ledger/",
    "marketplace/orders/",
    "marketplace/payments/",
    "marketplace/shipping/",
    "marketplace/stock/",
)
MACHINE_TIME = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today|fromtimestamp)|date\.(today|fromtimestamp)|time\.(time|time_ns|localtime|gmtime|ctime))$"
)
DATABASE_TIME = re.compile(
    r"(^|\.)func\.(now|current_timestamp|current_date|localtimestamp|sysdate|clock_timestamp)$"
)
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "tools"}

Lines = Iterator[int]


@dataclass(frozen=True)
class Rule:
    """``holds_in`` is where (prefixes of paths), ``but`` where not. ``breaks`` and ``keeps`` prove the rule."""

    name: str
    find: Callable[[ast.Module], Lines]
    breaks: tuple[str, ...]
    keeps: tuple[str, ...]
    holds_in: tuple[str, ...] = ("",)
    but: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name

    def applies_to(self, name: str) -> bool:
        """True for a module this rule is about."""
        return name.startswith(self.holds_in) and not (self.but and name.startswith(self.but))

    def broken_in(self, *packages: str) -> list[str]:
        """Every place that breaks it, as ``path:line``."""
        return [
            f"{name_of(path)}:{line}"
            for path in modules(*packages)
            if self.applies_to(name_of(path))
            for line in self.find(parsed(path))
        ]


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def _line(node: ast.AST) -> int:
    line: int = getattr(node, "lineno", 1)
    return line


def _says(node: ast.AST, words: str) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and words in node.value


def machine_time(tree: ast.Module) -> Lines:
    """The machine's clock, called or handed on as a default."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and MACHINE_TIME.search(dotted(node)):
            yield node.lineno


def database_time(tree: ast.Module) -> Lines:
    """The database's clock: ``func.now()``, ``CURRENT_TIMESTAMP`` and defaults that the database fills in."""
    for node in ast.walk(tree):
        asked = isinstance(node, ast.Attribute) and DATABASE_TIME.search(dotted(node))
        written = _says(node, "CURRENT_TIMESTAMP")
        if asked or written:
            yield _line(node)


def row_locks(tree: ast.Module) -> Lines:
    """``with_for_update`` locks nothing on SQLite, so what it guards oversells there."""
    for node in ast.walk(tree):
        named = isinstance(node, ast.Attribute) and node.attr == "with_for_update"
        written = (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and "FOR UPDATE" in node.value
        )
        given = isinstance(node, ast.keyword) and node.arg == "with_for_update"
        if named or written or given:
            yield _line(node)


def float_money(tree: ast.Module) -> Lines:
    """Floats where money is counted: a literal, the type's name, or a true division."""
    for node in ast.walk(tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        named = isinstance(node, ast.Name) and node.id in {"float", "Float", "REAL", "Numeric", "DOUBLE"}
        divided = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
        if literal or divided or (named and not _inside_isinstance(tree, node)):
            yield _line(node)


def _inside_isinstance(tree: ast.Module, name: ast.AST) -> bool:
    """Refusing a float has to name it."""
    return any(
        called == "isinstance" and any(inner is name for inner in ast.walk(call))
        for call, called in _calls(tree)
    )


def own_commits(tree: ast.Module) -> Lines:
    """A commit or rollback of a session: only ``transaction()`` ends what it began."""
    for call, called in _calls(tree):
        if called.split(".")[-1] in {"commit", "rollback"} and "session" in called:
            yield call.lineno


def absolute_self(tree: ast.Module) -> Lines:
    """A page package that calls itself, or the other, by the name it has in a checkout only."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module]
        if any(name.split(".")[0] in {"storefront", "admin"} for name in names):
            yield _line(node)


def busy_package(tree: ast.Module) -> Lines:
    """Anything but a docstring in a domain's ``__init__``."""
    yield from (node.lineno for node in tree.body[1:])
    if not ast.get_docstring(tree):
        yield 1


RULES = (
    Rule(
        "only the kernel's clock reads the machine's time",
        machine_time,
        breaks=("datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "f(default=time.time)"),
        keeps=("clock.now()", "clock.today()", "time.monotonic()", "datetime.combine(day, time(), zone)"),
        but=(CLOCK,),
    ),
    Rule(
        "no column and no query asks the database for the time",
        database_time,
        breaks=("func.now()", "sa.func.current_timestamp()", "text('DEFAULT CURRENT_TIMESTAMP')"),
        keeps=("func.count()", "clock.now()"),
    ),
    Rule(
        "scarce things are guarded by a conditional UPDATE, never by a row lock",
        row_locks,
        breaks=(
            "select(Stock).with_for_update()",
            "text('SELECT 1 FOR UPDATE')",
            "s.get(A, 1, with_for_update=True)",
        ),
        keeps=("update(Stock).where(Stock.on_hand >= n)",),
    ),
    Rule(
        "money is whole đồng: no float comes near it",
        float_money,
        breaks=("rate = 0.1", "float(total)", "x: float = 0", "total / 2", "total /= 2", "Column(Numeric)"),
        keeps=("total // 2", "total * 10 // 100", "isinstance(value, float)"),
        holds_in=MONEY,
    ),
    Rule(
        "only transaction() commits",
        own_commits,
        breaks=("session.commit()", "db.session.rollback()"),
        keeps=("transaction()", "form.commit_message()"),
        but=("marketplace/kernel/db.py",),
    ),
    Rule(
        "pages import their own package relatively, for the wheel renames it",
        absolute_self,
        breaks=("import storefront.views", "from admin.desks import register"),
        keeps=("from .views import home", "from .. import forms", "from marketplace.orders import queries"),
        holds_in=("storefront/", "admin/", "marketplace/"),
    ),
)

EMPTY_PACKAGES = Rule(
    "a domain's package says what it owns, and nothing else",
    busy_package,
    breaks=("", "import os", '"""Orders."""\nfrom x import y'),
    keeps=('"""Orders and what becomes of them."""',),
)


def vague_names() -> list[Path]:
    """Modules whose name says nothing."""
    return [
        path
        for path in modules(*PRODUCT, "tests", "migrations", "bench")
        if VAGUE.intersection(path.with_suffix("").relative_to(path.anchor).parts[-2:])
    ]

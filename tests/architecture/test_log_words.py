"""Whatever the code writes into the audit log, and every kind of mail, has words for the operators' pages."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from admin.presenters.log_actions import ACTIONS
from admin.presenters.log_details import KEYS
from admin.presenters.log_words import MAILS, SUBJECTS
from marketplace.accounts import credentials
from marketplace.notifications.catalogue import KINDS
from tests.architecture.tree import ROOT

SOURCES = ("marketplace", "config", "storefront", "admin")
MAILED = ("marketplace/templates/marketplace/mail", "config/templates/marketplace/mail")


class Module:
    """One file, and what the expressions in it can be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text("utf-8"))
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self.tables = {
            target.id: node.value
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }

    def records(self) -> Iterator[ast.Call]:
        """The calls that write into the log."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                yield node

    def texts(self, node: ast.expr, at: ast.AST) -> list[str]:
        """Everything that ``node`` can be at ``at``. Whoever writes it in another way teaches it here."""
        match node:
            case ast.Constant(value=str() as text):
                return [text]
            case ast.IfExp():
                return self.texts(node.body, at) + self.texts(node.orelse, at)
            case ast.JoinedStr():
                parts = [
                    self.texts(part.value if isinstance(part, ast.FormattedValue) else part, at)
                    for part in node.values
                ]
                return ["".join(each) for each in itertools.product(*parts)]
            case ast.Subscript(value=ast.Name(id=name)) if name in self.tables:
                return [text for value in self.tables[name].values for text in self.texts(value, at)]
            case ast.Name(id=name):
                return self._variable(name, at)
        pytest.fail(f"{self.path}:{node.lineno}: cannot tell what {ast.unparse(node)} is")

    def _variable(self, name: str, at: ast.AST) -> list[str]:
        if self.path.name == "credentials.py" and name == "action":
            return list(credentials.ACTIONS.values())
        function = self._function(at)
        names = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
        if name in names:
            return [
                text
                for call in ast.walk(self.tree)
                if isinstance(call, ast.Call) and ast.unparse(call.func) == function.name
                for given in self._argument(call, names, name)
                for text in self.texts(given, call)
            ]
        return [
            text
            for each in ast.walk(function)
            if isinstance(each, ast.Assign) and any(ast.unparse(target) == name for target in each.targets)
            for text in self.texts(each.value, at)
        ]

    @staticmethod
    def _argument(call: ast.Call, names: list[str], name: str) -> list[ast.expr]:
        by_name = [keyword.value for keyword in call.keywords if keyword.arg == name]
        return by_name or call.args[names.index(name) : names.index(name) + 1]

    def _function(self, node: ast.AST) -> ast.FunctionDef:
        while not isinstance(node, ast.FunctionDef):
            node = self.parents[node]
        return node


def modules() -> list[Module]:
    paths = sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py"))
    return [Module(path) for path in paths if "audit.record(" in path.read_text("utf-8")]


def test_every_action_that_is_written_down_has_words_and_no_others() -> None:
    written = {
        text for module in modules() for call in module.records() for text in module.texts(call.args[1], call)
    }
    assert {"stock.lot.written_off", "catalog.product.taken_back", "accounts.password.changed"} <= written
    assert len(written) > 80
    assert written == set(ACTIONS)


def test_every_kind_of_subject_has_words() -> None:
    subjects = {
        text for module in modules() for call in module.records() for text in module.texts(call.args[2], call)
    }
    assert subjects == set(SUBJECTS)


def test_every_name_of_a_value_that_is_noted_has_words() -> None:
    named = {
        key.value
        for module in modules()
        for call in module.records()
        for given in call.args[4:]
        for each in ast.walk(given)
        if isinstance(each, ast.Dict)
        for key in each.keys
        if isinstance(key, ast.Constant)
    }
    details = {
        key.value
        for module in modules()
        for each in ast.walk(module.tree)
        if isinstance(each, ast.Assign)
        and ast.unparse(each.targets[0]) == "details"
        and isinstance(each.value, ast.Dict)
        for key in each.value.keys
        if isinstance(key, ast.Constant)
    }
    assert {"reason", "since", "quantity", "receipt"} <= named | details
    assert sorted(map(str, (named | details) - set(KEYS))) == []


def test_every_kind_of_mail_has_words() -> None:
    templates = {path.stem for folder in MAILED for path in (ROOT / folder).glob("[!_]*.txt")}
    own = {kind for kind, declared in KINDS.items() if declared.own_mail}
    assert own <= templates
    # Mails of other kinds of notices are made of their words, by one template.
    assert (templates - {"notice"}) | set(KINDS) == set(MAILS)

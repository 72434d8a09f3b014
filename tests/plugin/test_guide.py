"""The guide for hosts, followed to the letter in an empty folder: its files are written, its commands are run."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

GUIDE = (ROOT / "docs" / "host.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"^(?:# |\{# |/\* )([\w./]+)(?: #\}| \*/)?\n")
PROGRAMS = {"flask": ["-m", "flask"], "python": []}

LOOK = """
from portal import create_app
app = create_app(PROPAGATE_EXCEPTIONS=False)
client = app.test_client()
home = client.get("/cho-ocop/")
assert home.status_code == 200 and "Our town" in home.text, home.status
assert client.get("/nowhere").status_code == 404
assert client.get("/cho-ocop/tai-khoan").headers["Location"] == "/sign-in?next=/cho-ocop/tai-khoan"
assert client.get("/sign-in?next=/cho-ocop/tai-khoan").status_code == 302
shut = client.get("/cho-ocop/quan-ly/can-bo")
assert shut.status_code == 403 and 'href="/second-step?next=/cho-ocop/quan-ly/can-bo"' in shut.text
assert client.get("/second-step?next=/cho-ocop/quan-ly/can-bo").status_code == 302
for page in ("tai-khoan", "gio-hang", "quan-ly/can-bo", "quan-ly/van-hanh/nguoi-dung"):
    assert client.get(f"/cho-ocop/{page}").status_code == 200, page
for page in ("gioi-thieu", "ban-hang", "quy-che", "bao-ve-du-lieu", "khieu-nai"):
    assert f'href="/cho-ocop/thong-tin/{page}"' in home.text, page
    assert client.get(f"/cho-ocop/thong-tin/{page}").status_code == 200, page
del app.extensions["marketplace"].ports["identity"]
broken = client.get("/cho-ocop/")
assert (broken.status_code, broken.text) == (500, "Our town is mending this page.")
print("as the guide says")
"""


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(GUIDE)


def test_every_block_is_a_file_or_commands() -> None:
    found = blocks()
    assert len(found) * 2 == len(re.findall(r"^```", GUIDE, re.MULTILINE))
    assert {kind for kind, _text in found} == {"python", "sh", "html", "css"}
    unnamed = [text for kind, text in found if kind != "sh" and not NAMED.match(text)]
    assert unnamed == []
    commands = [line for kind, text in found if kind == "sh" for line in text.splitlines()]
    assert [line for line in commands if line.split()[0] not in PROGRAMS] == []


def test_the_ten_lines_are_the_examples_and_ten() -> None:
    """As the guide shows them and as the portal has them: what stands there beside them is said, not done."""
    market = (ROOT / "examples" / "host_app" / "portal" / "market.py").read_text(encoding="utf-8")
    assert f"# portal/market.py\n{market}" == blocks()[0][1]
    tree = ast.parse(market)
    said = [
        each for each in ast.walk(tree) if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
    ]
    quiet = {line for each in said for line in range(each.lineno, (each.end_lineno or each.lineno) + 1)}
    lines = [
        line
        for number, line in enumerate(market.splitlines(), 1)
        if line.strip() and not line.strip().startswith("#") and number not in quiet
    ]
    assert len(lines) == 10
    assert [line for line in lines if ";" in line or len(line) > 100] == []


def run(folder: Path, *words: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MARKETPLACE_")}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *words],
        cwd=folder,
        env={**inherited, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))), "FLASK_APP": "portal"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


@pytest.mark.slow
def test_the_guide_leads_to_a_market(tmp_path: Path) -> None:
    for kind, text in blocks():
        if kind != "sh":
            name = NAMED.match(text)
            assert name is not None
            place = tmp_path / name.group(1)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    for kind, text in blocks():
        for line in text.splitlines() if kind == "sh" else ():
            program, *words = re.findall(r'"[^"]*"|\S+', line)
            run(tmp_path, *PROGRAMS[program], *(word.strip('"') for word in words))
    assert run(tmp_path, "-c", LOOK) == "as the guide says\n"

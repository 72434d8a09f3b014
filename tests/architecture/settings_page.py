"""Writes docs/settings.md from the settings themselves: ``python -m tests.architecture.settings_page update|check``."""

from __future__ import annotations

import sys
from dataclasses import fields

from config.setting_docs import SITE as SITE_SETTINGS
from marketplace.kernel.settings import PREFIX, Settings
from tests.architecture.tree import ROOT

PAGE = ROOT / "docs" / "settings.md"

HEAD = """\
# Settings

Generated from `marketplace/kernel/settings.py` by `make docs`; do not edit.

A host sets these in its Flask config. The standalone site reads the same names from the environment. A name that is
not listed here, or a value of the wrong kind, stops the app at its start with a sentence that says what is meant.
A file or folder that is not absolute lies in the app's instance folder.
"""

SITE = """\

## The standalone site

These are read from the environment by `config/` alone; a host has its own ways for them.

| name | default | meaning |
|---|---|---|
@ROWS@

A setting that cannot be used ends every process of the site with exit status 78; the supervisor does not try again.
"""


def render() -> str:
    """The whole page."""
    rows = [
        "",
        "| name | kind | default | meaning |",
        "|---|---|---|---|",
    ]
    for spec in fields(Settings):
        least, most = spec.metadata["within"]
        kind = spec.type if isinstance(spec.type, str) else getattr(spec.type, "__name__", str(spec.type))
        if kind == "int":
            kind = f"int, {least:,} to {most:,}"
        default = "empty" if spec.default == "" else f"`{spec.default}`"
        secret = " Never shown." if spec.metadata["secret"] else ""
        meaning = " ".join(str(spec.metadata["doc"]).split()).replace("|", "\\|")
        rows.append(f"| `{PREFIX}{spec.name.upper()}` | {kind} | {default} | {meaning}{secret} |")
    site = "\n".join(f"| `{each.name}` | {each.default} | {each.meaning} |" for each in SITE_SETTINGS)
    return HEAD + "\n".join(rows) + "\n" + SITE.replace("@ROWS@", site)


def is_fresh() -> bool:
    """Whether the page says what the code says."""
    return PAGE.exists() and PAGE.read_text(encoding="utf-8") == render()


def main(arguments: list[str]) -> int:
    """Run one of the two commands."""
    if arguments == ["update"]:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(render(), encoding="utf-8")
        return 0
    if arguments == ["check"]:
        if is_fresh():
            return 0
        print("docs/settings.md is not what the code says; `make docs` writes it", file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

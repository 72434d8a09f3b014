"""Keeps the English catalogues true to the code: ``python -m tests.architecture.translations update|check [area …]``.

``update`` adds what is new with an empty translation (or the one that another area already has), drops what nobody
says any more, and sorts. ``check`` lists what is missing, empty, unused, contradictory or loses a parameter, and
exits 1. A catalogue is ``marketplace/translations/en/<area>.po``; the area is ``storefront``, ``admin``, ``config``,
the name of a domain, or ``marketplace`` for the modules at its top.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.architecture import messages
from tests.architecture.tree import ROOT

FOLDER = ROOT / "marketplace" / "translations" / "en"
HEADER = b"""msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PARAMETER = re.compile(r"%\((\w+)\)[a-z]")
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯà-ãè-êìíò-õùúýÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝỳ\u0128\u0129\u0168\u0169\u1ea0-\u1ef9]")

Forms = tuple[str, ...]


def said() -> dict[str, dict[Forms, str]]:
    """For each area, its msgids and the first place where each is said."""
    areas: dict[str, dict[Forms, str]] = defaultdict(dict)
    for found in messages.everything()[0]:
        if any(found.msgids):
            areas[found.area].setdefault(found.msgids, found.place)
    return areas


def read(path: Path) -> dict[Forms, Forms]:
    """The entries of a catalogue: msgids to their translations. An absent file has none."""
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale="en")
    return {
        _forms(entry.id): ("",) * len(_forms(entry.id)) if entry.fuzzy else _forms(entry.string)
        for entry in catalogue
        if entry.id
    }


def _forms(value: str | list[str] | tuple[str, ...] | None) -> Forms:
    return (value,) if isinstance(value, str) else tuple(value or ())


def update(only: list[str]) -> None:
    """Write the catalogues anew; without ``only``, all of them."""
    areas = said()
    catalogues = {path.stem: read(path) for path in FOLDER.glob("*.po")}
    known = {forms: text for entries in catalogues.values() for forms, text in entries.items() if all(text)}
    FOLDER.mkdir(parents=True, exist_ok=True)
    for area in sorted(only or areas.keys() | catalogues.keys()):
        path = FOLDER / f"{area}.po"
        if area not in areas:
            path.unlink(missing_ok=True)
            continue
        own = catalogues.get(area, {})
        done = {**known, **{forms: text for forms, text in own.items() if all(text)}}
        entries = {forms: done.get(forms) or ("",) * len(forms) for forms in areas[area]}
        path.write_bytes(render(entries))
        empty = sum(not all(text) for text in entries.values())
        print(f"{area}: {len(entries)} texts" + (f", {empty} to translate" if empty else ""))


def render(entries: dict[Forms, Forms]) -> bytes:
    """A catalogue as text, sorted by msgid, without what changes from day to day."""
    catalogue = Catalog(locale="en")
    for forms, text in entries.items():
        catalogue.add(_entry(forms), _entry(text))
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, no_location=True, omit_header=True, sort_output=True)
    return HEADER + buffer.getvalue().strip() + b"\n"


def _entry(forms: Forms) -> str | tuple[str, ...]:
    return forms[0] if len(forms) == 1 else forms


def complaints() -> list[str]:
    """Everything that is wrong, a line each; empty when the catalogues are complete."""
    areas = said()
    catalogues = {path.stem: read(path) for path in sorted(FOLDER.glob("*.po"))}
    found = [
        f"{dynamic.place}: the msgid is not written here; write the literal, and call it msgid where it goes on"
        for dynamic in messages.everything()[1]
    ]
    translated: dict[Forms, tuple[str, Forms]] = {}
    for area in sorted(areas.keys() | catalogues.keys()):
        wanted, entries = areas.get(area, {}), catalogues.get(area, {})
        for forms, place in wanted.items():
            found += [f"{place}: {problem}" for problem in _problems(forms, entries.get(forms), area)]
        for forms, text in entries.items():
            if forms not in wanted:
                found.append(f"{area}.po: nobody says {forms[0]!r} any more")
            elif forms in translated and translated[forms][1] != text:
                found.append(f"{area}.po and {translated[forms][0]}.po translate {forms[0]!r} differently")
            translated.setdefault(forms, (area, text))
    return found


def _problems(forms: Forms, text: Forms | None, area: str) -> list[str]:
    if text is None:
        return [f"{forms[0]!r} is not in {area}.po"]
    if not all(text):
        return [f"{forms[0]!r} has no translation in {area}.po"]
    parameters = {name for form in forms for name in PARAMETER.findall(form)}
    spoken = {name for form in text for name in PARAMETER.findall(form)}
    if parameters != spoken:
        return [f"{forms[0]!r} and {text[0]!r} do not have the same parameters in {area}.po"]
    if text == forms and VIETNAMESE.search(forms[0]):
        return [f"{forms[0]!r} is still Vietnamese in {area}.po"]
    return []


def main() -> int:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(prog="python -m tests.architecture.translations", description=__doc__)
    parser.add_argument("command", choices=("update", "check"))
    parser.add_argument("area", nargs="*")
    arguments = parser.parse_args()
    if arguments.command == "update":
        update(arguments.area)
        return 0
    found = complaints()
    print("\n".join(found) or "Every text has its translation.")
    if found:
        print(f"{len(found)} complaints; `make translations` adds and drops entries", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

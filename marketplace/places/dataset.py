"""The gazetteer as the package carries it: one compressed file and a manifest beside it.

``data/gazetteer.xz`` holds a first line ``ocop-gazetteer <format> <state>`` and then, per table, a line
``@<table> <column> <column> …`` followed by one line per column, values separated by tabs. Columns compress a third
better than rows, and split faster. Whatever follows from other columns (folded names, slugs, full names, zones) is
not in the file. ``data/gazetteer.json`` says format, state, digest and row counts, so that a loader can see that
nothing is new without unpacking anything.
"""

import hashlib
import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

FORMAT = 1
MAGIC = "ocop-gazetteer"

TABLES: Mapping[str, tuple[str, ...]] = {
    "region": ("key", "name", "name_en", "adjacent"),
    "province": ("code", "name", "name_en", "unit_type", "region", "legal_basis", "resolution"),
    "commune": ("code", "province", "name", "unit_type"),
    "status_change": ("level", "code", "old_type", "new_type", "since", "legal_basis"),
    "legacy_province": ("code", "name", "unit_type", "province"),
    "legacy_district": ("code", "province", "name", "unit_type"),
    "legacy_commune": ("code", "district", "name", "unit_type", "law_names"),
    "earlier_commune": (
        "code",
        "province",
        "district",
        "name",
        "unit_type",
        "listed_until",
        "successor",
        "method",
    ),
    "succession": ("old", "new", "extent", "clause"),
}
"""Table → its columns, in the order of the file. ``new_type`` of the last status change is the type of today."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the packed file is: its layout, the day whose law it shows, and the SHA-256 of its unpacked text."""

    format: int
    state: date
    digest: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The gazetteer in memory: rows of text by table, columns as in ``TABLES``."""

    manifest: Manifest
    tables: Mapping[str, Sequence[tuple[str, ...]]]


class BadDataset(ValueError):
    """The packed file is damaged, or made for another version of this package."""


def write(tables: Mapping[str, Sequence[tuple[str, ...]]], state: date) -> tuple[bytes, str]:
    """The packed file and its manifest. The same tables give the same bytes."""
    lines = [f"{MAGIC} {FORMAT} {state.isoformat()}"]
    for table, columns in TABLES.items():
        rows = tables[table]
        if any(
            len(row) != len(columns) or any("\t" in value or "\n" in value for value in row) for row in rows
        ):
            raise BadDataset(f"{table}: a row does not fit the columns {columns}")
        lines.append(" ".join((f"@{table}", *columns)))
        lines.extend("\t".join(column) for column in zip(*rows, strict=True))
    text = "\n".join(lines).encode()
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]
    manifest = {
        "format": FORMAT,
        "state": state.isoformat(),
        "sha256": hashlib.sha256(text).hexdigest(),
        "rows": {table: len(tables[table]) for table in TABLES},
    }
    return lzma.compress(text, filters=filters), json.dumps(manifest, indent=2) + "\n"


def read(packed: bytes, manifest: Manifest) -> Dataset:
    """Unpack and check. Raises :class:`BadDataset`."""
    try:
        text = lzma.decompress(packed)
    except lzma.LZMAError as error:
        raise BadDataset(f"cannot be unpacked: {error}") from error
    if manifest.format != FORMAT:
        raise BadDataset(f"format {manifest.format}, this version reads {FORMAT}")
    if hashlib.sha256(text).hexdigest() != manifest.digest:
        raise BadDataset("the content does not have the digest of the manifest")
    lines = iter(text.decode().split("\n"))
    if next(lines) != f"{MAGIC} {FORMAT} {manifest.state.isoformat()}":
        raise BadDataset("the first line does not agree with the manifest")
    tables: dict[str, Sequence[tuple[str, ...]]] = {}
    for table, columns in TABLES.items():
        if next(lines) != " ".join((f"@{table}", *columns)):
            raise BadDataset(f"{table}: other columns than expected")
        count = manifest.rows[table]
        rows = tuple(zip(*(next(lines).split("\t") for _ in columns), strict=True)) if count else ()
        if len(rows) != count:
            raise BadDataset(f"{table}: {len(rows)} rows, the manifest says {count}")
        tables[table] = rows
    return Dataset(manifest, tables)


def read_manifest(text: str) -> Manifest:
    """The manifest's JSON as a :class:`Manifest`."""
    raw = json.loads(text)
    return Manifest(raw["format"], date.fromisoformat(raw["state"]), raw["sha256"], raw["rows"])


@cache
def manifest() -> Manifest:
    """The manifest of the gazetteer in this package."""
    return read_manifest(files(__package__).joinpath("data", "gazetteer.json").read_text("utf-8"))


def packaged() -> Dataset:
    """The gazetteer in this package, unpacked (about 30 ms; not kept)."""
    return read(files(__package__).joinpath("data", "gazetteer.xz").read_bytes(), manifest())

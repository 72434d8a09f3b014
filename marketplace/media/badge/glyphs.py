"""Letters as outlines, cut from Be Vietnam Pro (``OFL.txt``) and kept in ``glyphs.json``."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

Point = tuple[float, float]

_COMMAND: Final = re.compile(r"([mlqz])([^mlqz]*)")
_NUMBER: Final = re.compile(r"-?\d+")
_CURVE_STEPS: Final = 6
UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Face:
    """One weight: ``letters`` maps a letter to its advance (in ``units`` to the em) and its relative path."""

    units: int
    letters: dict[str, tuple[int, str]]

    def known(self, text: str) -> str:
        """``text`` in letters of this face: what it lacks loses its marks, or becomes a question mark."""
        return "".join(self._known(letter) for letter in unicodedata.normalize("NFC", text))

    def _known(self, letter: str) -> str:
        if letter in self.letters:
            return letter
        if letter.isspace():
            return " "
        bare = unicodedata.normalize("NFD", letter)[0]
        return bare if bare in self.letters else UNKNOWN

    def width(self, text: str, size: float) -> float:
        """The width in pixels of ``text`` (of known letters) at ``size`` pixels to the em."""
        return sum(self.letters[letter][0] for letter in text) * size / self.units


@cache
def face(weight: str) -> Face:
    """The face of that weight: ``regular`` or ``bold``."""
    text = files("marketplace.media.badge").joinpath("glyphs.json").read_text(encoding="utf-8")
    cut = json.loads(text)[weight]
    return Face(cut["units"], {letter: (advance, path) for letter, (advance, path) in cut["letters"].items()})


@cache
def contours(weight: str, letter: str) -> tuple[tuple[Point, ...], ...]:
    """The outline of a letter as closed runs of points in the face's units, y down, curves broken into short lines."""
    runs: list[tuple[Point, ...]] = []
    run: list[Point] = []
    x = y = 0.0
    for command, numbers in _COMMAND.findall(face(weight).letters[letter][1]):
        values = [int(number) for number in _NUMBER.findall(numbers)]
        if command == "z":
            runs.append(tuple(run))
            x, y = run[0]
            run = []
            continue
        if command == "q":
            middle, end = (x + values[0], y + values[1]), (x + values[2], y + values[3])
            run += [
                _on_curve((x, y), middle, end, step / _CURVE_STEPS) for step in range(1, _CURVE_STEPS + 1)
            ]
        else:
            end = (x + values[0], y + values[1])
            run.append(end)
        x, y = end
    return tuple(runs)


def _on_curve(start: Point, control: Point, end: Point, at: float) -> Point:
    back = 1 - at
    return (
        back * back * start[0] + 2 * back * at * control[0] + at * at * end[0],
        back * back * start[1] + 2 * back * at * control[1] + at * at * end[1],
    )


def is_hole(run: tuple[Point, ...]) -> bool:
    """True when the run goes round a hole: TrueType draws outer edges one way round and inner ones the other."""
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(run, (*run[1:], run[0]), strict=True))
    return doubled < 0

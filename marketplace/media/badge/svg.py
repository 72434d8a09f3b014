"""The badge as SVG. Letters are paths: it looks the same in a browser, in a paper and in print, with no font there."""

from html import escape

from marketplace.media.badge.glyphs import face
from marketplace.media.badge.plan import plan
from marketplace.media.badge.shapes import Area, Mark, Run, Stroke, Words
from marketplace.media.badge.view import BadgeView

MIME = "image/svg+xml"


def draw(badge: BadgeView) -> bytes:
    """The SVG, in UTF-8. The same badge gives the same bytes."""
    ready = plan(badge)
    spoken = escape(ready.spoken)
    size = f'width="{ready.width:g}" height="{ready.height:g}" viewBox="0 0 {ready.width:g} {ready.height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{spoken}"><title>{spoken}</title>'
    return (head + "".join(_mark(mark) for mark in ready.marks) + "</svg>\n").encode()


def _mark(mark: Mark) -> str:
    if isinstance(mark, Area):
        return f'<path fill="{mark.colour}" d="{_path(mark.run, closed=True)}"/>'
    if isinstance(mark, Stroke):
        data = "".join(_path(run, closed=mark.closed) for run in mark.runs)
        ends = 'stroke-linecap="round" stroke-linejoin="round"'
        return f'<path fill="none" stroke="{mark.colour}" stroke-width="{mark.width:.4g}" {ends} d="{data}"/>'
    return _words(mark)


def _path(run: Run, *, closed: bool) -> str:
    points = [f"{round(x, 2):g} {round(y, 2):g}" for x, y in run]
    return f"M{points[0]}L{' '.join(points[1:])}{'Z' if closed else ''}"


def _words(words: Words) -> str:
    """One path for the line: each letter moves to its own place, then goes on relative to it."""
    letters = face(words.weight)
    scale, at, parts = words.size / letters.units, 0, []
    for letter in words.text:
        advance, path = letters.letters[letter]
        if path:
            # "m" is relative to where the last letter ended; "M" first sets the pen on the baseline.
            parts.append(f"M{at} 0{path}")
        at += advance
    move = f"matrix({scale:.6g} 0 0 {scale:.6g} {round(words.x, 2):g} {round(words.baseline, 2):g})"
    return f'<path fill="{words.colour}" transform="{move}" d="{"".join(parts)}"/>'

"""Where everything of a badge goes: one plan for both drawings.

Every state has a form of its own, so that it differs without colour too: a solid plate with an inner line (valid), a
dashed one with filled (grace) or empty stars (pending), cut corners and a crossed calendar (expired), a pill with a
pause (suspended), a double frame with struck words and a ban (revoked), a bare frame with a dash (none).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from marketplace.media.badge import shapes, view
from marketplace.media.badge.glyphs import face
from marketplace.media.badge.shapes import Area, Mark, Stroke, Words

HEIGHT: Final = 100.0
EDGE: Final = 1.5  # room for the border outside the plate
PAD: Final = 18.0
GAP: Final = 16.0
ROOM: Final = 440.0  # the widest a line of words may be
STAR: Final = 13.0
STARS_WIDE: Final = 5 * 2 * STAR + 4 * 1.0
ICON: Final = 40.0
TAG_WIDE: Final = 92.0


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a state; the names are those of the pages' styles."""

    ground: str
    ink: str
    line: str


WHITE, CHAM, CHAM_DEEP, NANG = "#ffffff", "#27366f", "#1b2754", "#ffd061"
PAINT: Final = {
    view.VALID: Paint(CHAM, WHITE, WHITE),
    view.GRACE: Paint(WHITE, CHAM_DEEP, CHAM),
    view.PENDING: Paint(WHITE, CHAM_DEEP, CHAM),
    view.EXPIRED: Paint("#e9ece6", "#18261f", "#18261f"),
    view.SUSPENDED: Paint("#fff0c7", "#6f4a00", "#6f4a00"),
    view.REVOKED: Paint(WHITE, "#a3211b", "#a3211b"),
    view.NONE: Paint(WHITE, "#4b5a52", "#75837a"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A badge ready to be drawn: its size in pixels, its marks from back to front, and the words for a reader."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    spoken: str


def plan(badge: view.BadgeView) -> Plan:
    """Lay out ``badge``."""
    words, paint = view.words_of(badge), PAINT[badge.state]
    side = PAD + (12 if badge.state == view.SUSPENDED else 4 if badge.state == view.REVOKED else 0)
    emblem = STARS_WIDE if badge.state in view.STARRED else ICON
    left = side + emblem + GAP
    lines, wide = _lines(words, left, paint, struck=badge.state == view.REVOKED)
    right = left + wide + (GAP + TAG_WIDE if badge.demo else 0)
    width = float(round(right + side))
    marks = (
        *_plate(badge.state, width, paint),
        *(_stars(badge, side) if badge.state in view.STARRED else _icon(badge.state, side, paint)),
        *lines,
        *(_demo_tag(right - TAG_WIDE, words.demo, paint) if badge.demo else ()),
    )
    return Plan(width, HEIGHT, marks, words.as_sentence(demo=badge.demo))


def _plate(state: str, width: float, paint: Paint) -> Iterator[Mark]:
    box = (EDGE, EDGE, width - EDGE, HEIGHT - EDGE)
    inner = (6.0, 6.0, width - 6, HEIGHT - 6)
    if state == view.EXPIRED:
        yield Area(shapes.cut_corners(0, 0, width, HEIGHT, 16), paint.ground)
        return
    radius = HEIGHT / 2 if state == view.SUSPENDED else 5.0
    outline = shapes.rectangle(*box, radius)
    yield Area(outline, paint.ground)
    if state == view.VALID:
        yield Stroke((shapes.rectangle(*inner, 2.5),), paint.line, 1.4, closed=True)
    elif state in {view.GRACE, view.PENDING}:
        yield Stroke(shapes.dashes(outline, 9, 7), paint.line, 2.6)
    elif state == view.REVOKED:
        yield Stroke((outline,), paint.line, 2, closed=True)
        yield Stroke((shapes.rectangle(*inner, 2),), paint.line, 2, closed=True)
    else:
        yield Stroke((outline,), paint.line, 2.6 if state == view.SUSPENDED else 1.6, closed=True)


def _stars(badge: view.BadgeView, left: float) -> Iterator[Mark]:
    colour = NANG if badge.state == view.VALID else CHAM
    filled = 0 if badge.state == view.PENDING else badge.stars
    for rank in range(5):
        outline = shapes.star((left + STAR + rank * (2 * STAR + 1), HEIGHT / 2 + 1), STAR - 1)
        if rank < filled:
            yield Area(outline, colour)
        yield Stroke((outline,), colour, 1.6, closed=True)


def _icon(state: str, left: float, paint: Paint) -> Iterator[Mark]:
    """Drawn on a grid of 24, as the icons of the pages are."""
    unit = ICON / 24

    def at(*points: tuple[float, float]) -> shapes.Run:
        return tuple((left + x * unit, (HEIGHT - ICON) / 2 + y * unit) for x, y in points)

    def stroke(*runs: shapes.Run, closed: bool = False) -> Stroke:
        return Stroke(runs, paint.line, 2 * unit, closed=closed)

    if state == view.EXPIRED:
        yield stroke(at(*shapes.rectangle(3, 4, 21, 22, 2)), closed=True)
        yield stroke(at((8, 2), (8, 6)), at((16, 2), (16, 6)), at((3, 10), (21, 10)))
        yield stroke(at((9.5, 13.5), (14.5, 18.5)), at((14.5, 13.5), (9.5, 18.5)))
    elif state == view.SUSPENDED:
        yield stroke(at(*shapes.circle((12, 12), 10)), closed=True)
        yield stroke(at((10, 8.5), (10, 15.5)), at((14, 8.5), (14, 15.5)))
    elif state == view.REVOKED:
        yield stroke(at(*shapes.circle((12, 12), 10)), closed=True)
        yield stroke(at((4.93, 4.93), (19.07, 19.07)))
    else:
        yield stroke(at(*shapes.rectangle(3, 3, 21, 21, 3)), closed=True)
        yield stroke(at((8, 12), (16, 12)))


def _lines(
    words: view.BadgeWords, left: float, paint: Paint, *, struck: bool
) -> tuple[tuple[Mark, ...], float]:
    """The lines of words, put in the middle of the height, and the width of the widest."""
    fitted = [
        (*_fit(words.title, "", "bold", 25.0, 18.0), "bold"),
        (*_fit(words.issuer, words.line, "regular", 16.5, 13.5), "regular"),
    ]
    if words.detail:
        fitted.append((*_fit(words.detail, "", "regular", 13.0, 11.5), "regular"))
    steps = [size * 1.36 for _, size, _ in fitted]
    top = (HEIGHT - sum(steps)) / 2
    marks: list[Mark] = []
    wide = 0.0
    for rank, (text, size, weight) in enumerate(fitted):
        baseline = top + sum(steps[:rank]) + steps[rank] / 2 + size * 0.36
        length = face(weight).width(text, size)
        marks.append(Words(text, left, baseline, size, weight, paint.ink))
        if struck and rank == 0:
            strike = ((left - 2, baseline - size * 0.31), (left + length + 2, baseline - size * 0.31))
            marks.append(Stroke((strike,), paint.ink, 2.2))
        wide = max(wide, length)
    return tuple(marks), wide


def _fit(head: str, tail: str, weight: str, size: float, least: float) -> tuple[str, float]:
    """``head, tail`` as it fits into ``ROOM``: smaller down to ``least``, then ``head`` loses its end, never the tail:
    a date is not cut away.
    """
    letters = face(weight)
    head, tail = letters.known(head), letters.known(tail)
    text = ", ".join(part for part in (head, tail) if part)
    size = max(least, min(size, size * ROOM / max(1.0, letters.width(text, size))))
    while head and letters.width(text, size) > ROOM + 0.01:
        head = head[:-1]
        text = head.rstrip(" ,·") + "…" + (f", {tail}" if tail else "")
    return text, size


def _demo_tag(left: float, under: str, paint: Paint) -> Iterator[Mark]:
    """A block in reversed colours: nobody may take invented data for a certificate."""
    top, bottom = 24.0, HEIGHT - 24
    yield Area(shapes.rectangle(left, top, left + TAG_WIDE, bottom, 4), paint.ink)
    for text, weight, size, baseline in (
        ("DEMO", "bold", 23.0, top + 29),
        (under, "regular", 12.0, bottom - 8),
    ):
        known = face(weight).known(text)
        start = left + (TAG_WIDE - face(weight).width(known, size)) / 2
        yield Words(known, start, baseline, size, weight, paint.ground)

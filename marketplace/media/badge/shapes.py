"""The few kinds of mark that a badge is drawn with, and the forms they take. Pixels, y down."""

import math
from dataclasses import dataclass

from marketplace.media.badge.glyphs import Point

Run = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    run: Run
    colour: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines of one width with round ends and corners; ``closed`` joins each run's end to its start."""

    runs: tuple[Run, ...]
    colour: str
    width: float
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Letters known to the face, from ``x`` on, standing on ``baseline``."""

    text: str
    x: float
    baseline: float
    size: float
    weight: str
    colour: str


Mark = Area | Stroke | Words


def rectangle(left: float, top: float, right: float, bottom: float, radius: float = 0) -> Run:
    """A rectangle with round corners."""
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    if radius <= 0:
        return ((left, top), (right, top), (right, bottom), (left, bottom))
    steps = max(4, min(24, round(radius)))
    centres = (
        (right - radius, top + radius, -90),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    )
    return tuple(
        _on_circle((x, y), radius, start + 90 * step / steps)
        for x, y, start in centres
        for step in range(steps + 1)
    )


def cut_corners(left: float, top: float, right: float, bottom: float, cut: float) -> Run:
    """A rectangle without its corners."""
    return (
        (left + cut, top),
        (right - cut, top),
        (right, top + cut),
        (right, bottom - cut),
        (right - cut, bottom),
        (left + cut, bottom),
        (left, bottom - cut),
        (left, top + cut),
    )


def star(centre: Point, radius: float) -> Run:
    """A five-pointed star, one point up."""
    return tuple(
        _on_circle(centre, radius if step % 2 == 0 else radius * 0.46, -90 + 36 * step) for step in range(10)
    )


def circle(centre: Point, radius: float) -> Run:
    """A circle of forty-eight points."""
    return tuple(_on_circle(centre, radius, 7.5 * step) for step in range(48))


def dashes(run: Run, dash: float, gap: float) -> tuple[Run, ...]:
    """The closed ``run`` broken into dashes, evenly all the way round."""
    corners = (*run, run[0])
    legs = [(a, b, math.dist(a, b)) for a, b in zip(run, corners[1:], strict=True)]
    whole = sum(length for _, _, length in legs)
    count = max(1, round(whole / (dash + gap)))
    step, share = whole / count, dash / (dash + gap)
    return tuple(_stretch(legs, rank * step, (rank + share) * step) for rank in range(count))


def _stretch(legs: list[tuple[Point, Point, float]], start: float, end: float) -> Run:
    points: list[Point] = []
    walked = 0.0
    for a, b, length in legs:
        low, high = max(start, walked), min(end, walked + length)
        if length and low < high:
            points += [_between(a, b, (at - walked) / length) for at in (low, high)]
        walked += length
    return tuple(dict.fromkeys(points))


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _on_circle(centre: Point, radius: float, degrees: float) -> Point:
    turn = math.radians(degrees)
    return centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)

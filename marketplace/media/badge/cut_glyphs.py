"""Cut the outlines of the badge's letters: ``python -m marketplace.media.badge.cut_glyphs FOLDER``.

``FOLDER`` holds ``BeVietnamPro-Regular.ttf`` and ``BeVietnamPro-Bold.ttf`` (PyPI package ``fontpkg-be-vietnam-pro``).
Needs fonttools, installed by hand; the market itself needs neither. Writes ``glyphs.json`` beside this module.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝĩĨũŨ" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
SIGNS = "·–—‘’“”…°×"
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + VIETNAMESE + SIGNS
WEIGHTS = {"regular": "BeVietnamPro-Regular.ttf", "bold": "BeVietnamPro-Bold.ttf"}


def relative_path(commands: list[tuple[str, tuple[Any, ...]]]) -> str:
    """A pen's record as SVG path data: whole units, y down, every command relative to where the last one ended."""
    here, start, parts = (0, 0), (0, 0), []

    def step(point: tuple[float, float]) -> str:
        return f"{round(point[0]) - here[0]} {-round(point[1]) - here[1]}"

    for command, points in commands:
        if command == "closePath":
            parts.append("z")
            here = start
            continue
        if command == "qCurveTo":
            # TrueType leaves out the points on the curve that lie halfway between two controls.
            *controls, end = points
            for rank, control in enumerate(controls):
                last = rank == len(controls) - 1
                to = (
                    end
                    if last
                    else tuple((a + b) / 2 for a, b in zip(control, controls[rank + 1], strict=True))
                )
                parts.append(f"q{step(control)} {step(to)}")
                here = (round(to[0]), -round(to[1]))
            continue
        parts.append(("m" if command == "moveTo" else "l") + step(points[0]))
        here = (round(points[0][0]), -round(points[0][1]))
        start = here if command == "moveTo" else start
    return "".join(parts).replace(" -", "-")


def cut(path: Path) -> dict[str, Any]:
    """Units per em and, for each letter, its advance and its outline."""
    font = import_module("fontTools.ttLib").TTFont(path)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    letters = {}
    for letter in LETTERS:
        pen = import_module("fontTools.pens.recordingPen").DecomposingRecordingPen(glyphs)
        glyphs[names[ord(letter)]].draw(pen)
        letters[letter] = [glyphs[names[ord(letter)]].width, relative_path(pen.value)]
    return {"units": font["head"].unitsPerEm, "letters": letters}


def main() -> int:
    """Cut both weights."""
    folder = Path(sys.argv[1])
    weights = {weight: cut(folder / name) for weight, name in WEIGHTS.items()}
    target = Path(__file__).with_name("glyphs.json")
    target.write_text(
        json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Small fruits that hang together."""

import math

from PIL import Image, ImageDraw

from marketplace.demo.pictures.light import mask, round_body
from marketplace.demo.pictures.skin import Paint, Skin, chance, leaf


def bunch(berry: Paint, spots: tuple[tuple[float, float], ...], share: float, leaves: int = 2) -> Paint:
    """Many small fruits hanging together: ``spots`` are their centres in the unit square, back ones first."""

    def paint(size: int) -> Image.Image:
        whole = Image.new("RGBA", (size, size))
        draw = ImageDraw.Draw(whole)
        draw.line(
            (size * 0.5, size * 0.02, size * 0.5, size * 0.3), fill=(104, 84, 50), width=max(4, size // 50)
        )
        for turn, side in ((30, 1), (150, -1))[:leaves]:
            blade = leaf(int(size * 0.38), turn)
            whole.alpha_composite(
                blade, (int(size * (0.5 + side * 0.17) - blade.width / 2), int(size * 0.02))
            )
        one = berry(int(size * share))
        for x, y in spots:
            whole.alpha_composite(one, (int(x * size - one.width / 2), int(y * size - one.height / 2)))
        return whole

    return paint


def strand(tones: Skin) -> Paint:
    """Sea grapes: a stalk with small green pearls on both sides."""

    def paint(size: int) -> Image.Image:
        whole = Image.new("RGBA", (size, size))
        pearl = round_body(
            mask(size // 9, size // 9, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)), *tones
        )
        dice = chance(3)
        for stalk in (0.24, 0.5, 0.76):
            lean = (stalk - 0.5) * 0.5
            for k in range(26):
                t = k / 25
                x = stalk + lean * t + 0.055 * math.sin(k * 2.4) + dice.uniform(-0.012, 0.012)
                y = 0.93 - t * (0.78 + 0.08 * math.cos(stalk * 9))
                whole.alpha_composite(
                    pearl, (int(x * size - pearl.width / 2), int(max(0, y * size - pearl.height / 2)))
                )
        return whole

    return paint


HANGING = (
    (0.3, 0.36),
    (0.7, 0.36),
    (0.5, 0.33),
    (0.2, 0.52),
    (0.8, 0.52),
    (0.4, 0.52),
    (0.62, 0.52),
    (0.3, 0.68),
    (0.71, 0.68),
    (0.5, 0.7),
    (0.4, 0.84),
    (0.6, 0.84),
)


GRAPES = (
    (0.28, 0.34),
    (0.46, 0.32),
    (0.64, 0.33),
    (0.76, 0.4),
    (0.22, 0.47),
    (0.4, 0.47),
    (0.58, 0.47),
    (0.7, 0.55),
    (0.3, 0.6),
    (0.48, 0.61),
    (0.63, 0.67),
    (0.38, 0.73),
    (0.54, 0.75),
    (0.46, 0.87),
)

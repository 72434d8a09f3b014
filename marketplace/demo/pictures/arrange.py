"""Where things stand in a scene: what to draw, back to front, on a square of ``SIDE`` pixels."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PIL import Image

from marketplace.demo.pictures.kit import PLAIN, Kit
from marketplace.demo.pictures.packs import BARE, LABELLED, Wrapping
from marketplace.demo.pictures.scene import Scene

MIDDLE: Final = 600
SCALE: Final = {"box": 1.22, "tray": 1.18, "jar": 1.3, "bottle": 1.14, "wine": 1.14, "vial": 1.5}
TWO_ABREAST: Final = frozenset({"bottle", "wine", "vial"})


class Placed(NamedTuple):
    """A picture and the corner where it goes."""

    image: Image.Image
    x: int
    y: int


class Stage:
    """Collects what is put down; positions are the middle of the foot of a thing."""

    def __init__(self, kit: Kit, scene: Scene) -> None:
        self.kit, self.scene = kit, scene
        self.cast: list[Placed] = []
        self.flip = -1 if scene.seed % 2 else 1

    def part(self, rank: int, size: int) -> Image.Image:
        """The ``rank``-th object of the scene (round and round), the first kind in the scene's own tone."""
        key = self.scene.objects[rank % len(self.scene.objects)]
        return self.kit.part(key, size, self.scene.tone if key == self.scene.objects[0] else PLAIN)

    def put(self, image: Image.Image, middle: float, foot: float, turn: float = 0) -> None:
        """Stand ``image`` with the middle of its foot there, turned by ``turn`` degrees."""
        if turn:
            image = image.rotate(turn, Image.Resampling.BICUBIC, expand=True)
        self.cast.append(Placed(image, int(middle - image.width / 2), int(foot - image.height)))

    def lay(self) -> int:
        """Put the bare container, if any, under the goods; return the foot line of what stands on it."""
        if self.scene.pack == "met":
            self.put(BARE["met"](self.scene.body), MIDDLE, 1085)
            return 985
        if self.scene.pack == "plate":
            self.put(BARE["plate"](self.scene.body), MIDDLE, 1075)
            return 1000
        return 1010


def solo(kit: Kit, scene: Scene) -> list[Placed]:
    """One large thing, perhaps a small one beside it."""
    stage = Stage(kit, scene)
    foot = stage.lay()
    size = 760 if scene.objects[0].startswith("draw:") else 640
    stage.put(stage.part(0, size), MIDDLE, foot)
    if len(scene.objects) > 1:
        stage.put(stage.part(1, 290), MIDDLE + 320 * stage.flip, foot + 45, -8 * stage.flip)
    return stage.cast


def pile(kit: Kit, scene: Scene) -> list[Placed]:
    """A pyramid of the same thing, loose or rising out of a basket."""
    stage = Stage(kit, scene)
    in_basket = scene.pack == "basket"
    foot = stage.lay()
    if scene.seed % 3:
        rows: tuple[tuple[tuple[int, ...], int], ...] = (
            ((330, 600, 870), 320),
            ((465, 735), 320),
            ((600,), 310),
        )
    else:
        rows = (((290, 497, 703, 910), 280), ((400, 600, 800), 280), ((505, 695), 270))
    lift = 215 if in_basket else 0
    squeeze = 0.86 if in_basket else 1.0
    tall = stage.part(0, rows[0][1]).height
    rise = min(tall * 0.74, 210 if in_basket else 225)
    rank = 0
    for level in range(len(rows) - 1, -1, -1):
        for x in rows[level][0]:
            turn = ((scene.seed >> rank) % 5 - 2) * 6
            at = MIDDLE + (x - MIDDLE) * squeeze
            stage.put(stage.part(rank, rows[level][1]), at, foot - lift - level * rise, turn)
            rank += 1
    if in_basket:
        stage.put(BARE["basket"](scene.body), MIDDLE, 1065)
    else:
        stage.put(stage.part(0, 240), MIDDLE + 425 * stage.flip, foot + 75, 12 * stage.flip)
    return stage.cast


def row(kit: Kit, scene: Scene) -> list[Placed]:
    """Three of them, the middle one in front."""
    stage = Stage(kit, scene)
    foot = stage.lay()
    apart = 250 if scene.pack in BARE else 270
    for rank, (x, size, drop) in enumerate(((-apart, 400, -75), (apart, 400, -75), (0, 480, 15))):
        stage.put(stage.part(rank, size), MIDDLE + x, foot + drop, (-8, 8, 0)[rank])
    return stage.cast


def bundle(kit: Kit, scene: Scene) -> list[Placed]:
    """Five stems fanned out, perhaps a flower in front."""
    stage = Stage(kit, scene)
    foot = stage.lay()
    for rank in (0, 4, 1, 3, 2):
        stage.put(stage.part(0, 540), 360 + rank * 120, foot - 20 - abs(2 - rank) * 14, (2 - rank) * 10)
    if len(scene.objects) > 1:
        for rank, x in enumerate((-200, 30, 230)):
            stage.put(stage.part(1, 210), MIDDLE + x, foot + 30 + 15 * (rank % 2), (rank - 1) * -8)
    return stage.cast


def pack(kit: Kit, scene: Scene) -> list[Placed]:
    """A labelled container with some of what is in it beside it; slim bottles may stand in twos."""
    stage = Stage(kit, scene)
    flip = stage.flip
    wrapping = Wrapping(kit, scene.label, lambda size: stage.part(0, size), scene.accent, scene.body)
    drawn = LABELLED[scene.pack](wrapping)
    scale = SCALE.get(scene.pack, 1.12)

    def sized(share: float) -> Image.Image:
        size = (int(drawn.width * scale * share), int(drawn.height * scale * share))
        return drawn.resize(size, Image.Resampling.LANCZOS)

    whole = sized(1)
    two = scene.pack in TWO_ABREAST and (scene.seed >> 1) % 2 == 1
    if two:
        stage.put(sized(0.9), MIDDLE + 140 * flip, 975)
    stage.put(whole, MIDDLE - (170 if two else 60) * flip, 1030)
    beside = 2 if whole.width < 700 else 1
    # Clear of the label: a slim bottle's takes the whole width, a pouch's or box's leaves a margin.
    clear = whole.width / 2 + (135 if scene.pack in TWO_ABREAST else 80 if beside == 2 else 30)
    for rank in range(beside):
        side = flip if rank == 0 else -flip
        start = MIDDLE - (170 if two and rank else -140 if two else 60) * flip
        at = min(1060, max(140, start + side * clear))
        stage.put(
            stage.part(1 if len(scene.objects) > 1 else 0, 275 - 55 * rank),
            at,
            1072 + 14 * rank,
            (8 - 20 * rank) * flip,
        )
    return stage.cast


ARRANGEMENTS: Final[dict[str, Callable[[Kit, Scene], list[Placed]]]] = {
    "solo": solo,
    "pile": pile,
    "row": row,
    "bundle": bundle,
    "pack": pack,
}

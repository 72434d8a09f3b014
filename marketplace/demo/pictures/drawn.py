"""Every drawn part by the name that ``scenes.csv`` calls it: ``draw:<name>``."""

from typing import Final

from marketplace.demo.pictures import skin
from marketplace.demo.pictures.bunches import GRAPES, HANGING, bunch, strand
from marketplace.demo.pictures.crafts import incense, leaf_hat, stilt_house, wine_gourd
from marketplace.demo.pictures.dishes import disc, jelly_cubes, sausage_roll
from marketplace.demo.pictures.fruit import ball, gourd
from marketplace.demo.pictures.plants import artichoke, bamboo_shoot, camellia, peach_branch, star_anise
from marketplace.demo.pictures.scales import bumpy

DRAWN: Final[dict[str, skin.Paint]] = {
    "buoi": ball(skin.POMELO, tall=1.0),
    "buoixanh": ball(skin.GREEN_POMELO, tall=1.08, pear=True),
    "quyt": ball(skin.TANGERINE, tall=0.84),
    "camsanh": ball(skin.GREEN_ORANGE, tall=0.92),
    "hong": ball(skin.PERSIMMON, tall=0.82, calyx="#7E9A4A", leaves=0),
    "mangcut": ball(skin.MANGOSTEEN, tall=0.9, calyx="#A9B65C", leaves=0),
    "na": bumpy(skin.SUGAR_APPLE, 6, relief=0.8),
    "vai": bumpy(skin.LYCHEE, 11, relief=0.4, tall=1.04),
    "chumvai": bunch(bumpy(skin.LYCHEE, 9, relief=0.4, tall=1.04, bare=True), HANGING, 0.25),
    "saurieng": bumpy(skin.DURIAN, 6, spike=True, tall=1.12),
    "bixanh": gourd(skin.GOURD),
    "muopdang": gourd(skin.BITTER_GOURD, knobs=True, slim=0.3),
    "nho": bunch(ball(skin.GRAPE, leaves=0), GRAPES, 0.21),
    "rongnho": strand(skin.SEA_GRAPE),
    "gio": sausage_roll,
    "banhda": disc("#EBC98A", "#4A3524", 130, thick=0.03),
    "cudo": disc("#D9A45C", "#8A5526", 46, tilt=0.82, thick=0.13, rim="#6B3A1A"),
    "chaca": disc("#E0A24A", "#B5651F", 60, tilt=0.62, thick=0.16),
    "chahap": disc("#F4E7CF", "#8FA36A", 50, tilt=0.62, thick=0.16),
    "banhdua": disc("#EFCB86", "#FFF6E0", 70, tilt=0.8, thick=0.06),
    "mang": bamboo_shoot,
    "hoi": star_anise,
    "nam": wine_gourd,
    "atiso": artichoke,
    "hoavang": camellia,
    "huong": incense,
    "thach": jelly_cubes,
    "non": leaf_hat,
    "nhasan": stilt_house,
    "canhdao": peach_branch,
}

"""How large an upload may be, and why."""

from typing import Final

MIN_SIDE: Final = 240
"""Pixels of the shorter side. Below this a picture cannot fill a card of the list; it is never scaled up."""

MAX_SIDE: Final = 20_000
"""Pixels of the longer side."""

MAX_PIXELS: Final = 25_000_000
"""Pixels of a picture that has to be decoded whole (PNG, WebP, progressive JPEG): about 100 MB of memory."""

MAX_BASELINE_PIXELS: Final = 89_000_000
"""Pixels of a baseline JPEG, which is decoded at a fraction of its size. Pillow itself begins to warn just above."""

MASTER_SIDE: Final = 2000
"""Pixels of the longer side of the master: twice the largest size shown."""

MAX_PAPER_PAGES: Final = 200
"""Pages of one scanned paper."""

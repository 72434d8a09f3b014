"""Setting a paper in type: a template of ours and plain values in, a PDF out. The same on every machine: the fonts come
with our packages, those of the machine are not looked at.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from marketplace.documents.letters import drawable
from marketplace.kernel import clock


def pdf(template: str, values: Mapping[str, Any]) -> bytes:
    """The template of that name (a ``.typ`` file beside this module) with ``values``, as a PDF.

    The values reach the template as data and are never read as markup, so a name with ``#`` or ``*`` in it prints as
    it is written; what the font has no letter for is left out or becomes a question mark.
    """
    import typst

    source = files("marketplace.documents").joinpath(f"{template}.typ").read_bytes()
    made: bytes = typst.compile(  # type: ignore[misc]  # their stub leaves the kind of input open  # its overloads leave the source's type open
        source,
        sys_inputs={"values": json.dumps(drawable(dict(values)), ensure_ascii=False)},
        font_paths=_font_folders(),
        ignore_system_fonts=True,
        timestamp=int(clock.now().timestamp()),
    )
    return made


def qr_svg(text: str) -> str:
    """A QR code as SVG, without a margin of its own. Error correction Q: a crease through it does not matter."""
    import segno

    out = BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


@cache
def _font_folders() -> list[str]:
    """Roboto: it has every Vietnamese letter, in two weights and both slopes."""
    return [str(files("fontpkg_roboto").joinpath("files"))]

"""What the tests of inspection pages have in common: addresses, and forms as a browser sends them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

AT = "/quan-ly/can-bo/kiem-tra"
PROPOSALS = "/quan-ly/can-bo/de-nghi-thu-hoi"
MISUSES = "/quan-ly/can-bo/dung-tem-sai"
APPEALS = "/quan-ly/can-bo/khieu-nai"
ANOMALIES = "/quan-ly/can-bo/bat-thuong"
OWN = "/quan-ly/chu-the/kiem-tra"

FAILING = {
    "occasion": "ad_hoc",
    "day": "21/11/2026",
    "place": "Xưởng của cơ sở",
    "production": "ok",
    "law": "fault",
    "law_note": "Nhãn ghi sai hạn dùng.",
    "mark": "ok",
    "summary": "Nhãn hàng không đúng quy định về ghi nhãn.",
    "verdict": "fail",
}
"""A visit that ends badly, as it is typed."""


def form_of(page: str, action: str) -> dict[str, Any]:
    """The fields of the form that is sent to ``action``, as a browser without scripts sends them."""
    start = page.index(f'action="{action}"')
    body = page[start : page.index("</form>", start)]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", body):
        said = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if said.get("type") in {"file", "submit"} or "name" not in said:
            continue
        if said.get("type") in {"radio", "checkbox"} and not tag.rstrip(">").endswith(" checked"):
            continue
        found[said["name"]] = unescape(said.get("value", ""))
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n([^<]*)</textarea>', body):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found

"""What the papers have in common: whose they are, from which record they are printed, grounds that many have."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marketplace.documents.official_paper import OfficialPaper, Origin
from marketplace.kernel import clock, formats
from marketplace.kernel.state import current
from marketplace.places.names import without_type

QD26 = "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026 của Thủ tướng Chính phủ;"
AGENCY = "Cơ quan quản lý OCOP"
"""Which agency of the province it is differs from one to the other; its head is printed on the signed paper."""


def origin(code: str, what: str, path: str = "") -> Origin:
    """The foot of a paper: from which record it is printed, when; ``path`` where everybody can check it."""
    words = (
        f"Bản in từ hồ sơ điện tử {code} ({what}), lúc {formats.moment(clock.now())}. "
        "Không thay cho văn bản đã ký, đóng dấu."
    )
    return Origin(code, words, f"{current().address}{path}" if path else "")


def paper(province: str, *, at: datetime | None, **values: Any) -> OfficialPaper:
    """A paper of the agency of a province (with its type), of the local day of ``at``."""
    return OfficialPaper(
        agency_above=f"UBND {province}",
        agency=AGENCY,
        place=without_type(province),
        day=clock.local(at).date() if at else None,
        **values,
    )


def signed_by(ref: str, people: Mapping[str, str]) -> str:
    """The name of who did it; the system where it did it by itself."""
    return people.get(ref, "") or ("Sàn ghi tự động" if ref.startswith("system") else ref)

"""Who recognised a product, in the reader's language. The register keeps the words of the paper."""

import re
from typing import Final

from marketplace.kernel.i18n import DEFAULT_LOCALE, Message, locale

_COMMITTEES: Final = {
    "tỉnh": (
        Message("Chủ tịch UBND tỉnh %(place)s"),
        Message("UBND tỉnh %(place)s"),
    ),
    "thành phố": (
        Message("Chủ tịch UBND thành phố %(place)s"),
        Message("UBND thành phố %(place)s"),
    ),
    "huyện": (
        Message("Chủ tịch UBND huyện %(place)s"),
        Message("UBND huyện %(place)s"),
    ),
}
_NATIONAL: Final = {
    each.msgid.lower(): each
    for each in (
        Message("Bộ trưởng Bộ Nông nghiệp và Môi trường"),
        Message("Bộ Nông nghiệp và Môi trường"),
        Message("Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn"),
        Message("Bộ Nông nghiệp và Phát triển nông thôn"),
    )
}
_COMMITTEE: Final = re.compile(
    r"(?P<chair>Chủ tịch )?(?:UBND|[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân|Ủy ban nhân dân) "
    rf"(?P<level>{'|'.join(_COMMITTEES)}) (?P<place>[^,;]+)",
    re.IGNORECASE,
)


def issuer_words(name: str) -> tuple[str, str]:
    """The issuer, and the language that is in. One of a kind that we have no words for stays as the paper has it."""
    name = " ".join(name.split())
    if locale() == DEFAULT_LOCALE:
        return name, DEFAULT_LOCALE
    if known := _NATIONAL.get(name.lower()):
        return str(known), locale()
    if found := _COMMITTEE.fullmatch(name):
        chair, committee = _COMMITTEES[found["level"].lower()]
        words = chair if found["chair"] else committee
        return str(Message(words.msgid, {"place": found["place"]})), locale()
    return name, DEFAULT_LOCALE

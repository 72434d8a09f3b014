"""The operators' page says of each setting what its documentation says, in both languages."""

from __future__ import annotations

from dataclasses import fields

from admin.presenters.setting_words import GROUPS, WORDS
from config.setting_docs import SITE
from marketplace.kernel.i18n import speaking
from marketplace.kernel.settings import PREFIX, Settings


def documented() -> dict[str, str]:
    own = {
        PREFIX + spec.name.upper(): " ".join(str(spec.metadata["doc"]).split()) for spec in fields(Settings)
    }
    return own | {each.name: each.meaning for each in SITE}


def test_the_english_words_are_the_documentation() -> None:
    with speaking("en"):
        assert {name: str(words) for name, words in WORDS.items()} == documented()


def test_every_setting_stands_in_one_group() -> None:
    assert sorted(name for _title, names in GROUPS for name in names) == sorted(documented())

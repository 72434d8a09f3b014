"""What is generated from the code is fresh: the English catalogues and the page of settings."""

from tests.architecture import settings_page, translations


def test_every_text_has_its_english_translation() -> None:
    assert translations.complaints() == []


def test_the_page_of_settings_says_what_the_code_says() -> None:
    assert settings_page.is_fresh(), "`make docs` writes docs/settings.md"

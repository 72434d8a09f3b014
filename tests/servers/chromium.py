"""The Chromium that the machine has, driven by Playwright. No browser is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = ("/Applications/Chromium.app", "/Applications/Google Chrome.app")
QUIET = (
    # What a test browser has no use for, and each of which looks up hosts on the Internet.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)


def find() -> Path | None:
    """The Chromium or Chrome installed, if any."""
    for name in PROGRAMS:
        program = shutil.which(name)
        if program:
            return Path(program)
    for application in map(Path, MAC_APPLICATIONS):
        program_inside = application / "Contents" / "MacOS" / application.stem
        if program_inside.exists():
            return program_inside
    return None


@contextmanager
def running() -> Iterator[Browser]:
    """A headless browser for as long as the block lasts. Pages and contexts are the caller's to open and close."""
    from playwright.sync_api import sync_playwright

    program = find()
    if program is None:
        raise FileNotFoundError("Chromium is not installed")
    # Root has no sandbox to hide in: user namespaces are the kernel's, and containers often withhold them.
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        try:
            yield browser
        finally:
            browser.close()

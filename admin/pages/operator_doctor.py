"""The check-up of the site, as the command does it. It reads the whole log, so it is done when asked for."""

import time

from flask import Blueprint, Response

from marketplace import doctor
from marketplace.kernel import clock
from marketplace.web.access import allows

from .. import frame
from ..answers import show
from ..presenters.operator_doctor import checked_page, unchecked_page


def register(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/van-hanh/kiem-tra", "doctor", look)
    bp.add_url_rule("/van-hanh/kiem-tra", "doctor_run", run, methods=["POST"])


@allows("kernel.doctor")
def look() -> Response:
    """What would be looked at; nothing is yet."""
    return show("doctor.html", unchecked_page(), frame.operator())


@allows("kernel.doctor")
def run() -> Response:
    """Look at everything, and say what to do about what is not well. Changes nothing."""
    at, began = clock.now(), time.perf_counter()
    findings = doctor.examine()
    seconds = time.perf_counter() - began
    return show("doctor.html", checked_page(findings, at, seconds), frame.operator())

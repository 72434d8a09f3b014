"""What is set, from where, and what it does. Only to read: settings are the machine's, not the site's."""

from flask import Blueprint, Response

from marketplace.kernel import setting_report
from marketplace.kernel.state import current
from marketplace.web.access import allows

from .. import frame
from ..answers import show
from ..presenters.operator_settings import settings_page


def register(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/van-hanh/cai-dat", "settings", settings)


@allows("kernel.settings")
def settings() -> Response:
    """Every setting; no statement."""
    return show(
        "settings.html", settings_page(setting_report.report(), is_demo=current().is_demo), frame.operator()
    )

"""The body of ``flask marketplace demo``."""

import click

from marketplace.demo.build import build
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext
from marketplace.search import services as search


def demo_command() -> None:
    """Make the demo market, or what is missing of it, and print what it holds and its accounts."""
    try:
        report = build(lambda text: click.echo(f"· {text}"))
    except MarketplaceError as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    if report.done:
        # The worker would index it too, but only behind hundreds of pictures.
        click.echo(f"· {gettext('Lập chỉ mục tìm kiếm')}")
        search.rebuild()
    for line in report.lines():
        click.echo(line)
    if report.done:
        click.echo(gettext("Nếu trang đang chạy, khởi động lại để mọi trang có dòng DEMO."))

"""``flask marketplace demo``."""

import click

from marketplace.cli.ready import needs_tables


@click.command("demo")
@needs_tables
def demo() -> None:
    """Make a believable market to try things in; running it again changes nothing."""
    from marketplace.demo.command import demo_command

    demo_command()

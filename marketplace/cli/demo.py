"""``flask marketplace demo``."""

import click


@click.command("demo")
def demo() -> None:
    """Make a believable market to try things in; running it again changes nothing."""
    from marketplace.demo.command import demo_command

    demo_command()

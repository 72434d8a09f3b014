"""What the commune's office does from a shell."""

import click
from flask import Flask
from flask.cli import with_appcontext

from . import desks, readers


def install(app: Flask) -> None:
    """Put the commands into the app."""
    app.cli.add_command(enter_reader)
    app.cli.add_command(open_desk)


@click.command("enter-reader")
@click.argument("email")
@click.argument("name")
@click.option("--codes", is_flag=True, help="They show a code from their telephone when they sign in.")
@click.password_option()
@with_appcontext
def enter_reader(email: str, name: str, password: str, *, codes: bool) -> None:
    """Enter a reader at the commune's office."""
    reader = readers.enter(email, name, password, codes=codes)
    click.echo(f"{name} may sign in as {email}")
    if reader.code_secret:
        click.echo(f"key for their telephone: {reader.code_secret}")


@click.command("open-desk")
@click.argument("email")
@click.argument("role")
@with_appcontext
def open_desk(email: str, role: str) -> None:
    """Give a reader a role in the market: role, role:scope or role:scope:ref, such as officer:province:42."""
    reader = readers.reader_by_email(email)
    if reader is None:
        raise click.ClickException(f"nobody is entered as {email}")
    desks.open_desk(reader, role)
    click.echo(f"{reader.name} is {role}")

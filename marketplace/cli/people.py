"""``flask marketplace create-user``."""

import sys

import click

from marketplace.kernel.errors import MarketplaceError


@click.command("create-user")
@click.argument("email")
@click.option("--name", required=True, help="How the person is called.")
@click.option(
    "--role", "roles", multiple=True, help="role, role:scope or role:scope:ref, such as officer:province:42."
)
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input; else one is made up."
)
def create_user(email: str, name: str, roles: tuple[str, ...], *, password_stdin: bool) -> None:
    """Open an account, confirmed, with roles if wanted."""
    from marketplace.accounts.commands import create_user_command

    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    try:
        for line in create_user_command(email, name=name, roles=roles, password=password):
            click.echo(line)
    except MarketplaceError as error:
        raise click.ClickException(str(error)) from error

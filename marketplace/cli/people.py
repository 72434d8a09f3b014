"""``flask marketplace create-user``."""

import sys

import click

from marketplace.cli.ready import needs_tables
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message


@click.command("create-user")
@click.argument("email")
@click.option("--name", required=True, help="How the person is called.")
@click.option(
    "--role", "roles", multiple=True, help="role, role:scope or role:scope:ref, such as officer:province:42."
)
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input; else one is made up."
)
@needs_tables
def create_user(email: str, name: str, roles: tuple[str, ...], *, password_stdin: bool) -> None:
    """Open an account, confirmed, with roles if wanted."""
    from marketplace.accounts.commands import create_user_command, read_role

    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    try:
        for text in roles:
            asked = read_role(text)
            _check_exists(asked.scope, asked.ref)
        for line in create_user_command(email, name=name, roles=roles, password=password):
            click.echo(line)
    except MarketplaceError as error:
        raise click.ClickException(str(error)) from error


def _check_exists(scope: str, ref: str) -> None:
    """``Invalid`` when there is no such province, commune or producer; how the ref is written, accounts judges."""
    from marketplace.places import queries as places
    from marketplace.producers import queries as producers

    if not (ref.isascii() and ref.isdigit() and len(ref) < 10):
        return
    if scope == "province" and ref not in {each.code for each in places.provinces()}:
        raise Invalid(Message("Không có tỉnh, thành phố mang mã %(ref)s.", {"ref": ref}))
    if scope == "commune" and not places.communes([ref]):
        raise Invalid(Message("Không có xã, phường mang mã %(ref)s.", {"ref": ref}))
    if scope == "producer" and not producers.sellers([int(ref)]):
        raise Invalid(Message("Không có chủ thể số %(ref)s.", {"ref": ref}))

"""People for tests: opening an account, and being signed in without the form.

``sign_in`` writes the session that the site's identity would have written, so everything after it is the real thing:
the account is looked up again at each request, roles are read, a switched-off account is out.
"""

import time

from flask import Flask
from flask.testing import FlaskClient

from config.identity import PROOF, SiteIdentity
from config.sessions import SESSION
from marketplace.accounts import credentials, policy, services, sessions
from marketplace.accounts.identity import Person
from marketplace.accounts.registration import RoleAsked
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor

SYSTEM = Actor.system("test")


def make_user(
    email: str, *roles: RoleAsked | policy.Role, name: str = "Nguyễn Thị Thử", password: str = ""
) -> int:
    """An account with a confirmed address and its roles; with a password only where one is given, as hashing is slow.

    Needs an app context, as a test with the fixture ``app`` has.
    """
    hashed = None
    if password:
        hashed = SiteIdentity().hash_password(password)
    user_id, is_new = credentials.open_account(
        SYSTEM, email=email, name=name, locale="vi", password=hashed, confirmed_at=clock.now()
    )
    assert is_new, f"{email} has an account"
    for each in roles:
        asked = each if isinstance(each, RoleAsked) else RoleAsked(each)
        services.grant(SYSTEM, user_id, asked.role, asked.scope, asked.ref)
    return user_id


def sign_in(client: FlaskClient, email: str, *, second_factor: bool | None = None) -> None:
    """Make the client's next requests those of the account ``email``.

    ``second_factor`` tells whether one was shown in this session (an account without one gets one); left out it is so
    for roles that need it.
    """
    app: Flask = client.application
    with app.app_context():
        account = credentials.of_email(email)
        assert account is not None, f"{email} has no account"
        if second_factor is None:
            actor = services.actor_of(Person(account.subject, account.email, account.name))
            second_factor = policy.is_staff(actor)
        if second_factor and not account.tf_totp_secret:
            secret = app.extensions["security"].totp_factory.generate_totp_secret()
            credentials.change(account.id, {"tf_primary_method": "authenticator", "tf_totp_secret": secret})
        shown_at = int(clock.now().timestamp())
        session_key = sessions.begin(account.id, "Mozilla/5.0 (Linux) Chrome/142.0", "127.0.0.1")
    with client.session_transaction() as session:
        session["_user_id"] = account.session_key
        session[SESSION] = session_key
        session["_fresh"] = True
        session["fs_paa"] = time.time()  # noqa: TID251 -- Flask-Security reads the machine's clock
        session.pop(PROOF, None)
        if second_factor:
            session[PROOF] = [account.id, shown_at]


def sign_out(client: FlaskClient) -> None:
    """Make the client a guest again, with nothing kept."""
    with client.session_transaction() as session:
        session.clear()

"""Builds the council's site with the unpacked wheel beside it, walks through it, and prints what it saw as JSON.

``visit.py <unpacked wheel> <database URL> <instance folder>``, in a Python that is isolated (``-I``).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WHEEL, DATABASE, INSTANCE = sys.argv[1:]
sys.path[:0] = [WHEEL, str(HERE)]

import flask  # noqa: E402 -- the path comes first
from flask import Flask  # noqa: E402 -- as above
from flask.cli import FlaskGroup  # noqa: E402 -- as above
from sqlalchemy import select  # noqa: E402 -- as above

import admin  # noqa: E402 -- as above
import config  # noqa: E402 -- as above
import storefront  # noqa: E402 -- as above
from marketplace import Marketplace, migrate  # noqa: E402 -- as above
from marketplace.accounts import services as accounts  # noqa: E402 -- as above
from marketplace.accounts.identity import NoIdentity, Person  # noqa: E402 -- as above
from marketplace.accounts.policy import Role  # noqa: E402 -- as above
from marketplace.certification.models import Recognition  # noqa: E402 -- as above
from marketplace.kernel import outbox  # noqa: E402 -- as above
from marketplace.kernel.actor import EVERYTHING, Actor  # noqa: E402 -- as above
from marketplace.kernel.db import session  # noqa: E402 -- as above
from marketplace.kernel.outbox import OutboxRow  # noqa: E402 -- as above

OPERATOR = Person("council:1", "van-thu@example.vn", "Văn thư", second_factor=True)


class Desk(NoIdentity):
    """The council's one clerk, or nobody."""

    def person(self) -> Person | None:
        return OPERATOR if "clerk" in flask.session else None

    def login_url(self, next_url: str) -> str:
        return f"/vao?next={next_url}"


def create_app() -> Flask:
    app = Flask("council", root_path=str(HERE), instance_path=INSTANCE, static_folder=None)
    # Everything else is as the market has it by itself: jobs wait for a worker, which here is the visit.
    app.config.update(
        SECRET_KEY="council",
        SQLALCHEMY_DATABASE_URI=DATABASE,
        MARKETPLACE_SITE_NAME="Chợ phiên của xã",
    )
    app.register_blueprint(admin.bp)
    app.register_blueprint(storefront.bp)
    Marketplace(identity=Desk(), url_prefix="/cho").init_app(app)
    app.add_url_rule("/ten", view_func=lambda: config.NAME, endpoint="name")
    return app


def command(app: Flask, *words: str) -> int:
    """The exit code of ``flask marketplace …``; what it said goes to stderr when it failed."""
    shell = FlaskGroup(create_app=lambda: app)
    done = app.test_cli_runner().invoke(shell, ["marketplace", *words])
    if done.exit_code:
        print(done.output, done.exception, file=sys.stderr)
    return done.exit_code


def stored_pictures() -> list[str]:
    """The names of the pictures that lie in the instance folder."""
    return sorted(path.name for path in Path(INSTANCE, "media").rglob("*") if path.is_file())


def visit(app: Flask) -> dict[str, Any]:
    saw: dict[str, Any] = {
        "commands": [command(app, "db", "upgrade"), command(app, "demo"), command(app, "db", "check")]
    }
    with app.app_context():
        cut = select(OutboxRow.id).where(OutboxRow.job.startswith("media.")).order_by(OutboxRow.id).limit(1)
        saw["a picture was cut"] = outbox.run(session().scalars(cut).one())
        picture = next(name for name in stored_pictures() if name.endswith(".webp"))
        clerk = accounts.actor_of(OPERATOR).id
        assert clerk is not None
        accounts.grant(Actor.system("council"), clerk, Role.OPERATOR, EVERYTHING, "")
        code = session().scalars(select(Recognition.code).order_by(Recognition.id).limit(1)).one()
    client = app.test_client()
    home = client.get("/cho/").text
    parts = home.split('"')
    addresses = {
        "home": "/cho/",
        "product": next(part for part in parts if part.startswith("/cho/san-pham/")),
        "picture": f"/cho/anh/{picture}",
        "style": next(
            part for part in parts if part.startswith("/cho/static/marketplace/storefront/market.css")
        ),
        "star": f"/cho/sao/{code}",
        "badge": f"/cho/sao/{code}/bien.png",
        "place": "/cho/dia-phuong/ha-tinh",
        "search": "/cho/tim-kiem?q=cam+khe+may",
        "host's home": "/",
        "host's admin": "/quan-ly/can-bo",
        "host's name": "/ten",
        "host's style": "/static/council.css",
    }
    saw["pages"] = {}
    for name, address in addresses.items():
        with client.get(address) as answer:
            saw["pages"][name] = [answer.status_code, answer.mimetype]
    saw["host's home"] = client.get("/").text.strip()
    saw["host's admin"] = client.get("/quan-ly/can-bo").text.strip()
    saw["demo line"] = "DEMO:" in home
    saw["found"] = "Cam Khe Mây" in client.get(addresses["search"]).text
    client.get("/cho/ngon-ngu/en")
    english = client.get("/cho/gio-hang").text
    saw["english"] = ['<html lang="en">' in english, "Your basket is empty" in english]
    with client.session_transaction() as kept:
        kept["clerk"] = True
    desk = client.get("/cho/quan-ly/van-hanh/nguoi-dung")
    saw["desk"] = [desk.status_code, "van-thu@example.vn" in desk.text]
    saw["from the wheel"] = sorted(
        name
        for name in ("marketplace", "marketplace_storefront", "marketplace_admin")
        if Path(str(sys.modules[name].__file__)).is_relative_to(WHEEL)
    )
    saw["the host's own"] = sorted(
        name
        for name in ("admin", "storefront", "config")
        if Path(str(sys.modules[name].__file__)).is_relative_to(HERE)
    )
    saw["migrations"] = migrate.folder().relative_to(WHEEL).as_posix()
    top = HERE.parents[2]
    saw["of the checkout"] = sorted(
        entry
        for entry in map(Path, sys.path)
        if entry.is_relative_to(top) and entry != HERE and "site-packages" not in entry.parts
    )
    return saw


if __name__ == "__main__":
    print(json.dumps(visit(create_app()), ensure_ascii=False))

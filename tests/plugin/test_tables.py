"""One database for the host and the market: migrations apart, transactions together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import create_engine, event, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from examples.host_app.portal.tables import Base, Bookmark, Reader, db
from marketplace import migrate
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import savepoint, transaction
from marketplace.kernel.errors import NotFound
from marketplace.kernel.outbox import OutboxRow
from marketplace.orders import carts
from marketplace.orders.models import Cart, CartLine, Order
from marketplace.stock import queries as stock
from tests import stories
from tests.conftest import engine_of, state_of
from tests.plugin.conftest import MakeHost, MakePortal, put_on_sale
from tests.plugin.readers import browser_of, enter_reader
from tests.plugin.reading import form

PORTALS = {"reader", "bookmark"}


def tables(app: Flask) -> set[str]:
    with app.app_context():
        return set(inspect(engine_of(app)).get_table_names())


def test_the_hosts_own_tables_are_apart(portal: Flask) -> None:
    assert set(Base.metadata.tables) == PORTALS
    assert all(name.startswith("mkt_") for name in migrate.metadata().tables)
    ours = {migrate.VERSION_TABLE, *migrate.metadata().tables}
    assert tables(portal) == {*PORTALS, "alembic_version", *ours}
    with portal.app_context():
        assert state_of(portal).owns_database is False
        assert db.metadata is Base.metadata


def test_neither_alembic_proposes_anything_about_the_others_tables(portal: Flask) -> None:
    with portal.app_context(), engine_of(portal).connect() as connection:
        told = MigrationContext.configure(
            connection, opts={"include_name": migrate.exclude_from_autogenerate}
        )
        assert compare_metadata(told, Base.metadata) == []
        assert migrate.differences(connection) == []
        # Without being told, it would drop them all.
        untold = MigrationContext.configure(connection)
        dropped = {
            change[1].name
            for change in compare_metadata(untold, Base.metadata)
            if change[0] == "remove_table"
        }
        assert dropped == {*migrate.metadata().tables, migrate.VERSION_TABLE}


def test_two_alembics_go_up_and_down_in_one_database_each_on_its_own(make_portal: MakePortal) -> None:
    app = make_portal(filled=False, migrated=False)
    cli = app.test_cli_runner()

    def run(*words: str) -> None:
        done = cli.invoke(args=words)
        assert done.exit_code == 0, (words, done.output, done.exception)

    run("db", "upgrade")
    assert tables(app) == {*PORTALS, "alembic_version"}
    enter_reader(app, "hanh@huong-do.vn")
    run("marketplace", "db", "upgrade")
    ours = {migrate.VERSION_TABLE, *migrate.metadata().tables}
    assert tables(app) == {*PORTALS, "alembic_version", *ours}
    run("marketplace", "db", "check")
    with app.app_context(), engine_of(app).connect() as connection:
        versions = {
            name: connection.execute(text(f"SELECT version_num FROM {name}")).scalar_one()
            for name in ("alembic_version", migrate.VERSION_TABLE)
        }
    assert versions == {"alembic_version": "c0a1d5e2f3b4", migrate.VERSION_TABLE: migrate.head()}

    # Nothing to do for the portal's Alembic, beside so many tables that it does not know.
    run("db", "check")
    run("marketplace", "db", "downgrade", "base")
    assert tables(app) == {*PORTALS, "alembic_version", migrate.VERSION_TABLE}
    with app.app_context():
        assert [reader.email for reader in db.session.scalars(select(Reader))] == ["hanh@huong-do.vn"]

    run("marketplace", "db", "upgrade")
    run("db", "downgrade")
    assert tables(app) == {"alembic_version", *ours}
    with app.app_context(), engine_of(app).connect() as connection:
        assert migrate.current_revision(connection) == migrate.head()


def counts(app: Flask) -> tuple[int, ...]:
    """How many rows there are of the portal's and of ours."""
    with app.app_context():
        return tuple(
            db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Bookmark, Cart, CartLine, Order, AuditEntry, OutboxRow)
        )


def test_a_hosts_row_and_ours_commit_together(portal: Flask) -> None:
    slug = put_on_sale(portal)
    enter_reader(portal, "hanh@huong-do.vn")
    client = browser_of(portal, "hanh@huong-do.vn")
    before = counts(portal)
    token = form(client.get("/ra"), "").fields["csrf_token"]
    answer = client.post(f"/giu-lai/{slug}", data={"csrf_token": token})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cho-ocop/gio-hang")
    assert counts(portal) == (before[0] + 1, before[1] + 1, before[2] + 1, *before[3:])
    assert "Cam Khe Mây" in client.get("/cho-ocop/gio-hang").text


def test_a_hosts_row_goes_where_our_verb_refuses(portal: Flask) -> None:
    """The host added its row first and let our verb open the transaction: refused is refused as a whole."""
    reader = enter_reader(portal, "hanh@huong-do.vn")
    before = counts(portal)
    with portal.app_context():
        db.session.add(Bookmark(reader_id=reader, slug="cam"))
        db.session.flush()
        with pytest.raises(NotFound):
            carts.set_quantity(stories.GUEST, None, 999_999, 1)
        assert db.session.scalar(select(func.count()).select_from(Bookmark)) == 0
    assert counts(portal) == before


def test_a_hosts_row_and_ours_are_undone_together(portal: Flask) -> None:
    """Whichever side fails, and however deep: an order, its stock, its audit entries and its mail go too."""
    reader = enter_reader(portal, "hanh@huong-do.vn")
    with portal.app_context():
        variant = stories.goods(name="Bưởi Phúc Trạch").variant
        shown = stories.review((variant, 2))
    before = counts(portal)
    mails = state_of(portal).ports["mail"].sent
    sent = len(mails)

    def keep_and_order_and_fail() -> None:
        with transaction():
            db.session.add(Bookmark(reader_id=reader, slug="buoi-phuc-trach"))
            shown.confirm()
            assert db.session.scalar(select(func.count()).select_from(Order)) == before[3] + 1
            assert stock.available([variant]) == {variant: 48}
            raise ZeroDivisionError

    with portal.app_context():
        with pytest.raises(ZeroDivisionError):
            keep_and_order_and_fail()
        assert stock.available([variant]) == {variant: 50}
    assert counts(portal) == before
    assert len(mails) == sent
    with portal.app_context():
        # Nothing was broken by it: the same button works now.
        assert shown.confirm().code.startswith("DH")
        assert stock.available([variant]) == {variant: 48}
    assert counts(portal)[3] == before[3] + 1
    assert len(mails) > sent


def test_where_the_commit_itself_fails_nothing_of_ours_is_left(make_host: MakeHost) -> None:
    """A rule of the host's that its database looks at in the very end: our order, its stock and its mail go too."""
    hosts = SQLAlchemy()

    class Village(hosts.Model):  # type: ignore[name-defined, misc]  # their class is made at run time
        id = hosts.Column(hosts.Integer, primary_key=True)

    class Family(hosts.Model):  # type: ignore[name-defined, misc]  # as above
        id = hosts.Column(hosts.Integer, primary_key=True)
        village = hosts.Column(hosts.ForeignKey(Village.id, deferrable=True, initially="DEFERRED"))

    def before(app: Flask) -> None:
        hosts.init_app(app)
        with app.app_context():
            if hosts.engine.dialect.name == "sqlite":
                event.listen(
                    hosts.engine, "connect", lambda each, _record: each.execute("PRAGMA foreign_keys=ON")
                )
            hosts.create_all()

    app = make_host(before=before, db=hosts, url_prefix="/cho")
    mails = state_of(app).ports["mail"].sent
    with app.app_context():
        variant = stories.goods(name="Bưởi Phúc Trạch").variant
        shown = stories.review((variant, 2))
        written = select(func.count()).select_from(Order), select(func.count()).select_from(OutboxRow)
        before_it = [hosts.session.scalar(each) for each in written], len(mails)

        def write_both() -> None:
            with transaction():
                hosts.session.add(Family(village=99))
                shown.confirm()

        with pytest.raises(IntegrityError):
            write_both()
        assert ([hosts.session.scalar(each) for each in written], len(mails)) == before_it
        assert stock.available([variant]) == {variant: 50}
        assert hosts.session.scalar(select(func.count()).select_from(Family)) == 0
        assert shown.confirm().code.startswith("DH")
        assert len(mails) > before_it[1]


def test_the_host_sees_our_rows_in_its_own_transaction_and_others_do_not(portal: Flask) -> None:
    """It is one session and one connection: what is not committed is seen here and nowhere else."""
    with portal.app_context():
        variant = stories.goods(name="Bưởi Phúc Trạch").variant
        url = engine_of(portal).url
        before = db.session.scalar(select(func.count()).select_from(Cart))
        with transaction() as here:
            assert here is db.session()
            carts.add(stories.GUEST, None, variant, 1)
            assert db.session.scalar(select(func.count()).select_from(Cart)) == (before or 0) + 1
            elsewhere = create_engine(url)
            with elsewhere.connect() as connection:
                assert connection.execute(select(func.count()).select_from(Cart)).scalar_one() == before
            elsewhere.dispose()


def test_a_savepoint_that_comes_first_commits_nothing(portal: Flask) -> None:
    """Python's SQLite driver begins nothing before a SAVEPOINT by itself: released, it would stand."""
    reader = enter_reader(portal, "hanh@huong-do.vn")
    before = counts(portal)

    def keep_and_fail() -> None:
        with transaction() as here:
            with savepoint():
                here.add(Bookmark(reader_id=reader, slug="cam"))
            raise ZeroDivisionError

    with portal.app_context(), pytest.raises(ZeroDivisionError):
        keep_and_fail()
    assert counts(portal) == before


def test_a_host_with_several_databases_keeps_ours_in_its_first(
    make_host: MakeHost, make_database: Callable[[], str]
) -> None:
    hosts = SQLAlchemy()

    class Notice(hosts.Model):  # type: ignore[name-defined, misc]  # their class is made at run time
        __bind_key__ = "notices"
        id = hosts.Column(hosts.Integer, primary_key=True)

    def before(app: Flask) -> None:
        app.config["SQLALCHEMY_BINDS"] = {"notices": make_database()}
        hosts.init_app(app)
        with app.app_context():
            hosts.create_all()

    app = make_host(db=hosts, url_prefix="/cho", before=before)
    slug = put_on_sale(app)
    with app.app_context():
        assert set(inspect(hosts.engines["notices"]).get_table_names()) == {"notice"}
        assert set(inspect(hosts.engine).get_table_names()) == {
            migrate.VERSION_TABLE,
            *migrate.metadata().tables,
        }
        hosts.session.add(Notice())
        hosts.session.commit()
        hosts.engines["notices"].dispose()
    assert app.test_client().get(f"/cho/san-pham/{slug}").status_code == 200


def test_the_market_finds_the_hosts_database_by_itself(make_host: MakeHost) -> None:
    hosts = SQLAlchemy()
    app = make_host(before=hosts.init_app, url_prefix="/cho", filled=False)
    with app.app_context():
        assert state_of(app).session is hosts.session
        assert state_of(app).owns_database is False

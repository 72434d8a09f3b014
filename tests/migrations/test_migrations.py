"""The tables come, go and come again, and are those that the code expects."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from marketplace import migrate
from marketplace.kernel.audit import AuditEntry
from tests.migrations.conftest import leftovers, schema


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    scripts = ScriptDirectory(str(migrate.folder()))
    return [script.revision for script in scripts.walk_revisions()][::-1]


def at(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return migrate.current_revision(connection)


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return migrate.differences(connection)


def test_up_makes_what_the_models_say(engine: Engine) -> None:
    migrate.upgrade(engine)
    assert at(engine) == migrate.head()
    assert differences(engine) == []
    assert set(inspect(engine).get_table_names()) == {*migrate.metadata().tables, migrate.VERSION_TABLE}


def test_up_makes_every_column_check_and_index_of_the_models(
    engine: Engine, make_engine: Callable[[], Engine]
) -> None:
    """Comparing metadata looks at neither CHECK constraints nor conditions of indexes; what guards stock is one."""
    migrate.upgrade(engine)
    other = make_engine()
    migrate.metadata().create_all(other)
    migrated, modelled = schema(engine), schema(other)
    del migrated[migrate.VERSION_TABLE]
    assert migrated.keys() == modelled.keys()
    for table in modelled:
        assert migrated[table] == modelled[table], table


def test_no_column_has_a_default_of_the_database(engine: Engine) -> None:
    migrate.upgrade(engine)
    given = {
        f"{table}.{name}": default
        for table, found in schema(engine).items()
        for name, (_type, _nullable, default) in found["columns"].items()
        # PostgreSQL counts its keys by a sequence.
        if default is not None and not (name == "id" and "nextval" in default)
    }
    assert given == {}


def test_down_leaves_nothing_and_up_again_is_the_same(engine: Engine) -> None:
    migrate.upgrade(engine)
    first, names = schema(engine), leftovers(engine)
    migrate.downgrade(engine)
    assert at(engine) is None
    assert {name for name in leftovers(engine) if migrate.VERSION_TABLE not in name} == set()
    migrate.upgrade(engine)
    assert schema(engine) == first
    assert leftovers(engine) == names
    assert differences(engine) == []


def test_each_step_goes_down_and_up_again(engine: Engine) -> None:
    before = "base"
    for revision in revisions():
        migrate.upgrade(engine, revision)
        made = schema(engine)
        migrate.downgrade(engine, before)
        assert at(engine) == (None if before == "base" else before)
        migrate.upgrade(engine, revision)
        assert (revision, schema(engine)) == (revision, made)
        before = revision


def test_there_is_one_newest_revision() -> None:
    scripts = ScriptDirectory(str(migrate.folder()))
    assert scripts.get_heads() == [migrate.head()]
    assert [script.revision for script in scripts.walk_revisions() if not (script.doc or "").strip()] == []


def test_a_step_that_fails_changes_nothing(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate.upgrade(engine)
    before = schema(engine)
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in (*migrate.folder().glob("*.*"), *(migrate.folder() / "versions").glob("*.py")):
        (folder / file.relative_to(migrate.folder())).write_text(
            file.read_text(encoding="utf-8"), encoding="utf-8"
        )
    (folder / "versions" / "broken.py").write_text(
        '"""A step that fails half-way."""\n'
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        f'revision, down_revision = "broken", "{migrate.head()}"\n'
        "def upgrade():\n"
        '    op.create_table("mkt_broken", sa.Column("id", sa.Integer(), primary_key=True))\n'
        '    op.execute("SELECT nonsense FROM nowhere")\n'
        "def downgrade():\n"
        "    pass\n",
        encoding="utf-8",
    )
    head = migrate.head()
    monkeypatch.setattr(migrate, "folder", lambda: folder)
    with pytest.raises(DBAPIError):
        migrate.upgrade(engine)
    assert at(engine) == head
    assert schema(engine) == before


def test_a_host_keeps_its_tables_and_its_own_version(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('host-7')"))
        connection.execute(text("CREATE TABLE post (id INTEGER PRIMARY KEY, title VARCHAR(80))"))
        connection.execute(text("INSERT INTO post VALUES (1, 'Bài đầu')"))
    migrate.upgrade(engine)
    assert differences(engine) == []
    migrate.downgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [
            "host-7"
        ]
        assert connection.execute(text("SELECT id, title FROM post")).all() == [(1, "Bài đầu")]


REFUSED = {
    "change": "UPDATE mkt_kernel_audit SET action = 'nothing happened'",
    "removal": "DELETE FROM mkt_kernel_audit",
}


@pytest.mark.parametrize("attempt", sorted(REFUSED))
def test_the_database_refuses_to_rewrite_the_audit_log(engine: Engine, attempt: str) -> None:
    migrate.upgrade(engine)
    _write_an_entry(engine)
    statements = [REFUSED[attempt]]
    if engine.dialect.name == "postgresql" and attempt == "removal":
        statements.append("TRUNCATE mkt_kernel_audit")
    for statement in statements:
        with pytest.raises(DBAPIError, match="the audit log is append-only"), engine.begin() as connection:
            connection.execute(text(statement))
    with engine.connect() as connection:
        assert connection.execute(select(AuditEntry.action)).scalars().all() == ["certification.revoked"]


@pytest.mark.parametrize("key", ["seq", "hash", "rowid"])
def test_no_entry_of_the_audit_log_is_replaced(engine: Engine, key: str) -> None:
    migrate.upgrade(engine)
    _write_an_entry(engine)
    with engine.connect() as connection:
        entry = dict(connection.execute(select(AuditEntry.__table__)).mappings().one())
    other = {**entry, "action": "nothing happened", "seq": 2, "hash": "f" * 64}
    if key == "rowid":
        other["rowid"] = 1
    else:
        other[key] = entry[key]
    columns, values = ", ".join(other), ", ".join(f":{name}" for name in other)
    if engine.dialect.name == "sqlite":
        said, replace = "the audit log is append-only", f"INSERT OR REPLACE INTO mkt_kernel_audit ({columns})"
    else:
        said, replace = (
            ("rowid", "duplicate key")[key != "rowid"],
            f"INSERT INTO mkt_kernel_audit ({columns})",
        )
    with pytest.raises(DBAPIError, match=said), engine.begin() as connection:
        connection.execute(text(f"{replace} VALUES ({values})"), _bound(other))
    with engine.connect() as connection:
        assert connection.execute(select(AuditEntry.seq, AuditEntry.action)).all() == [
            (1, "certification.revoked")
        ]
    # What follows is written as ever.
    with engine.begin() as connection:
        connection.execute(insert(AuditEntry).values(**{**entry, "seq": 2, "hash": "e" * 64}))


def _bound(values: dict[str, object]) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }


def _write_an_entry(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            insert(AuditEntry).values(
                seq=1,
                at=datetime(2026, 11, 21, tzinfo=UTC),
                actor="system:test",
                action="certification.revoked",
                subject_kind="recognition",
                subject_ref="HT1",
                data="{}",
                previous="0" * 64,
                hash="1" * 64,
            )
        )

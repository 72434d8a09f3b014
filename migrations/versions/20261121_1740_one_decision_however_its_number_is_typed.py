"""A decision is one however its number is typed, with or without hyphen, marks and leading zeros"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "7be05f92d4c8"
down_revision = "c4d81f0a6e37"
branch_labels = None
depends_on = None

_RECORDS = sa.table(
    "mkt_certification_recognition",
    sa.column("id", sa.Integer),
    sa.column("decision_no", sa.String),
    sa.column("decision_key", sa.String),
    sa.column("issued_on", sa.Date),
    sa.column("issuer_province_code", sa.String),
    sa.column("product_key", sa.String),
    sa.column("holder_key", sa.String),
    sa.column("state", sa.String),
)

_SERIAL = re.compile(
    r"(?:(?:quyet dinh|qd) )?(?:so )?0*(?P<serial>[0-9]+(?:[a-z](?![a-z0-9]))?)(?P<symbol>.*)"
)


def upgrade() -> None:
    _rewrite(_folded_number)


def downgrade() -> None:
    _rewrite(lambda number: number.casefold().replace(" ", ""))


def _rewrite(key_of: Callable[[str], str]) -> None:
    """Give all records their keys anew. Where two of one product, holder and decision come to light, the older has the
    key and the others a key of their own: which of them is dropped is for an officer to say.
    """
    connection = op.get_bind()
    seen: set[tuple[str, str, str]] = set()
    changed: list[dict[str, Any]] = []
    for row in connection.execute(sa.select(_RECORDS).order_by(_RECORDS.c.id)).all():
        key = f"{key_of(row.decision_no)}|{row.issued_on.year}|{row.issuer_province_code}"
        if row.state != "withdrawn":
            if (key, row.product_key, row.holder_key) in seen:
                key = f"{key}|{row.id}"
            seen.add((key, row.product_key, row.holder_key))
        if key != row.decision_key:
            changed.append({"record": row.id, "between": f"~{row.id}", "key": key})
    if not changed:
        return
    # In two steps: no record takes a key that another one is about to give up.
    for step in ("between", "key"):
        connection.execute(
            sa.update(_RECORDS)
            .where(_RECORDS.c.id == sa.bindparam("record"))
            .values(decision_key=sa.bindparam(step)),
            [{"record": each["record"], step: each[step]} for each in changed],
        )


def _folded_number(number: str) -> str:
    folded = _fold(number)
    found = _SERIAL.fullmatch(folded)
    if found is None:
        return folded.replace(" ", "")
    return f"{found['serial']}/{found['symbol'].replace(' ', '')}"


def _fold(text: str) -> str:
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", re.sub("[đĐðÐɖƉ]", "d", text).lower())
        if letter not in "'’‘ʼʹ′`´" and not unicodedata.category(letter).startswith("M")
    )
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())

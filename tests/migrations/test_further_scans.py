"""Papers whose applications were approved with more scans than one get those that were left behind."""

from datetime import date, datetime

from sqlalchemy import Engine, text

from marketplace import migrate
from tests.migrations.test_decision_keys import a_row

BEFORE, AFTER = "a3c7e1f5d902", "c3e91f60b7a4"
THEN = datetime(2026, 11, 20, 8)  # noqa: DTZ001 -- written as stored


def scans(engine: Engine) -> list[tuple[int, int, int]]:
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT paper_id, file_id, position FROM mkt_producers_paper_scan ORDER BY 1, 3")
        )
        return [(row[0], row[1], row[2]) for row in found]


def test_what_was_left_behind_is_handed_on(engine: Engine) -> None:
    migrate.upgrade(engine, BEFORE)
    a_row(engine, "mkt_places_region", key="r")
    a_row(engine, "mkt_places_province", code="42", region_key="r")
    a_row(engine, "mkt_places_commune", code="18550", province_code="42")
    for number in range(1, 8):
        a_row(
            engine, "mkt_media_file", id=number, name=f"f{number}", sha256=f"{number}", kind="producer_paper"
        )
    for number in (1, 2):
        a_row(
            engine,
            "mkt_accounts_user",
            id=number,
            subject=f"u{number}",
            email=f"u{number}@example.vn",
            session_key=f"s{number}",
        )
    a_row(
        engine,
        "mkt_producers_producer",
        id=1,
        slug="p",
        standing="verified",
        verified_at=THEN,
        province_code="42",
        commune_code="18550",
    )
    for number, producer in ((1, 1), (2, None)):
        a_row(
            engine,
            "mkt_producers_application",
            id=number,
            code=f"A{number}",
            applicant_id=number,
            state="approved" if producer else "submitted",
            producer_id=producer,
            proposed_by="user:8" if producer else "",
            proposed_at=THEN if producer else None,
            decided_by="user:9" if producer else "",
            decided_at=THEN if producer else None,
            submitted_at=THEN,
            commune_code="18550",
            province_code="42",
        )
    # The first scan of a kind and those after it; of another kind, one alone; of another application, two.
    for number, (application, kind, position) in enumerate(
        [(1, "gmp", 1), (1, "gmp", 3), (1, "gmp", 4), (1, "haccp", 1), (2, "gmp", 1), (2, "gmp", 2)], start=1
    ):
        a_row(
            engine,
            "mkt_producers_application_scan",
            id=number,
            application_id=application,
            kind=kind,
            file_id=number,
            position=position,
        )
    # The papers that the application became, and one of the same kind that came later with a scan of its own.
    for number, (kind, file_id) in enumerate([("gmp", 1), ("haccp", 4), ("gmp", 7)], start=1):
        a_row(
            engine,
            "mkt_producers_paper",
            id=number,
            producer_id=1,
            kind=kind,
            file_id=file_id,
            issued_on=date(2026, 1, 1),
        )
    migrate.upgrade(engine, AFTER)
    assert scans(engine) == [(1, 2, 3), (1, 3, 4)]
    migrate.downgrade(engine, BEFORE)
    migrate.upgrade(engine, AFTER)
    assert scans(engine) == [(1, 2, 3), (1, 3, 4)]

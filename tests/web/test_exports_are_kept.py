"""Whoever takes a table out leaves an entry in the log."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.audit import AuditEntry
from tests import stories
from tests.web.desks import NewClient, browser


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ("van-hanh/thu.csv", "notifications.mails.exported"),
        ("van-hanh/viec-nen.csv", "kernel.jobs.exported"),
        ("chu-the/kho.csv", "stock.lots.exported"),
        ("chu-the/san-pham/tai-ve.csv", "catalog.products.exported"),
        ("chu-the/san-pham/tai-ve.xlsx", "catalog.products.exported"),
    ],
)
def test_an_export_is_an_entry(session: Session, new_client: NewClient, path: str, action: str) -> None:
    actor = stories.operator() if path.startswith("van-hanh") else stories.goods().seller
    page = browser(new_client, actor).get(f"/quan-ly/{path}")

    assert page.status_code == 200
    kept = session.execute(select(AuditEntry.actor).where(AuditEntry.action == action)).scalars().all()
    assert kept == [actor.ref]

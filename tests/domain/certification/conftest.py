"""Officers of Hà Tĩnh and elsewhere, a decision to enter, and what the log and the receivers were told."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.certification import events
from marketplace.producers import services as producers
from marketplace.producers.kinds import ProducerKind
from tests.domain.certification import build
from tests.domain.told import overheard, written


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events of recognitions, as receivers are told of them."""
    return overheard(app, monkeypatch, events)


@pytest.fixture
def log(session: Session) -> Callable[[], list[tuple[str, str]]]:
    """What the audit log has on recognitions: actor and action, in order."""
    return written(session, "certification")


@pytest.fixture
def producer_id(app: Flask) -> int:
    """A producer of Hương Đô."""
    officer = build.actor(20, Role.OFFICER)
    return producers.register(
        officer,
        producers.ProducerData(
            kind=ProducerKind.COOPERATIVE,
            legal_name="HTX Long Nhâm",
            representative="Bùi Thị Nhâm",
            phone="0912345678",
            tax_code="9900000016",
            commune_code=build.HUONG_DO,
        ),
    )

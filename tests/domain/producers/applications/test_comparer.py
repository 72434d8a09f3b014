"""Who compares an application does not approve it, whoever proposed it in between."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.kernel.errors import NotAllowed
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.checklist import lines
from marketplace.producers.applications.keeping import kept_answers, texts
from tests import stories
from tests.domain.producers.applications import build
from tests.unchanged import nothing_changed


def test_a_tick_of_one_line_is_enough(app: Flask) -> None:
    code = build.submitted()
    first, second, third = (stories.officer(number) for number in (1, 2, 3))
    every = lines(texts(kept_answers(queries.application(code).id)))
    services.tick(first, code, every[:1])
    services.release(first, code)
    services.tick(second, code, every[1:])
    services.propose(second, code)
    with nothing_changed(), pytest.raises(NotAllowed, match="đã đối chiếu"):
        services.approve(first, code)
    assert services.approve(third, code)

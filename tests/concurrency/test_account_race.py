"""Accounts are sent from several windows at once: one waits, and nobody is shown an error."""

from __future__ import annotations

from functools import partial

from flask import Flask

from marketplace.producers.payout import queries, services
from tests import stories
from tests.concurrency import crowd
from tests.concurrency.crowd import SOLD

WINDOWS = 4


def test_the_same_account_from_many_windows_waits_once(market: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    send = partial(
        services.change_bank_account,
        owner,
        producer_id,
        bank="970405",
        account="3900205012345",
        holder="HTX KHE MAY",
    )
    assert crowd.press(market, [send] * WINDOWS) == [SOLD] * WINDOWS
    assert [each.state for each in queries.bank_accounts_of(producer_id)] == ["pending"]

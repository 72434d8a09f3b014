"""No way leads to something that can be bought past the approval of somebody else, whoever tries what in which order.

People of every kind press every button at random: an applicant who is an officer besides, two officers, one of another
province, the owner's staff, an operator. What can be bought is asked of the same query as the basket asks. What was
entered by whom and let in by whom is noted here, apart from what the market itself remembers; so is who ended a stop:
what was stopped is let go on by somebody who does not work for the producer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role, speaks_for
from marketplace.catalog import queries as shop
from marketplace.catalog import services as catalog
from marketplace.catalog.models import Product
from marketplace.catalog.services import moderation, revisions
from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.services import record as records
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import MarketplaceError
from marketplace.producers import services as producers
from marketplace.producers.applications import queries as applications
from marketplace.producers.applications import services as applying
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer
from marketplace.producers.queries import papers_of
from marketplace.producers.services import standing as standings
from tests import stories
from tests.domain.producers.applications import build
from tests.factories import HA_NOI, HA_TINH, PackDataFactory, ProductDataFactory

NAME = "Cam bù Hương Sơn"
LABELS = ("Túi 2 kg", "Thùng 5 kg")
BOTH = "nhan-can-bo"
"""Applies, and is an officer of the same province besides."""

PEOPLE = ("applicant", "officer-1", "officer-2", "elsewhere", "staff", "staff-officer", "operator")
who = st.sampled_from(PEOPLE)
insiders = st.sampled_from(("applicant", "staff-officer", "officer-1", "officer-2"))
"""Whoever could do both, if nothing kept them from it."""


class World:
    """What stands before the first step: an application that was sent in, a recognition in the register."""

    def __init__(self) -> None:
        self.applicant = stories.person(BOTH, (Role.OFFICER, "province", HA_TINH), name="Nguyễn Thị Nhàn")
        self.code = build.submitted(self.applicant)
        applying.tick(stories.officer(1), self.code, applications.application(self.code).lines)
        holder = applications.application(self.code).name
        self.recognition = stories.recognition(
            product_name=NAME, holder_name=holder, packs=LABELS, criteria_set=1
        )
        self.picture = b""


class Market(RuleBasedStateMachine):
    """Every verb on the way from an application to a product that can be bought, pressed by anybody."""

    world: World
    session: Session

    @initialize(walked=st.integers(min_value=0, max_value=4))
    def begin(self, walked: int = 0) -> None:
        """``walked`` is how far the regular way was gone before anybody tries another."""
        self.session.rollback()
        # A market as it stood, for every example anew: the connection under the session goes back to here.
        self.nested = self.session.get_bind().begin_nested()  # type: ignore[union-attr]  # set by the fixture
        self.producer = 0
        self.product = 0
        self.count = 0
        self.entered: dict[str, str] = {}
        """Words and packs as they can be told apart, and who entered them: each is entered once."""
        self.let_in: dict[str, set[str]] = {}
        """The same, and who let them in."""
        for _step in range(walked):
            self.the_regular_way()

    def teardown(self) -> None:
        self.session.rollback()
        self.nested.rollback()
        self.session.expire_all()

    def person(self, key: str) -> Actor:
        """Somebody with the roles they have by now."""
        producer = str(self.producer)
        work = ((Role.PRODUCER_STAFF, "producer", producer),) if self.producer else ()
        match key:
            case "applicant":
                return stories.person(BOTH)
            case "officer-1":
                return stories.officer(1)
            case "officer-2":
                return stories.officer(2)
            case "elsewhere":
                return stories.officer(1, HA_NOI)
            case "staff":
                return stories.person("nhan-vien", *work)
            case "staff-officer":
                return stories.person("nhan-vien-can-bo", (Role.OFFICER, "province", HA_TINH), *work)
        return stories.operator()

    def tries(self, verb: Callable[[], Any]) -> Any:
        """Press a button; a refusal is an answer like another."""
        try:
            return verb()
        except MarketplaceError:
            return None
        finally:
            self.session.expire_all()

    def stops(self) -> set[str]:
        """What keeps the goods from a buyer until somebody lets them go on: by the rows, not by what a gate says."""
        found, here = set(), self.session
        standing = select(Producer.standing).where(Producer.id == self.producer)
        if here.execute(standing).scalar() not in {None, Standing.VERIFIED}:
            found.add("producer")
        it = self.world.recognition
        stopped = select(func.count()).where(
            SuspensionPeriod.recognition_id == it, SuspensionPeriod.until.is_(None)
        )
        revoked = select(Recognition.revoked_at).where(Recognition.id == it)
        if here.execute(stopped).scalar_one() or here.execute(revoked).scalar_one():
            found.add("recognition")
        hidden = select(Product.state, Product.remark).where(Product.id == self.product)
        row = here.execute(hidden).one_or_none()
        if row is not None and row.state == "hidden" and row.remark:
            found.add("product")
        return found

    @contextmanager
    def nobody_lets_their_own_go_on(self, actor: Actor) -> Iterator[None]:
        """What was stopped before is stopped after, unless somebody who does not work for the producer did it."""
        before, product = self.stops(), self.product
        yield
        ended = before - self.stops()
        if product and self.state() == "retired":
            ended.discard("product")
        own = bool(self.producer) and speaks_for(actor, self.producer)
        assert not (ended and own), f"{sorted(ended)}: let go on by {actor.ref}"

    # The application.

    @rule(
        by=who,
        what=st.sampled_from(("propose", "approve", "reopen", "return", "refuse", "take_back", "submit")),
    )
    def application(self, by: str, what: str) -> None:
        actor, code = self.person(by), self.world.code
        if what == "approve":
            producer = self.tries(lambda: applying.approve(actor, code))
            assert not (producer and by == "applicant"), "an application let in by who sent it"
            self.producer = producer or self.producer
            return
        verbs: dict[str, Callable[[], Any]] = {
            "propose": lambda: applying.propose(actor, code),
            "reopen": lambda: applying.reopen(actor, code),
            "return": lambda: applying.send_back(actor, code, {}, "Xem lại"),
            "refuse": lambda: applying.refuse(actor, code, "Không phải chủ thể"),
            "take_back": lambda: applying.take_back(actor, code),
            "submit": lambda: applying.submit(actor, code, consent=True),
        }
        if what != "refuse" or self.count > 20:
            self.tries(verbs[what])
        if what in {"return", "take_back", "submit"}:
            self.tries(lambda: applying.submit(self.person("applicant"), code, consent=True))
            lines = applications.application(code).lines
            self.tries(lambda: applying.tick(stories.officer(1), code, lines))

    # The producer.

    @rule(by=who, what=st.sampled_from(("suspend", "reinstate", "verify", "close")))
    def standing(self, by: str, what: str) -> None:
        actor, producer = self.person(by), self.producer
        if not producer or (what == "close" and self.count < 6):
            return
        verbs: dict[str, Callable[[], Any]] = {
            "suspend": lambda: producers.suspend(actor, producer, "Giấy tờ không khớp"),
            "reinstate": lambda: producers.reinstate(actor, producer, "Đã bổ sung"),
            "verify": lambda: producers.verify(actor, producer),
            "close": lambda: producers.close(actor, producer, "Giải thể"),
        }
        with self.nobody_lets_their_own_go_on(actor):
            self.tries(verbs[what])

    @rule(by=who)
    def papers(self, by: str) -> None:
        """Anybody verifies whatever paper waits."""
        if not self.producer:
            return
        actor = self.person(by)
        for paper in papers_of(self.producer):
            done = self.tries(lambda paper=paper: (producers.verify_paper(actor, paper.id), True))
            assert not (done and speaks_for(actor, self.producer)), f"a paper: verified by {actor.ref}"

    # The product.

    def words(self) -> Any:
        self.count += 1
        return ProductDataFactory(name=NAME, usage=f"Cách dùng {self.count}")

    def pack(self, label: str) -> Any:
        self.count += 1
        return PackDataFactory(label=label, price=90_000, gross_grams=5_600 + self.count)

    def noted(self, actor: Actor, *pieces: str) -> None:
        for piece in pieces:
            self.entered.setdefault(piece, actor.ref)

    @rule(by=who)
    def draft(self, by: str) -> None:
        if not self.producer or self.product:
            return
        actor = self.person(by)
        words, pack = self.words(), self.pack(LABELS[1])
        self.product = self.tries(lambda: catalog.create_draft(actor, self.producer, words)) or 0
        if not self.product:
            return
        self.noted(actor, words.usage)
        self.tries(lambda: catalog.attach_recognition(actor, self.product, self.world.recognition))
        if self.tries(lambda: catalog.add_pack(actor, self.product, pack)):
            self.noted(actor, f"{pack.label}|{pack.gross_grams}")
        picture = stories.image(actor, owner=f"producer:{self.producer}")
        self.tries(lambda: catalog.add_image(actor, self.product, picture))

    @rule(by=who)
    def edit_words(self, by: str) -> None:
        if self.product:
            actor, words = self.person(by), self.words()
            self.noted(actor, words.usage)
            self.tries(lambda: catalog.edit(actor, self.product, words))

    @rule(by=who, label=st.sampled_from(LABELS))
    def edit_packs(self, by: str, label: str) -> None:
        if not self.product:
            return
        actor, pack = self.person(by), self.pack(label)
        self.noted(actor, f"{pack.label}|{pack.gross_grams}")
        known = {each.label: each for each in self.form().packs}
        if label in known:
            self.tries(lambda: catalog.edit_pack(actor, known[label].id, pack))
        else:
            self.tries(lambda: catalog.add_pack(actor, self.product, pack))

    @rule(
        by=who,
        what=st.sampled_from(("submit", "take_back", "reject", "hide", "unhide", "withdraw", "retire")),
    )
    def product_moves(self, by: str, what: str) -> None:
        if not self.product or (what == "retire" and self.count < 12):
            return
        actor, product, form = self.person(by), self.product, self.form()
        revision = form.revision_id
        verbs: dict[str, Callable[[], Any]] = {
            "submit": lambda: catalog.submit(actor, product),
            "take_back": lambda: catalog.take_back(actor, product),
            "reject": lambda: (
                catalog.reject_revision(actor, revision, "Sai")
                if revision is not None
                else catalog.reject(actor, product, "Sai")
            ),
            "hide": lambda: catalog.hide(actor, product, "Xem lại"),
            "unhide": lambda: catalog.unhide(actor, product),
            "withdraw": lambda: revision is not None and catalog.withdraw_revision(actor, revision),
            "retire": lambda: catalog.retire(actor, product),
        }
        with self.nobody_lets_their_own_go_on(actor):
            self.tries(verbs[what])
        if what == "retire" and self.state() == "retired":
            self.product = 0

    @rule(by=insiders)
    def approve(self, by: str) -> None:
        if not self.product:
            return
        actor, form = self.person(by), self.form()
        revision = form.revision_id
        verb: Callable[[], Any] = (
            (lambda: catalog.approve_revision(actor, revision, form.revision_number))
            if revision is not None
            else (lambda: catalog.approve(actor, self.product))
        )
        if self.tries(lambda: (verb(), True)):
            for piece in self.pieces():
                self.let_in.setdefault(piece, set()).add(actor.ref)

    @rule(by=insiders, then=insiders)
    def change_and_let_in(self, by: str, then: str) -> None:
        """A change and its approval in one go, by the same person or by two."""
        self.edit_words(by)
        self.approve(then)

    # The register.

    @rule(by=who, what=st.sampled_from(("suspend", "lift", "revoke", "detach")))
    def recognition(self, by: str, what: str) -> None:
        actor, record = self.person(by), self.world.recognition
        if what == "revoke" and self.count < 20:
            return
        verbs: dict[str, Callable[[], Any]] = {
            "suspend": lambda: register.suspend(actor, record, "Kiểm tra đột xuất"),
            "lift": lambda: register.lift(actor, record, "Đã khắc phục"),
            "revoke": lambda: register.revoke(
                stories.chair(), record, decision_no="9/QĐ", ground=RevocationGround.FORGED
            ),
            "detach": lambda: self.product and catalog.attach_recognition(actor, self.product, None),
        }
        with self.nobody_lets_their_own_go_on(actor):
            self.tries(verbs[what])
        if what == "detach" and self.product:
            seller = self.person("applicant")
            self.tries(lambda: catalog.attach_recognition(seller, self.product, record))

    @rule(by=insiders, then=insiders, what=st.sampled_from(("producer", "recognition", "product")))
    def stop_and_let_go_on(self, by: str, then: str, what: str) -> None:
        """A stop and its end in one go, by the same person or by two."""
        if what == "producer":
            self.standing(by, "suspend")
            self.standing(then, "reinstate")
        elif what == "recognition":
            self.recognition(by, "suspend")
            self.recognition(then, "lift")
        else:
            self.product_moves(by, "hide")
            self.product_moves(then, "unhide")

    @rule()
    def the_regular_way(self) -> None:
        """The next step by whoever should take it, so that examples come far."""
        if not self.producer:
            self.application("officer-1", "propose")
            self.application("officer-2", "approve")
            self.papers("officer-2")
        elif not self.product:
            self.draft("applicant")
        elif self.state() == "draft":
            self.product_moves("applicant", "submit")
        elif self.state() == "submitted" or self.form().revision_id is not None:
            self.approve("officer-2")

    # What holds.

    def form(self) -> Any:
        found = shop.for_editing(self.producer, self.product)
        assert found is not None
        return found

    def state(self) -> str:
        return str(self.form().state)

    def pieces(self) -> list[str]:
        """What a buyer is told now that somebody has to have let in."""
        form = self.form()
        return [
            form.live.usage,
            *(f"{pack.label}|{pack.gross_grams}" for pack in form.packs if pack.active),
        ]

    @invariant()
    def nothing_is_bought_past_somebody_else(self) -> None:
        if not getattr(self, "product", 0):
            return
        form = self.form()
        found = shop.sellable([pack.id for pack in form.packs])
        if not any(each.refusal is None for each in found.values()):
            return
        type(self).seen = getattr(type(self), "seen", 0) + 1
        # Its producer stands well, by the row and not by what the gate makes of it.
        standing = select(Producer.standing).where(Producer.id == self.producer)
        assert self.session.execute(standing).scalar_one() == Standing.VERIFIED
        assert applications.application(self.world.code).state == "approved"
        assert form.state == "live"
        people = {each.ref for each in map(self.person, PEOPLE) if speaks_for(each, self.producer)}
        for piece in self.pieces():
            others = self.let_in.get(piece, set()) - {self.entered[piece]} - people
            assert others, f"{piece}: entered by {self.entered[piece]}, let in by {self.let_in.get(piece)}"


def explore(session: Session, *, examples: int, steps: int) -> type[Market]:
    """Run the machine on a market of its own; the class tells how often something could be bought."""

    class Here(Market):
        pass

    Here.world, Here.session = World(), session
    Here.seen = 0  # type: ignore[attr-defined]  # set by the fixture
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=True,
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            # A way that is found is told as it is: looking for a shorter one takes minutes.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Here


def test_nobody_finds_a_way_round_the_approval_of_somebody_else(app: Flask, session: Session) -> None:
    machine = explore(session, examples=20, steps=40)
    # It is no proof where nothing ever came so far.
    assert machine.seen > 50  # type: ignore[attr-defined]  # set by the fixture


@pytest.mark.parametrize("module", [moderation, revisions])
def test_without_the_second_person_the_search_finds_the_way(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, module: Any
) -> None:
    """The proof that the search above would see it: with the guard away it finds somebody letting in their own work."""
    monkeypatch.setattr(module, "refuse_own_work", lambda *_values: None)
    with pytest.raises(AssertionError, match="let in by"):
        explore(session, examples=30, steps=40)


@pytest.mark.parametrize(
    ("module", "name", "hole", "found"),
    [
        (standings, "refuse_own_people", lambda *_values: None, r"\['producer'\]: let go on by"),
        (records, "refuse_own_people", lambda *_values: None, r"\['recognition'\]: let go on by"),
    ],
)
def test_where_own_people_may_end_a_stop_the_search_finds_it(
    app: Flask,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    hole: Any,
    found: str,
) -> None:
    monkeypatch.setattr(module, name, hole)
    with pytest.raises(AssertionError, match=found):
        explore(session, examples=30, steps=40)

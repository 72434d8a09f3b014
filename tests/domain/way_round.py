"""A market in which people of every kind press every button at random; ``test_no_way_round_approval`` says what for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role, speaks_for
from marketplace.catalog import queries as shop
from marketplace.catalog import services as catalog
from marketplace.catalog.models import Product
from marketplace.catalog.states import PRODUCT
from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import MarketplaceError
from marketplace.producers import services as producers
from marketplace.producers.applications import queries as applications
from marketplace.producers.applications import services as applying
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer
from tests import stories
from tests.domain.producers.applications import build
from tests.factories import HA_NOI, HA_TINH, PackDataFactory, PaperDataFactory, ProductDataFactory

NAME = "Cam bù Hương Sơn"
LABELS = ("Túi 2 kg", "Thùng 5 kg")
BOTH = "nhan-can-bo"
"""Applies, and is an officer of the same province besides."""

BUTTONS = ("submit", "take_back", "reject", "hide", "unhide", "withdraw", "retire")
PEOPLE = ("applicant", "officer-1", "officer-2", "elsewhere", "staff", "staff-officer", "operator")
who = st.sampled_from(PEOPLE)
OWN_PEOPLE = ("applicant", "staff", "staff-officer", "staff-chair")
"""Whoever works for the producer, some of them officers besides."""
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
    refusals: tuple[type[Exception], ...] = (MarketplaceError,)

    @initialize(walked=st.sampled_from((4, 4, 4, 4, 3, 2, 1, 0)))
    def begin(self, walked: int) -> None:
        """``walked`` is how far the regular way was gone before anybody tries another: mostly to its end."""
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
        self.proposer = ""
        """Who found the application in order, the last time."""
        self.seen_form: Any = None
        self.retired_stopped = False
        """The product was stopped when its producer gave it up."""
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
        officer, chair = (Role.OFFICER, "province", HA_TINH), (Role.CHAIR, "province", HA_TINH)
        everybody: dict[str, Callable[[], Actor]] = {
            "applicant": lambda: stories.person(BOTH),
            "officer-1": lambda: stories.officer(1),
            "officer-2": lambda: stories.officer(2),
            "elsewhere": lambda: stories.officer(1, HA_NOI),
            "staff": lambda: stories.person("nhan-vien", *work),
            "staff-officer": lambda: stories.person("nhan-vien-can-bo", officer, *work),
            "chair": lambda: stories.person("chu-tich", chair),
            "chair-2": lambda: stories.person("chu-tich-2", chair),
            "staff-chair": lambda: stories.person("nhan-vien-chu-tich", chair, *work),
            "operator": stories.operator,
        }
        return everybody[key]()

    def tries(self, verb: Callable[[], Any]) -> Any:
        """Press a button; a refusal is an answer like another."""
        try:
            return verb()
        except self.refusals:
            return None
        finally:
            self.seen_form = None
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
        if row is not None and ((row.state == "hidden" and row.remark) or self.retired_stopped):
            found.add("product")
        return found

    @contextmanager
    def nobody_lets_their_own_go_on(self, actor: Actor) -> Iterator[None]:
        """What was stopped before is stopped after, unless somebody who does not work for the producer did it."""
        before = self.stops()
        yield
        if self.product:
            self.retired_stopped = "product" in before and self.state() == "retired"
        ended = before - self.stops()
        own = bool(self.producer) and speaks_for(actor, self.producer)
        assert not (ended and own), f"{sorted(ended)}: let go on by {actor.ref}"

    # The application.

    @precondition(lambda self: not self.producer)
    @rule(
        by=who,
        what=st.sampled_from(("propose", "approve", "reopen", "return", "refuse", "take_back", "submit")),
    )
    def application(self, by: str, what: str) -> None:
        actor, code = self.person(by), self.world.code
        if what == "approve":
            producer = self.tries(lambda: applying.approve(actor, code))
            alone = {self.world.applicant.ref, self.proposer}
            assert not (producer and actor.ref in alone), "an application let in by who sent or proposed it"
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
        verb = verbs[what]
        if self.tries(lambda: (verb(), True)) and what == "propose":
            self.proposer = actor.ref
        if what in {"return", "take_back", "submit"}:
            self.tries(lambda: applying.submit(self.person("applicant"), code, consent=True))
            lines = applications.application(code).lines
            self.tries(lambda: applying.tick(stories.officer(1), code, lines))

    @precondition(lambda self: not self.producer)
    @rule(by=who, then=who)
    def propose_and_approve(self, by: str, then: str) -> None:
        """A proposal and the approval in one go, by the same person or by two."""
        self.application(by, "propose")
        self.application(then, "approve")

    # The producer.

    @precondition(lambda self: self.producer)
    @rule(by=who, what=st.sampled_from(("suspend", "reinstate", "reinstate", "verify", "close")))
    def standing(self, by: str, what: str) -> None:
        actor, producer = self.person(by), self.producer
        if what == "close" and self.count < 12:
            return
        verbs: dict[str, Callable[[], Any]] = {
            "suspend": lambda: producers.suspend(actor, producer, "Giấy tờ không khớp"),
            "reinstate": lambda: producers.reinstate(actor, producer, "Đã bổ sung"),
            "verify": lambda: producers.verify(actor, producer),
            "close": lambda: producers.close(actor, producer, "Giải thể"),
        }
        with self.nobody_lets_their_own_go_on(actor):
            self.tries(verbs[what])

    @precondition(lambda self: self.producer and self.state_or_none() != "live")
    @rule(by=insiders, then=insiders)
    def papers(self, by: str, then: str) -> None:
        """A paper is entered, and verified by the same person or by another."""
        actor, other = self.person(by), self.person(then)
        paper = self.tries(lambda: producers.add_paper(actor, self.producer, PaperDataFactory()))
        if paper:
            done = self.tries(lambda: (producers.verify_paper(other, paper), True))
            own = speaks_for(other, self.producer) or by == then
            assert not (done and own), f"a paper: verified by {other.ref}"

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

    @precondition(lambda self: self.producer and (not self.product or self.state() == "retired"))
    @rule(by=who)
    def draft(self, by: str) -> None:
        actor = self.person(by)
        words, pack = self.words(), self.pack(LABELS[1])
        begun = self.tries(lambda: catalog.create_draft(actor, self.producer, words))
        if not begun:
            return
        self.product, self.retired_stopped, self.seen_form = begun, False, None
        self.noted(actor, words.usage)
        self.tries(lambda: catalog.attach_recognition(actor, self.product, self.world.recognition))
        if self.tries(lambda: catalog.add_pack(actor, self.product, pack)):
            self.noted(actor, f"{pack.label}|{pack.gross_grams}")
        picture = stories.image(actor, owner=f"producer:{self.producer}")
        self.tries(lambda: catalog.add_image(actor, self.product, picture))

    @precondition(lambda self: self.product)
    @rule(by=who)
    def edit_words(self, by: str) -> None:
        actor, words = self.person(by), self.words()
        self.noted(actor, words.usage)
        self.tries(lambda: catalog.edit(actor, self.product, words))

    @precondition(lambda self: self.product)
    @rule(by=who, label=st.sampled_from(LABELS))
    def edit_packs(self, by: str, label: str) -> None:
        actor, pack = self.person(by), self.pack(label)
        self.noted(actor, f"{pack.label}|{pack.gross_grams}")
        known = {each.label: each for each in self.form().packs}
        if label in known:
            self.tries(lambda: catalog.edit_pack(actor, known[label].id, pack))
        else:
            self.tries(lambda: catalog.add_pack(actor, self.product, pack))

    @precondition(lambda self: self.product)
    @rule(by=who, data=st.data())
    def product_moves(self, by: str, data: st.DataObject) -> None:
        """A button; those that the page has now are pressed more often than those that it has not."""
        now = [move for move in PRODUCT.moves_from(self.form().state) if move in BUTTONS]
        what = data.draw(st.sampled_from((*now, *now, *BUTTONS)), label="what")
        if what != "retire" or self.count > 8:
            self.press(by, what)

    def press(self, by: str, what: str) -> None:
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

    @precondition(lambda self: self.product and self.waits())
    @rule(by=insiders)
    def approve(self, by: str) -> None:
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

    @precondition(lambda self: self.product)
    @rule(by=insiders, then=insiders)
    def change_and_let_in(self, by: str, then: str) -> None:
        """A change and its approval in one go, by the same person or by two."""
        self.edit_words(by)
        self.approve(then)

    @precondition(lambda self: self.product)
    @rule(by=insiders, then=insiders)
    def refuse_and_send_in_anew(self, by: str, then: str) -> None:
        """What was refused is changed and sent in again, whoever approves it then. For want of a draft, a new one."""
        if self.state() in {"live", "hidden"}:
            self.press("applicant", "retire")
        if self.state() == "retired":
            self.draft("applicant")
        self.press("applicant", "submit")
        self.press("officer-1", "reject")
        self.edit_words(by)
        self.press(by, "submit")
        self.approve(then)

    # The register.

    @precondition(lambda self: self.producer)
    @rule(by=who, what=st.sampled_from(("suspend", "lift", "revoke", "annul", "detach")))
    def recognition(self, by: str, what: str) -> None:
        actor, record = self.person(by), self.world.recognition
        verbs: dict[str, Callable[[], Any]] = {
            "suspend": lambda: register.suspend(actor, record, "Kiểm tra đột xuất"),
            "lift": lambda: register.lift(actor, record, "Đã khắc phục"),
            "revoke": lambda: register.revoke(
                self.person("chair"), record, decision_no="9/QĐ", ground=RevocationGround.FORGED
            ),
            "annul": lambda: register.annul_revocation(
                actor, record, decision_no="10/QĐ", reason="Thu hồi không có căn cứ"
            ),
            "detach": lambda: self.product and catalog.attach_recognition(actor, self.product, None),
        }
        with self.nobody_lets_their_own_go_on(actor):
            self.tries(verbs[what])
        if what == "detach" and self.product:
            seller = self.person("applicant")
            self.tries(lambda: catalog.attach_recognition(seller, self.product, record))

    @precondition(lambda self: self.producer)
    @rule(by=st.sampled_from(("officer-1", "officer-2")), for_good=st.booleans())
    def stop_and_let_go_on(self, by: str, for_good: bool) -> None:
        """An officer stops one after the other, and each of the producer's own people tries what could end it."""
        stops: tuple[tuple[Callable[[], None], Callable[[str], None]], ...] = (
            (lambda: self.standing(by, "suspend"), lambda own: self.standing(own, "reinstate")),
            (lambda: self.recognition(by, "suspend"), lambda own: self.recognition(own, "lift")),
            (lambda: self.recognition("chair", "revoke"), lambda own: self.recognition(own, "annul")),
            (lambda: self.press(by, "hide"), lambda own: self.bring_back(own, for_good=for_good)),
        )
        for stop, end in stops:
            while not self.product or self.stops() or self.state() != "live":
                before = (self.producer, self.product, self.stops(), self.product and self.state())
                self.the_regular_way()
                if before == (self.producer, self.product, self.stops(), self.product and self.state()):
                    return
            stop()
            self.nothing_is_bought_past_somebody_else()
            for own in OWN_PEOPLE:
                end(own)

    def bring_back(self, own: str, *, for_good: bool) -> None:
        """What could bring a hidden product back, by itself and after something else."""
        self.press(own, "unhide")
        self.press(own, "hide")
        self.press(own, "unhide")
        if for_good:
            self.press(own, "retire")
            self.press(own, "unhide")

    @rule()
    def the_regular_way(self) -> None:
        """The next step by whoever should take it, so that examples come far and get on after a stop."""
        stops = self.stops()
        if not self.producer:
            self.application("officer-1", "propose")
            self.application("officer-2", "approve")
        elif stops:
            self.standing("officer-2", "reinstate")
            for by, what in (("chair-2", "annul"), ("officer-1", "lift"), ("officer-2", "lift")):
                self.recognition(by, what)
            if self.product:
                self.press("officer-2", "unhide")
        elif not self.product or self.state() == "retired":
            self.draft("applicant")
        elif self.state() == "draft":
            self.press("applicant", "submit")
        elif self.waits():
            self.approve("officer-2")
        elif self.state() == "hidden":
            self.press("applicant", "unhide")

    # What holds.

    def form(self) -> Any:
        if self.seen_form is None:
            self.seen_form = shop.for_editing(self.producer, self.product)
            assert self.seen_form is not None
        return self.seen_form

    def state_or_none(self) -> str | None:
        return self.state() if self.product else None

    def waits(self) -> bool:
        """Something of the product waits for an approval."""
        return self.state() == "submitted" or self.form().revision_id is not None

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
        assert self.session.execute(standing).scalar_one() == Standing.VERIFIED, (
            "sold, and its producer is stopped"
        )
        assert applications.application(self.world.code).state == "approved"
        assert form.state == "live"
        people = {each.ref for each in map(self.person, PEOPLE) if speaks_for(each, self.producer)}
        for piece in self.pieces():
            others = self.let_in.get(piece, set()) - {self.entered[piece]} - people
            assert others, f"{piece}: entered by {self.entered[piece]}, let in by {self.let_in.get(piece)}"

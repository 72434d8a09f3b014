"""One of everything that addresses name, and one of every kind of caller, for the permission matrix."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.accounts import addresses, credentials, factor_resets, invitations, sessions
from marketplace.accounts import queries as accounts
from marketplace.accounts.addresses import AddressGiven
from marketplace.accounts.invitation_links import secret_of
from marketplace.accounts.policy import Role
from marketplace.accounts.privacy import breaches, restricted
from marketplace.accounts.privacy import queries as privacy_queries
from marketplace.accounts.privacy import services as privacy
from marketplace.catalog import queries as catalogue
from marketplace.catalog import services as catalog
from marketplace.catalog.data import ProductPaperData
from marketplace.catalog.imports import services as importing
from marketplace.catalog.imports.columns import Column
from marketplace.catalog.queries import slug_of
from marketplace.catalog.queries.terms import pictures_of
from marketplace.certification import queries as register
from marketplace.certification import services as certification
from marketplace.certification.annex import services as annex
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.claims import services as claim_verbs
from marketplace.certification.claims.kinds import ProofKind
from marketplace.certification.facts import PaperKind
from marketplace.kernel import clock, outbox_log
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.media import services as media
from marketplace.notifications import inbox
from marketplace.notifications import queries as notifications
from marketplace.notifications.kind import Topic
from marketplace.notifications.letters import queries as letters
from marketplace.notifications.letters import services as lettering
from marketplace.notifications.letters.data import LetterData
from marketplace.notifications.letters.samples import LetterKind
from marketplace.notifications.services import notify
from marketplace.notifications.wish_links import token_of
from marketplace.orders import queries as orders
from marketplace.producers import queries as producers
from marketplace.producers import services as producing
from marketplace.producers.applications import queries as application_queries
from marketplace.producers.joining import services as joining
from marketplace.producers.kinds import PaperKind as ProducerPaper
from marketplace.producers.payout import services as paying
from tests import stories
from tests.data.annex import files
from tests.data.product_imports import files as product_files
from tests.domain.certification import claim_build as claims
from tests.domain.certification.annex_build import small
from tests.domain.producers.applications import build as applications
from tests.factories import (
    HA_NOI,
    HA_TINH,
    HOAN_KIEM,
    PaperDataFactory,
    RecognitionDataFactory,
    days_ago,
    days_ahead,
)
from tests.unit.media import uploads
from tests.web import inspection_world
from tests.web.inspection_world import Inspecting

GUEST = "guest"
BUYER = "buyer"
OTHER_BUYER = "another buyer"
OWNER = "owner"
STAFF = "staff"
PACKER = "packer"
OTHER_OWNER = "owner of another producer"
OFFICER = "officer"
SECOND_OFFICER = "second officer"
OTHER_OFFICER = "officer of another province"
CHAIR = "chair"
MINISTRY = "ministry"
PROMOTION = "promotion"
OPERATOR = "operator"
AUDITOR = "auditor"
NO_FACTOR = "officer without second factor"

CALLERS = (
    GUEST,
    BUYER,
    OTHER_BUYER,
    OWNER,
    STAFF,
    PACKER,
    OTHER_OWNER,
    OFFICER,
    SECOND_OFFICER,
    OTHER_OFFICER,
    CHAIR,
    MINISTRY,
    PROMOTION,
    OPERATOR,
    AUDITOR,
    NO_FACTOR,
)


@dataclass(frozen=True, slots=True)
class World:
    """What the addresses of the lines name. ``actors`` and ``emails`` are by caller, without the guest."""

    actors: dict[str, Actor]
    emails: dict[str, str]
    product: str
    variant: int
    producer: str
    certificate: str
    draft: str
    waiting: str
    """Codes of a recognition that is a draft, and of one that waits for its second pair of eyes, with its scan."""
    product_import: str
    """Code of a file of products of the owner's that waits to be applied."""
    batch: str
    waiting_batch: str
    """Codes of an import that is being looked at, and of one that waits to be confirmed."""
    order: str
    part: str
    lot: int
    application: str
    application_scan: int
    application_sent: str
    application_open_scan: int
    application_sealed_scan: int
    """Scans of the sent one: an open one, and a sealed one."""
    application_proposed: str
    """One that waits for its second officer."""
    """Applications to sell: a buyer's that is being written, complete, with one of its scans; another buyer's that
    lies with officers."""
    ware: int
    """A product of the owner's that is a draft, complete; with its picture and a paper that has a scan."""
    ware_photo: int
    ware_paper: int
    ware_slug: str
    ware_waiting: int
    """A product of the owner's that waits for a moderator, by its id, with a paper; and one that is in the shop."""
    waiting_paper: int
    ware_sold: int
    ware_hidden: int
    own_paper: int
    own_account: int
    """A paper of the owner's producer with its scan, and a bank account; both wait for an officer."""
    refused_account: int
    """One of its accounts that an officer did not accept."""
    days_off: int
    unlisted: int
    """A recognition of the owner's that nothing is offered under."""
    address: int
    notice: int
    stop_token: str
    """A notice to the buyer, and what the link ends with that stops such mails."""
    picture: str
    helper: int
    helps: int
    """Somebody who works for a producer, by their account, and that producer."""
    helper_session: int
    """Where they are signed in."""
    invited: int
    """An invitation of the owner's, to work for that producer."""
    offer: str
    my_offer: int
    """The secret of an invitation to the buyer, and its number."""
    reset: int
    """A request to take off an officer's second factor."""
    job: int
    mail: int
    subject: int
    pair: int
    """A producer without an account, and the pair that it makes with the owner's."""
    claim: str
    claim_scan: int
    """The buyer's claim on that producer, with its sealed scan."""
    refused_claim: str
    told_apart: int
    """A claim and a pair of producers that were decided."""
    application_returned: str
    confirmed_batch: str
    verified_paper: int
    """An application, an import and a paper that somebody has decided about."""
    inspecting: Inspecting
    letter: str
    letter_page: int
    """A letter to the owner's producer that is a draft, and whom it is to."""
    data_copy: str
    data_asked: str
    data_kept: int
    breach: str
    """The buyer's copy of their data, what else they asked, something the law keeps of them; and a breach."""


def build() -> World:
    """A producer of Hà Tĩnh whose oranges a buyer of Hà Nội has ordered, and everybody around them."""
    goods, others = stories.goods(name="Cam Khe Mây"), stories.goods(name="Bưởi Phúc Trạch")
    actors = {
        BUYER: stories.buyer_person(1),
        OTHER_BUYER: stories.buyer_person(2),
        OWNER: goods.seller,
        STAFF: stories.staff(goods.producer_id),
        PACKER: stories.packer(goods.producer_id),
        OTHER_OWNER: others.seller,
        # The officers with numbers 1 and 2 made what is on sale; whoever decides about it now is somebody else.
        OFFICER: stories.officer(3),
        SECOND_OFFICER: stories.officer(4),
        OTHER_OFFICER: stories.officer(1, HA_NOI),
        CHAIR: stories.chair(),
        MINISTRY: stories.person("bo", (Role.MINISTRY, EVERYTHING, "")),
        PROMOTION: stories.person("xuc-tien", (Role.PROMOTION, "province", HA_TINH)),
        OPERATOR: stories.operator(),
        AUDITOR: stories.person("kiem-toan", (Role.AUDITOR, EVERYTHING, "")),
        NO_FACTOR: stories.officer(5),
    }
    address = addresses.add(
        actors[BUYER],
        AddressGiven(
            "Nguyễn Thị Lan", "0912000000", HA_NOI, HOAN_KIEM, "Phường Hoàn Kiếm, Hà Nội", "12 phố Hàng Bài"
        ),
    )
    order = stories.order((goods.variant, 2), actor=actors[BUYER])
    found = orders.order(order)
    assert found is not None
    assert goods.recognition_id is not None
    slug, picture = slug_of(goods.product_id), pictures_of([goods.product_id])[goods.product_id]
    assert slug is not None
    assert picture is not None
    drafted = certification.enter(actors[OFFICER], RecognitionDataFactory())
    waiting = certification.enter(
        actors[OFFICER], RecognitionDataFactory(scan_file_id=_scan(actors[OFFICER]))
    )
    certification.submit(actors[OFFICER], waiting)
    waiting_batch = _batch(actors[OFFICER], 3)
    annex.submit(actors[OFFICER], waiting_batch)
    application = applications.draft(actors[BUYER])
    scans = application_queries.application(application).scans
    sent = applications.submitted(actors[OTHER_BUYER], tax_code="042085004321")
    sent_scans = application_queries.application(sent).scans
    ware, ware_waiting = _ware(goods), _ware(goods)
    catalog.submit(goods.seller, ware_waiting)
    hidden = stories.goods(name="Mật ong Vũ Quang", producer_id=goods.producer_id)
    catalog.hide(goods.seller, hidden.product_id)
    ware_form = catalogue.for_editing(goods.producer_id, ware)
    waiting_form = catalogue.for_editing(goods.producer_id, ware_waiting)
    assert ware_form is not None
    assert waiting_form is not None
    seller = producers.sellers([goods.producer_id])[goods.producer_id]
    my_offer = _offer(goods, actors[BUYER])
    jobs, mails = outbox_log.jobs(state="done"), notifications.mail_log()
    letter = _letter(actors[OFFICER], goods.recognition_id)
    confirmed_batch = _batch(actors[OFFICER], 6)
    annex.submit(actors[OFFICER], confirmed_batch)
    annex.confirm(actors[SECOND_OFFICER], confirmed_batch)
    unclaimed, claim = claims.held(), claims.opened(actors[BUYER], identity=True)
    return World(
        actors=actors,
        emails={who: _email(actor) for who, actor in actors.items()},
        product=slug,
        variant=goods.variant,
        producer=producers.sellers([goods.producer_id])[goods.producer_id].slug,
        certificate=register.recognition(goods.recognition_id).code,
        draft=register.recognition(drafted).code,
        waiting=register.recognition(waiting).code,
        product_import=_product_import(goods),
        batch=_batch(actors[OFFICER], 0),
        waiting_batch=waiting_batch,
        order=order,
        part=found.sellers[0].code,
        lot=goods.lot,
        application=application,
        application_scan=next(each.id for each in scans if not each.file.sealed),
        application_sent=sent,
        application_open_scan=next(each.id for each in sent_scans if not each.file.sealed),
        application_sealed_scan=next(each.id for each in sent_scans if each.file.sealed),
        application_proposed=applications.proposed(
            stories.person("nguoi-nop-don"), tax_code="042085004322", legal_name="Hộ kinh doanh Nguyễn Văn Ba"
        ),
        ware=ware,
        ware_photo=ware_form.images[0],
        ware_paper=ware_form.papers[0].id,
        ware_slug=ware_form.slug,
        ware_waiting=ware_waiting,
        waiting_paper=waiting_form.papers[0].id,
        ware_sold=goods.product_id,
        ware_hidden=hidden.product_id,
        own_paper=_own_paper(goods),
        refused_account=_refused_account(goods, seller.legal_name),
        own_account=paying.change_bank_account(
            goods.seller,
            goods.producer_id,
            bank="970405",
            account="3600205345678",
            holder=seller.legal_name,
        ),
        days_off=producing.add_closed_dates(
            goods.seller, goods.producer_id, days_ahead(60), days_ahead(62), "Nghỉ Tết"
        ),
        unlisted=stories.recognition(holder_name=seller.legal_name, criteria_set=1),
        address=address,
        notice=_notice(actors[BUYER]),
        stop_token=token_of(actors[BUYER].id or 0, Topic.LISTING),
        picture=picture.at("").src,
        helper=actors[STAFF].id or 0,
        helps=goods.producer_id,
        helper_session=_session(actors[STAFF]),
        invited=invitations.invite(
            goods.seller, "moi@example.vn", Role.PRODUCER_PACKER, "producer", str(goods.producer_id)
        ),
        offer=secret_of(my_offer, 1, clock.now()),
        my_offer=my_offer,
        reset=_reset(actors[OPERATOR], actors[OFFICER]),
        job=jobs.items[0].id,
        mail=mails.items[0].id,
        subject=unclaimed,
        pair=joining.put_together(stories.officer(1), goods.producer_id, unclaimed),
        claim=claim,
        claim_scan=claims.scan_of(claim, ProofKind.IDENTITY),
        refused_claim=_refused_claim(),
        told_apart=_told_apart(unclaimed),
        application_returned=applications.returned(
            stories.person("nguoi-nop-lai"), tax_code="042085004323", legal_name="Hộ kinh doanh Nguyễn Văn Tư"
        ),
        confirmed_batch=confirmed_batch,
        verified_paper=producers.papers_of(goods.producer_id)[0].id,
        inspecting=inspection_world.build(goods),
        letter=letter,
        letter_page=letters.recipients(letters.letter(letter).id).items[0].id,
        data_copy=privacy.ask_copy(actors[BUYER]),
        data_asked=privacy.ask(actors[BUYER], "object", "Không muốn nhận cuộc gọi nào"),
        data_kept=_kept(actors[BUYER]),
        breach=breaches.enter(actors[OPERATOR], "Gửi nhầm một bức thư", 1, clock.now()),
    )


def _kept(actor: Actor) -> int:
    assert actor.id is not None
    restricted.keep(actor.id, "order", "DH1", {"buyer_name": "–"}, term="keep_order", since=clock.now())
    return privacy_queries.restricted_of(actor.id)[0].id


def _product_import(goods: stories.Goods) -> str:
    dearer = [{Column.CODE: slug_of(goods.product_id), Column.LABEL: "Thùng 5 kg", Column.PRICE: 99_000}]
    return importing.upload(goods.seller, goods.producer_id, "san-pham.csv", product_files.csv(dearer))


def _session(actor: Actor) -> int:
    assert actor.id is not None
    sessions.begin(actor.id, "Mozilla/5.0 (Linux; Android 14) Chrome/142.0", "203.0.113.7")
    return sessions.of_person(actor.id)[0].id


def _offer(goods: stories.Goods, buyer: Actor) -> int:
    """An invitation to somebody whose address is confirmed."""
    assert buyer.id is not None
    credentials.change(buyer.id, {"confirmed_at": clock.now()})
    email, ref = accounts.user(buyer.id).user.email, str(goods.producer_id)
    return invitations.invite(goods.seller, email, Role.PRODUCER_PACKER, "producer", ref)


def _reset(operator: Actor, officer: Actor) -> int:
    assert officer.id is not None
    credentials.change(officer.id, {"tf_primary_method": "authenticator", "tf_totp_secret": "sealed"})
    return factor_resets.ask(operator, officer.id, "Mất điện thoại, đã gặp tại cơ quan")


def _email(actor: Actor) -> str:
    assert actor.id is not None
    return accounts.user(actor.id).user.email


def _letter(officer: Actor, recognition_id: int) -> str:
    data = LetterData(
        kind=LetterKind.OWN,
        dated=days_ago(0),
        agency="Văn phòng Điều phối nông thôn mới",
        place="Hà Tĩnh",
        about="kiểm tra",
        body="Mời {chủ thể} đến làm việc.",
        signer_role="Chánh Văn phòng",
        signer_name="Trần Văn Mẫu",
    )
    return lettering.write(officer, data, [recognition_id], "the only one")


def _notice(reader: Actor) -> int:
    assert reader.id is not None
    notify("product_approved", "1", [reader.id], path="/tai-khoan", product="Cam Khe Mây")
    return inbox.inbox(reader.id).page.items[0].id


def _ware(goods: stories.Goods) -> int:
    """A draft with all that the law wants said, and a paper that nobody has verified."""
    product_id = stories.draft(goods.seller, goods.producer_id)
    scan = media.store_paper(goods.seller, uploads.pdf(1), kind="product_paper")
    data = ProductPaperData(
        kind=PaperKind.TEST_REPORT,
        number="12/KN",
        issuer="Trung tâm Kiểm nghiệm Hà Tĩnh",
        issued_on=days_ago(30),
        file_id=scan,
    )
    catalog.add_paper(goods.seller, product_id, data)
    return product_id


def _refused_account(goods: stories.Goods, holder: str) -> int:
    account = paying.change_bank_account(
        goods.seller, goods.producer_id, bank="970405", account="3600205345999", holder=holder
    )
    paying.refuse_bank_account(stories.officer(9), account, "Số ghi nhầm")
    return account


def _own_paper(goods: stories.Goods) -> int:
    owner = f"producer:{goods.producer_id}"
    scan = media.store_paper(goods.seller, uploads.pdf(1), kind="producer_paper", owner=owner)
    data = PaperDataFactory(kind=ProducerPaper.HACCP, file_id=scan)
    return producing.add_paper(goods.seller, goods.producer_id, data)


def _scan(officer: Actor) -> int:
    return media.store_paper(officer, uploads.pdf(1), kind="recognition_decision")


def _batch(officer: Actor, first: int) -> str:
    """An import of three rows of the list, without a fault."""
    table = small(3, first)
    return annex.upload(officer, "phu-luc.xlsx", files.xlsx(table), Declared(HA_TINH))


def _refused_claim() -> str:
    code = claims.opened(claims.claimant(7))
    claim_verbs.refuse(stories.officer(1), code, "Ảnh mờ, không đọc được số quyết định")
    return code


def _told_apart(producer_id: int) -> int:
    pair_id = joining.put_together(stories.officer(1), producer_id, stories.producer())
    joining.tell_apart(stories.officer(1), pair_id, "Hai nhà khác nhau")
    return pair_id

"""Letters of an office to holders: whom they are to, what may stand in them, that each goes to each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select, update

from marketplace.accounts.policy import Role
from marketplace.certification import queries as register
from marketplace.certification import services as certification
from marketplace.certification.lifecycle import add_months
from marketplace.certification.models import Recognition
from marketplace.documents.official_paper import official_pdf
from marketplace.kernel import clock, outbox
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.notifications.letters import papers, queries, services
from marketplace.notifications.letters.data import LetterData
from marketplace.notifications.letters.models import EndingNotice, HolderNote, Letter
from marketplace.notifications.letters.samples import SAMPLES, LetterKind
from marketplace.notifications.letters.services import NoteData, Whom, sending, writing
from marketplace.notifications.letters.states import LetterState, MailState, Way
from marketplace.notifications.mailer import MailRefused
from tests import stories
from tests.conftest import state_of
from tests.factories import HA_NOI, HA_TINH, HOAN_KIEM, RecognitionDataFactory, days_ahead

SAMPLE = SAMPLES[LetterKind.REMIND]
DATA = LetterData(
    kind=LetterKind.REMIND,
    dated=date(2026, 11, 21),
    agency_above="UBND tỉnh Hà Tĩnh",
    agency="Văn phòng Điều phối nông thôn mới",
    number="12/VPĐP-OCOP",
    place="Hà Tĩnh",
    about=SAMPLE.about,
    body=SAMPLE.body.replace("[…]", "số 0912 345 678"),
    signer_behalf="KT. CHÁNH VĂN PHÒNG",
    signer_role="Phó Chánh Văn phòng",
    signer_name="Trần Văn Mẫu",
    copies="- Như trên;\n- Lưu: VT, OCOP.",
)
CLERK = stories.officer


def star(name: str, *, producer: int | None = None, left: int = 150, **changes: Any) -> int:
    words = {"score": None, "holder_name": "HTX Khe Mây", "product_name": name, **changes}
    data = RecognitionDataFactory(issued_on=add_months(days_ahead(left), -36), **words)
    where = HA_NOI if changes.get("commune_code") == HOAN_KIEM else HA_TINH
    found = certification.enter_verified(
        stories.officer(2, where), data, entered_by=stories.officer(1, where)
    )
    with transaction() as here:
        here.execute(update(Recognition).where(Recognition.id == found).values(producer_id=producer))
    return found


class World:
    """A cooperative with an account and two products, one that the register has an address of, one without."""

    def __init__(self) -> None:
        self.coop = stories.producer(legal_name="Hợp tác xã Khe Mây", email="")
        self.owner = stories.owner(self.coop)
        self.house = stories.producer(legal_name="Hộ Nguyễn Thị Lan", email="lan@ho.example.vn")
        self.cam = star("Cam Khe Mây", producer=self.coop)
        self.mat = star("Mật ong", producer=self.coop, left=20)
        self.ruou = star("Rượu men lá", producer=self.house, holder_name="Hộ Nguyễn Thị Lan")
        self.che = star("Chè gừng", holder_name="Tổ hợp tác Chè")

    @property
    def all(self) -> list[int]:
        return [self.cam, self.mat, self.ruou, self.che]


@pytest.fixture
def world(app: Flask) -> World:
    return World()


def write(world: World, ids: list[int] | None = None, token: str = "a", **changes: Any) -> str:
    return services.write(CLERK(), replace(DATA, **changes), world.all if ids is None else ids, token)


def states(code: str) -> dict[str, str]:
    return {each.name: each.mail.value for each in queries.recipients(services.seen(CLERK(), code).id).items}


def mails(app: Flask) -> list[str]:
    return [mail.recipient for mail in state_of(app).ports["mail"].sent if "phân hạng lại" in mail.subject]


def entries(action: str) -> int:
    return session().scalar(select(func.count()).where(AuditEntry.action == action)) or 0


def test_one_page_for_each_holder(app: Flask, world: World) -> None:
    code = write(world)
    assert states(code) == {
        "Hợp tác xã Khe Mây": "waiting",
        "Hộ Nguyễn Thị Lan": "waiting",
        "Tổ hợp tác Chè": "no_address",
    }
    view = services.seen(CLERK(), code)
    assert (view.state, view.province_code, view.commune_code) == (LetterState.DRAFT, "42", "18550")
    people = queries.recipients(view.id).items
    held = queries.held(people)
    pdf = official_pdf([papers.page(view, held[each.id]) for each in people], title="Thư", demo=False)
    pages = [
        " ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(BytesIO(pdf))
    ]
    assert len(pages) == 3
    coop = next(page for page in pages if "Kính gửi: Hợp tác xã Khe Mây" in page)
    for said in (
        "UBND TỈNH HÀ TĨNH",
        "VĂN PHÒNG ĐIỀU PHỐI NÔNG THÔN MỚI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/VPĐP-OCOP",
        "Hà Tĩnh, ngày 21 tháng 11 năm 2026",
        "V/v nộp hồ sơ đánh giá, phân hạng lại sản phẩm OCOP",
        "Các sản phẩm sau đây của Hợp tác xã Khe Mây sắp hết hạn:",
        "1 Mật ong 4 sao",
        "2 Cam Khe Mây 4 sao",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, OCOP.",
        "KT. CHÁNH VĂN PHÒNG",
        "PHÓ CHÁNH VĂN PHÒNG",
        "Trần Văn Mẫu",
    ):
        assert said in coop, said
    assert "Chè gừng" not in coop


def test_the_same_form_writes_one_letter(app: Flask, world: World) -> None:
    assert write(world) == write(world, about="việc khác")
    assert write(world, token="b") != write(world)
    assert session().scalar(select(func.count()).select_from(Letter)) == 2
    assert entries("notifications.letter.written") == 2


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        (
            {"body": "Gửi {chủ thễ}"},
            "body",
            "Không có ô điền “{chủ thễ}”. Dùng được: {chủ thể}, {người đại diện}",
        ),
        ({"body": "Gửi {chủ thể"}, "body", "Có dấu { hoặc } đứng lẻ. Ô điền viết như {chủ thể}."),
        ({"about": "{ngày}"}, "about", "Không có ô điền “{ngày}”."),
        ({"about": "{danh sách sản phẩm}"}, "about", "Trích yếu không chứa được bảng sản phẩm."),
        ({"body": " \n "}, "body", "Viết nội dung thư."),
        ({"body": "a" * 8001}, "body", "Dài quá 8000 ký tự."),
        ({"agency": ""}, "agency", "Ghi tên cơ quan gửi thư."),
        ({"signer_name": " "}, "signer_name", "Ghi tên người ký."),
    ],
)
def test_what_may_not_stand_in_a_letter(
    app: Flask, world: World, changes: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        write(world, **changes)
    assert set(refusal.value.fields) == {field}
    assert str(refusal.value.fields[field]).startswith(said)
    assert session().scalar(select(func.count()).select_from(Letter)) == 0


def test_places_are_filled_however_they_are_typed(app: Flask, world: World) -> None:
    code = write(
        world, [world.cam], body="{ Chủ  Thể } có {số sản phẩm}: {sản phẩm}, {HẠN NỘP}, {xã}, {tỉnh}."
    )
    view = services.seen(CLERK(), code)
    (person,) = queries.recipients(view.id).items
    (block,) = papers.page(view, queries.held([person])[person.id]).body
    assert block.text == ("Hợp tác xã Khe Mây có 1: Cam Khe Mây, 21/12/2026, Xã Hương Đô, Tỉnh Hà Tĩnh.")


def test_what_is_left_open_does_not_go_out(app: Flask, world: World) -> None:
    code = write(world, body=SAMPLE.body)
    for verb in (services.send, services.print_out):
        with pytest.raises(Invalid) as refusal:
            verb(CLERK(), code)
        assert {name: str(said) for name, said in refusal.value.fields.items()} == {
            "body": "Còn chỗ “[…]” chưa điền."
        }
    assert (services.seen(CLERK(), code).state, mails(app)) == (LetterState.DRAFT, [])


def test_each_holder_is_mailed_once(app: Flask, world: World) -> None:
    code = write(world)
    assert services.send(CLERK(), code) == 2
    outbox.sweep()
    assert sorted(mails(app)) == [f"chu-the-{world.coop}@example.vn", "lan@ho.example.vn"]
    assert states(code) == {
        "Hợp tác xã Khe Mây": "sent",
        "Hộ Nguyễn Thị Lan": "sent",
        "Tổ hợp tác Chè": "no_address",
    }
    with pytest.raises(Conflict, match="Không còn ai để gửi"):
        services.send(CLERK(), code)
    outbox.sweep()
    assert len(mails(app)) == 2
    assert (entries("notifications.letter.mailed"), entries("notifications.letter.issued")) == (1, 1)
    heard = queries.told(world.all)
    assert [each.whom for each in heard[world.mat]] == [f"chu-the-{world.coop}@example.vn"]
    assert heard[world.che] == ()


def test_a_mail_that_is_refused_says_so_and_is_tried_again(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = write(world, [world.ruou])
    port = state_of(app).ports["mail"]

    def refuse(_message: object) -> None:
        raise MailRefused("550 no such mailbox")

    with monkeypatch.context() as patch:
        patch.setattr(port, "send", refuse)
        services.send(CLERK(), code)
        outbox.sweep()
    (person,) = queries.recipients(services.seen(CLERK(), code).id).items
    assert (person.mail, person.trouble) == (MailState.FAILED, "550 no such mailbox")
    assert services.send(CLERK(), code) == 1
    outbox.sweep()
    assert states(code) == {"Hộ Nguyễn Thị Lan": "sent"}


def test_printing_notes_once_and_settles_what_waited_for_paper(app: Flask, world: World) -> None:
    with transaction() as here:
        here.add(
            EndingNotice(
                recognition_id=world.che, days=180, state="to_print", noted_at=clock.now(), how="", whom=""
            )
        )
    code = write(world)
    chosen = services.print_out(CLERK(), code, Whom.UNMAILED)
    people = queries.recipients(services.seen(CLERK(), code).id).items
    assert [each.name for each in people if each.id in chosen] == ["Tổ hợp tác Chè"]
    assert services.print_out(CLERK(), code, Whom.UNMAILED) == chosen
    assert entries("notifications.letter.printed") == 1
    assert queries.to_print([world.che]) == {}
    assert [(each.way, each.letter) for each in queries.told([world.che])[world.che]] == [(Way.PRINT, code)]
    assert len(services.print_out(CLERK(), code, Whom.ALL)) == 3


def test_a_letter_that_went_out_stays_as_it_is(app: Flask, world: World) -> None:
    code = write(world)
    view = services.seen(CLERK(), code)
    services.print_out(CLERK(), code, version=view.version)
    (first, *_rest) = queries.recipients(view.id).items
    for refused in (
        lambda: services.save(CLERK(), code, replace(DATA, about="việc khác"), version=view.version + 1),
        lambda: services.take_out(CLERK(), code, first.id),
        lambda: services.drop(CLERK(), code),
    ):
        with pytest.raises(Conflict):
            refused()
    after = services.seen(CLERK(), code)
    assert (after.about, after.holders, after.state) == (DATA.about, 3, LetterState.ISSUED)


def test_two_who_write_at_once(app: Flask, world: World) -> None:
    code = write(world)
    services.save(CLERK(), code, replace(DATA, about="việc một"), version=1)
    with pytest.raises(Conflict):
        services.save(CLERK(2), code, replace(DATA, about="việc hai"), version=1)
    with pytest.raises(Conflict):
        services.send(CLERK(2), code, version=1)
    assert (services.seen(CLERK(), code).about, mails(app)) == ("việc một", [])


def test_a_holder_is_taken_out_but_not_the_last(app: Flask, world: World) -> None:
    code = write(world, [world.ruou, world.che])
    first, second = queries.recipients(services.seen(CLERK(), code).id).items
    services.take_out(CLERK(), code, first.id)
    with pytest.raises(Conflict):
        services.take_out(CLERK(), code, second.id)
    assert list(states(code)) == [second.name]
    other = write(world, [world.cam, world.che], token="c")
    foreign = queries.recipients(services.seen(CLERK(), other).id).items[0]
    more = write(world, [world.cam, world.ruou], token="d")
    with pytest.raises(NotFound):
        services.take_out(CLERK(), more, foreign.id)
    assert len(states(other)) == 2


def test_a_dropped_draft_is_gone(app: Flask, world: World) -> None:
    code = write(world)
    services.drop(CLERK(), code)
    with pytest.raises(NotFound):
        services.seen(CLERK(), code)


def test_whose_letters_they_are(app: Flask, world: World) -> None:
    far = star("Cốm Vòng", commune_code=HOAN_KIEM, holder_name="Tổ Cốm", issuer_name="UBND thành phố Hà Nội")
    stranger, reader = stories.officer(1, HA_NOI), stories.person("kt", (Role.AUDITOR, "all", ""))
    ministry = stories.person("bo", (Role.MINISTRY, "all", ""))
    commune = stories.person("xa", (Role.OFFICER, "commune", "18550"))
    with pytest.raises(NotFound):
        services.write(CLERK(), DATA, [world.cam, far], "x")
    with pytest.raises(NotFound):
        services.write(stranger, DATA, [world.cam], "x")
    with pytest.raises(NotAllowed):
        services.write(reader, DATA, [world.cam], "x")
    code = write(world)
    for verb in (services.send, services.print_out, services.drop):
        with pytest.raises(NotFound):
            verb(stranger, code)
        with pytest.raises(NotFound):
            verb(reader, code)
    assert services.seen(reader, code).code == services.seen(commune, code).code == code
    wide = services.write(ministry, DATA, [world.cam, far], "y")
    for actor in (CLERK(), stranger, commune):
        with pytest.raises(NotFound):
            services.seen(actor, wide)
    assert [row.code for row in queries.letters(register.scope_of(ministry)).items] == [wide, code]
    assert [row.code for row in queries.letters(register.scope_of(CLERK())).items] == [code]
    assert [row.code for row in queries.letters(register.scope_of(commune)).items] == [code]
    assert queries.letters(register.scope_of(stranger)).items == ()
    assert session().scalar(select(func.count()).select_from(Letter)) == 2


def test_limits(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Invalid, match="Chưa chọn sản phẩm nào"):
        write(world, [])
    monkeypatch.setattr(writing, "MOST_HOLDERS", 2)
    with pytest.raises(Invalid, match="nhiều nhất 2 chủ thể"):
        write(world)
    assert session().scalar(select(func.count()).select_from(Letter)) == 0


def test_a_page_stays_whole_when_a_producer_is_tied_later(app: Flask, world: World) -> None:
    other = star("Chè xanh", holder_name="Tổ hợp tác Chè")
    code = write(world, [world.che, other])
    with transaction() as here:
        here.execute(update(Recognition).where(Recognition.id == other).values(producer_id=world.house))
    (person,) = queries.recipients(services.seen(CLERK(), code).id).items
    holder = queries.held([person])[person.id]
    assert (holder.name, {each.name for each in holder.products}) == (
        "Tổ hợp tác Chè",
        {"Chè gừng", "Chè xanh"},
    )


def test_a_note_is_kept_once_and_settles_paper_unless_nobody_was_reached(app: Flask, world: World) -> None:
    with transaction() as here:
        here.add(
            EndingNotice(
                recognition_id=world.che, days=30, state="to_print", noted_at=clock.now(), how="", whom=""
            )
        )
    record = register.recognition(world.che)
    services.note(CLERK(), record, NoteData("phone", "not_reached", "Chị Lan 0912 000 000"), "t1")
    assert queries.to_print([world.che]) == {world.che: (30,)}
    said = NoteData("phone", "will_file", "Chị Lan", "Tuần sau nộp")
    services.note(CLERK(), record, said, "t2")
    services.note(CLERK(), record, said, "t2")
    assert queries.to_print([world.che]) == {}
    assert session().scalar(select(func.count()).select_from(HolderNote)) == 2
    assert entries("notifications.holder.noted") == 2
    assert {each.words for each in queries.told([world.che])[world.che]} == {"", "Tuần sau nộp"}


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (NoteData("mail", "will_file", "Lan"), {"way"}),
        (NoteData("phone", "", ""), {"outcome", "spoke_with"}),
        (NoteData("visit", "other", "Lan"), {"words"}),
        (NoteData("visit", "will_file", "L" * 121, "x" * 501), {"spoke_with", "words"}),
    ],
)
def test_a_note_that_says_too_little(app: Flask, world: World, data: NoteData, fields: set[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        services.note(CLERK(), register.recognition(world.che), data, "t")
    assert set(refusal.value.fields) == fields


def test_who_may_not_note(app: Flask, world: World) -> None:
    for actor in (stories.officer(1, HA_NOI), world.owner, Actor.guest()):
        with pytest.raises(NotAllowed):
            services.note(actor, register.recognition(world.che), NoteData("phone", "will_file", "Lan"), "t")
    assert session().scalar(select(func.count()).select_from(HolderNote)) == 0


def test_what_was_read_is_what_goes_out(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves between the look and the sending: the database compares, not only the page."""
    code = write(world)
    stale = services.seen(CLERK(), code)
    services.save(CLERK(), code, replace(DATA, about="việc khác"), version=stale.version)
    monkeypatch.setattr(sending, "seen", lambda *_: stale)
    for verb in (services.send, services.print_out):
        with pytest.raises(Conflict):
            verb(CLERK(), code)
    view = queries.letter(code)
    assert (view.state, view.counts[MailState.QUEUED], view.printed) == (LetterState.DRAFT, 0, 0)

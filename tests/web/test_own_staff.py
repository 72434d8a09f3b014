"""The page of a producer's people: for its owner alone, and whoever is let go is out at their next click."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts import invitation_queries, members
from marketplace.accounts.models import Invitation
from marketplace.accounts.policy import Role
from marketplace.kernel.audit import AuditEntry
from tests import stories
from tests.web.desks import NewClient, browser, statements, words

PAGE = "/quan-ly/chu-the/nhan-su"


def people(producer_id: int) -> dict[int, Role]:
    return {each.user_id: each.role for each in members.members_of(producer_id)}


def test_an_owner_sees_the_people_and_invites_more(app: Flask, new_client: NewClient) -> None:
    producer_id = stories.producer(display_name="HTX Long Nhâm")
    owner, staff = stories.owner(producer_id), stories.staff(producer_id)
    client = browser(new_client, owner)
    page = client.get(PAGE)
    assert "HTX Long Nhâm Người làm" in words(page)
    assert "2 người" in words(page)
    assert f"nhan-vien-{producer_id}-1@example.vn" in words(page)
    assert "Chủ cơ sở duy nhất" in words(page)
    assert f"{PAGE}/{owner.id}/bo" not in page.text
    assert f"{PAGE}/{staff.id}/bo" in page.text

    answer = client.post(f"{PAGE}/moi", data={"email": " Goi@Example.vn", "role": "producer_packer"})
    assert answer.location == PAGE
    page = client.get(PAGE)
    assert "Đã gửi lời mời." in words(page)
    assert "Lời mời chưa nhận goi@example.vn Chờ nhận Người đóng gói" in words(page)
    found = invitation_queries.of_scope("producer", str(producer_id))
    assert [(each.email, each.role, each.state) for each in found] == [
        ("goi@example.vn", "producer_packer", "open")
    ]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"email": "", "role": ""}, ["Ghi địa chỉ e-mail, ví dụ ten@gmail.com.", "Chọn vai trò."]),
        ({"email": "goi@example.vn", "role": "operator"}, ["Chọn vai trò."]),
        ({"email": "goi", "role": "producer_packer"}, ["Ghi địa chỉ e-mail, ví dụ ten@gmail.com."]),
    ],
)
def test_a_refused_invitation_keeps_what_was_typed(
    app: Flask, new_client: NewClient, session: Session, sent: dict[str, str], said: list[str]
) -> None:
    owner = stories.owner(stories.producer())
    page = browser(new_client, owner).post(f"{PAGE}/moi", data=sent)
    assert page.status_code == 422
    for each in said:
        assert words(page).count(each) == 2
    assert f'value="{sent["email"]}"' in page.text
    assert "<title>Lỗi: Người làm" in page.text
    assert session.execute(select(func.count(Invitation.id))).scalar_one() == 0


def test_inviting_again_is_refused_at_the_field(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.owner(stories.producer()))
    sent = {"email": "goi@example.vn", "role": "producer_packer"}
    client.post(f"{PAGE}/moi", data=sent)
    page = client.post(f"{PAGE}/moi", data=sent)
    assert page.status_code == 422
    assert words(page).count("Địa chỉ này đã được mời.") == 2


def test_an_invitation_is_sent_again_and_taken_back(app: Flask, new_client: NewClient) -> None:
    producer_id = stories.producer()
    client = browser(new_client, stories.owner(producer_id))
    client.post(f"{PAGE}/moi", data={"email": "goi@example.vn", "role": "producer_packer"})
    found = invitation_queries.of_scope("producer", str(producer_id))[0]
    answer = client.post(f"{PAGE}/loi-moi/{found.id}/gui-lai", follow_redirects=True)
    assert "chờ 5 phút" in words(answer)
    answer = client.post(f"{PAGE}/loi-moi/{found.id}/thu-hoi", follow_redirects=True)
    assert "Đã thu hồi lời mời." in words(answer)
    assert "Lời mời đã kết thúc goi@example.vn Đã thu hồi" in words(answer)


def test_whoever_is_let_go_is_out_at_once(app: Flask, new_client: NewClient, session: Session) -> None:
    producer_id = stories.producer()
    owner, staff = stories.owner(producer_id), stories.staff(producer_id)
    theirs = browser(new_client, staff)
    assert theirs.get("/quan-ly/chu-the/san-pham").status_code == 200
    client = browser(new_client, owner)

    client.post(f"{PAGE}/{staff.id}/vai-tro", data={"role": "producer_packer"})
    assert people(producer_id)[staff.id or 0] is Role.PRODUCER_PACKER
    assert theirs.get("/quan-ly/chu-the/san-pham").status_code == 404
    assert theirs.get("/quan-ly/chu-the/don-hang").status_code == 200

    answer = client.post(f"{PAGE}/{staff.id}/bo", follow_redirects=True)
    assert "Đã cho ra khỏi chủ thể." in words(answer)
    assert people(producer_id) == {owner.id: Role.PRODUCER_OWNER}
    for path in ("", "/don-hang", "/don-hang.csv", "/kho", "/phieu-gui.pdf"):
        assert theirs.get(f"/quan-ly/chu-the{path}").status_code == 404
    entries = session.execute(
        select(AuditEntry.action, AuditEntry.subject_ref).where(AuditEntry.actor == owner.ref)
    ).all()
    assert [tuple(each) for each in entries] == [
        ("accounts.role.granted", str(staff.id)),
        ("accounts.role.taken", str(staff.id)),
        ("accounts.role.taken", str(staff.id)),
    ]


def test_an_owner_who_is_not_the_last_may_leave(app: Flask, new_client: NewClient) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    client = browser(new_client, owner)
    answer = client.post(f"{PAGE}/{owner.id}/bo", follow_redirects=True)
    assert "Phải còn ít nhất một chủ cơ sở." in words(answer)
    other = stories.person("chu-hai", (Role.PRODUCER_OWNER, "producer", str(producer_id)))
    answer = client.post(f"{PAGE}/{owner.id}/bo")
    assert answer.location == "/tai-khoan"
    assert people(producer_id) == {other.id: Role.PRODUCER_OWNER}
    assert client.get(PAGE).status_code == 404


def test_a_packer_sees_the_packing_room_alone(app: Flask, new_client: NewClient) -> None:
    goods = stories.goods()
    client = browser(new_client, stories.packer(goods.producer_id))
    page = client.get("/quan-ly/chu-the")
    menu = page.text.partition('<nav class="m-menu')[2].partition("</nav>")[0]
    dock = page.text.partition('<nav class="m-dock')[2].partition("</nav>")[0]
    for part in (menu, dock):
        assert "/quan-ly/chu-the/don-hang" in part
        assert "/quan-ly/chu-the/kho" in part
        for hidden in ("san-pham", "giay-to", "nhan-su", "tai-khoan-nhan-tien", "ngay-nghi"):
            assert f"/quan-ly/chu-the/{hidden}" not in part
    for path in ("giay-to", "nhan-su", "san-pham", "san-pham.csv", "ngay-nghi", "giay-to/moi"):
        assert client.get(f"/quan-ly/chu-the/{path}").status_code == 404
    for path in ("don-hang", "don-hang.csv", "kho", "kho.csv"):
        assert client.get(f"/quan-ly/chu-the/{path}").status_code == 200


def test_a_packer_here_and_an_owner_there(app: Flask, new_client: NewClient) -> None:
    """What is allowed at one producer opens nothing of the other's."""
    mine, theirs = stories.goods(name="Cam Khe Mây"), stories.goods(name="Bưởi Phúc Trạch")
    both = stories.person(
        "hai-noi",
        (Role.PRODUCER_OWNER, "producer", str(mine.producer_id)),
        (Role.PRODUCER_PACKER, "producer", str(theirs.producer_id)),
    )
    client = browser(new_client, both)
    assert client.get(f"/quan-ly/chu-the/san-pham/{mine.product_id}").status_code == 200
    assert client.get(f"/quan-ly/chu-the/san-pham/{theirs.product_id}").status_code == 404
    assert "Bưởi Phúc Trạch" not in client.get("/quan-ly/chu-the/san-pham").text
    assert "Bưởi Phúc Trạch" in client.get("/quan-ly/chu-the/kho").text
    for path in ("giay-to", "nhan-su"):
        assert client.get(f"/quan-ly/chu-the/{path}?co-so={theirs.producer_id}").status_code == 404
    someone = stories.staff(theirs.producer_id)
    assert client.post(f"{PAGE}/{someone.id}/bo?co-so={theirs.producer_id}").status_code == 404
    assert client.post(f"{PAGE}/{someone.id}/bo").status_code == 404
    assert (someone.id or 0) in people(theirs.producer_id)


@pytest.mark.parametrize("count", [2, 30])
def test_its_statements_are_counted(app: Flask, new_client: NewClient, count: int) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    for number in range(count):
        stories.packer(producer_id, number + 1)
    client = browser(new_client, owner)
    client.get(PAGE)
    with statements() as sent:
        assert client.get(PAGE).status_code == 200
    assert len(sent) == EXPECTED


EXPECTED = 8
"""Session with account, roles, unread notices, the producer, its people, its invitations, then the desk's frame."""

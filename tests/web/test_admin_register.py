"""The officers' register: tabs, filters, the table to take away, what runs out soon."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.certification import services
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.lifecycle import add_months
from marketplace.kernel.audit import AuditEntry
from tests import stories
from tests.factories import days_ahead
from tests.web.desks import NewClient, browser, caption, rows, statements, table, words

LIST = "/quan-ly/can-bo"
CAM_BINH = "18685"


def entered(name: str, *, days_left: int = 700, **changes: object) -> int:
    """A recognition with so many days to go."""
    return stories.recognition(
        product_name=name,
        holder_name=f"HTX {name}",
        issued_on=add_months(days_ahead(days_left), -36),
        **{"score": None, **changes},
    )


def test_the_register_by_day_of_expiry(app: Flask, new_client: NewClient) -> None:
    entered("Cam Khe Mây", decision_no="2394/QĐ-UBND")
    entered(
        "Chè Mẫu",
        days_left=11,
        star=3,
        printed_address="Xã Cẩm Vịnh, huyện Cẩm Xuyên, tỉnh Hà Tĩnh",
        decision_no="12/QĐ-UBND",
    )
    page = browser(new_client, stories.officer()).get(LIST)

    assert "Cán bộ tỉnh Hà Tĩnh" in words(page)
    assert caption(page) == "2 sản phẩm, xếp theo ngày hết hạn"
    assert rows(page) == [
        [
            "Chè Mẫu",
            "HTX Chè Mẫu",
            "Hương Đô cũ: Cẩm Vịnh",
            "3 sao",
            "12/QĐ-UBND 02/12/2023",
            "02/12/2026",
            "Quá hạn nộp lại",
        ],
        [
            "Cam Khe Mây",
            "HTX Cam Khe Mây",
            "Hương Đô",
            "4 sao",
            "2394/QĐ-UBND 21/10/2025",
            "21/10/2028",
            "Còn sao",
        ],
    ]


def test_tabs_count_and_narrow(app: Flask, new_client: NewClient) -> None:
    entered("Cam")
    stopped, gone = entered("Chè"), entered("Mật ong")
    entered("Bưởi", days_left=-3)
    services.suspend(stories.officer(), stopped, "Mẫu không đạt")
    services.revoke(stories.chair(), gone, decision_no="9/QĐ-UBND", ground=RevocationGround.NOT_PRODUCED)
    client = browser(new_client, stories.officer())

    page = client.get(LIST)
    assert "Tất cả 4 Còn sao 1 Hết hạn 1 Đình chỉ, thu hồi 2" in words(page)
    assert [(row[0], row[-1]) for row in rows(client.get(f"{LIST}?muc=stopped&xep=name"))] == [
        ("Chè", "Tạm dừng từ 21/11/2026"),
        ("Mật ong", "Đã thu hồi 21/11/2026"),
    ]
    assert [row[0] for row in rows(client.get(f"{LIST}?muc=expired"))] == ["Bưởi"]


def test_filters(app: Flask, new_client: NewClient) -> None:
    entered("Cam Khe Mây", days_left=600)
    entered("Nước mắm", star=3, commune_code=CAM_BINH, days_left=100)
    client = browser(new_client, stories.officer())

    def found(query: str) -> list[str]:
        return [row[0] for row in rows(client.get(f"{LIST}?{query}"))]

    assert found("q=khe+may") == ["Cam Khe Mây"]
    assert found("sao=3") == ["Nước mắm"]
    assert found(f"xa={CAM_BINH}") == ["Nước mắm"]
    assert found("truoc=31/12/2027") == ["Nước mắm"]
    assert found("truoc=hôm-nay") == ["Nước mắm", "Cam Khe Mây"]
    assert found("xep=-name") == ["Nước mắm", "Cam Khe Mây"]
    assert found("xep=nonsense&sao=9&muc=nothing") == ["Nước mắm", "Cam Khe Mây"]
    narrowed = client.get(f"{LIST}?q=khe+may")
    assert caption(narrowed) == "1 sản phẩm khớp “khe may”, xếp theo ngày hết hạn. Tên xã cũ vẫn tìm được."
    assert "Không có bản ghi nào khớp. Xem cả sổ" in words(client.get(f"{LIST}?q=xoài"))


def test_an_officer_sees_the_own_province_only(app: Flask, new_client: NewClient) -> None:
    entered("Cam Khe Mây")
    assert rows(browser(new_client, stories.officer(1, "40")).get(LIST)) == []
    everything = browser(new_client, stories.operator()).get(LIST)
    assert [row[2] for row in rows(everything)] == ["Hương Đô Hà Tĩnh"]
    assert "Tỉnh, thành phố" in words(everything)


def test_who_only_reads_gets_no_buttons(app: Flask, new_client: NewClient) -> None:
    entered("Cam Khe Mây")
    auditor = stories.person("kiem-toan", (Role.AUDITOR, "all", ""))
    page = browser(new_client, auditor).get(LIST)
    assert "Thêm bản ghi" not in words(page)
    assert 'href="/quan-ly/can-bo/nhap/moi"' not in page.text
    officer = browser(new_client, stories.officer()).get(LIST)
    assert "Thêm bản ghi" in words(officer)
    assert (
        'href="/quan-ly/can-bo/nhap/moi"'
        in browser(new_client, stories.officer()).get("/quan-ly/can-bo/nhap").text
    )
    assert (
        'href="/quan-ly/can-bo/nhap/moi"' not in browser(new_client, auditor).get("/quan-ly/can-bo/nhap").text
    )


def test_the_table_to_take_away_follows_the_filter_and_is_noted(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    entered("Cam Khe Mây", holder_tax_id="9900000016", decision_no="2394/QĐ-UBND")
    entered("Nước mắm", star=3)
    officer = stories.officer()
    answer = browser(new_client, officer).get(f"{LIST}/so.csv?sao=4")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    file = table(answer)

    assert len(file) == 2
    assert file[0][1:4] == ["Sản phẩm", "Chủ thể", "Mã số thuế"]
    assert file[1][1:] == [
        "Cam Khe Mây",
        "HTX Cam Khe Mây",
        "9900000016",
        "Hương Đô",
        "Hà Tĩnh",
        "",
        "4",
        "2394/QĐ-UBND",
        "21/10/2025",
        "UBND tỉnh Hà Tĩnh",
        "21/10/2028",
        "Còn sao",
    ]
    noted = session.execute(
        select(AuditEntry.actor).where(AuditEntry.action == "certification.register.exported")
    )
    assert list(noted.scalars()) == [officer.ref]


@pytest.mark.parametrize("path", ["", "/so.csv", "/sap-het-han", "/sap-het-han.csv"])
def test_the_register_is_hidden_from_buyers_and_producers(
    app: Flask, new_client: NewClient, path: str
) -> None:
    for actor in (stories.buyer_person(), stories.owner(stories.producer())):
        assert browser(new_client, actor).get(f"{LIST}{path}").status_code == 404


def test_the_list_sends_the_same_statements_for_3_and_60_records(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    for number in range(3):
        entered(f"Cam {number}")
    client.get(LIST)
    with statements() as few:
        assert len(rows(client.get(LIST))) == 3
    for number in range(3, 60):
        entered(f"Cam {number}")
    with statements() as many:
        assert len(rows(client.get(LIST))) == 50
    assert len(few) == len(many) == 10

"""The operators' log, background jobs and mails."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.kernel import audit, clock, outbox, worker_beat
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import transaction
from marketplace.kernel.outbox import OutboxRow, PermanentFailure
from marketplace.orders.links import key_of
from tests import stories
from tests.conftest import NOON, state_of
from tests.web.desks import NewClient, browser, caption, rows, statements, table, words

LOG, JOBS, MAILS = "/quan-ly/van-hanh/nhat-ky", "/quan-ly/van-hanh/viec-nen", "/quan-ly/van-hanh/thu"


def note(
    action: str, subject: str = "lot", ref: object = 7, *, actor: Actor | None = None, **data: object
) -> None:
    with transaction():
        audit.record(actor or Actor.system("test"), action, subject, ref, data)


# --- The log ---------------------------------------------------------------------------------------


def test_the_log_says_who_did_what_to_what(app: Flask, new_client: NewClient) -> None:
    operator = stories.operator()
    client = browser(new_client, operator)
    note("stock.lot.adjusted", actor=operator, counted=7, reason="dập")
    page = client.get(LOG)

    first = rows(page)[0]
    assert first[:5] == [
        "12:00, 21/11/2026",
        f"van-hanh user:{operator.id}",
        "Đếm lại lô",
        "Lô 7",
        "đếm được: 7; lý do: dập",
    ]
    assert caption(page).endswith("dòng, mới nhất ở trên")


def test_the_log_is_narrowed_by_person_action_subject_and_days(app: Flask, new_client: NewClient) -> None:
    officer = stories.officer()
    with clock.hold(NOON - timedelta(days=2)):
        note("stock.lot.received", ref=1)
    note("stock.lot.adjusted", ref=1, actor=officer)
    note("stock.lot.adjusted", ref=2)
    client = browser(new_client, stories.operator())

    def found(query: str) -> list[tuple[str, str]]:
        return [(row[2], row[3]) for row in rows(client.get(f"{LOG}?{query}"))]

    adjusted, received = "Đếm lại lô", "Nhập lô"
    assert found(f"ai={officer.ref}&viec=stock.") == [(adjusted, "Lô 1")]
    assert found("viec=stock.lot.adjusted") == [(adjusted, "Lô 2"), (adjusted, "Lô 1")]
    assert found("voi=lot:1&xep=cu") == [(received, "Lô 1"), (adjusted, "Lô 1")]
    assert found("voi=lot&den=20/11/2026") == [(received, "Lô 1")]
    assert found("voi=lot&tu=2026-11-21&xep=cu") == [(adjusted, "Lô 1"), (adjusted, "Lô 2")]
    choices = client.get(LOG).text
    assert '<option value="stock.">Mọi việc về kho</option>' in choices
    assert '<option value="stock.lot.adjusted">Đếm lại lô</option>' in choices
    assert "Không có dòng nào khớp." in words(client.get(f"{LOG}?ai=user:999"))


def test_the_chain_is_checked_on_demand(app: Flask, new_client: NewClient, session: Session) -> None:
    note("stock.lot.adjusted")
    client = browser(new_client, stories.operator())
    total = session.execute(select(AuditEntry.seq).order_by(AuditEntry.seq.desc()).limit(1)).scalar_one()
    assert "dòng khớp nhau" not in words(client.get(LOG))
    assert f"Cả {total} dòng khớp nhau" in words(client.get(f"{LOG}?kiem=1"))


def test_a_changed_entry_is_named(app: Flask, new_client: NewClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(new_client, stories.operator())
    monkeypatch.setattr(audit, "verify", lambda: audit.ChainReport(12, 9, "its content was changed"))
    assert "Chuỗi đứt ở dòng 9" in words(client.get(f"{LOG}?kiem=1"))


def test_the_log_to_take_away_is_noted_itself(app: Flask, new_client: NewClient, session: Session) -> None:
    note("stock.lot.adjusted", reason="dập", counted=7)
    auditor = stories.person("kiem-toan", (Role.AUDITOR, "all", ""))
    file = table(browser(new_client, auditor).get(f"{LOG}.csv?viec=stock."))
    assert file[0] == ["Dòng", "Lúc", "Ai", "Việc", "Loại", "Mã", "Chi tiết", "Dấu"]
    (row,) = file[1:]
    assert row[1:7] == [
        "2026-11-21T12:00:00+07:00",
        "system:test",
        "stock.lot.adjusted",
        "lot",
        "7",
        '{"counted": 7, "reason": "dập"}',
    ]
    last = session.execute(
        select(AuditEntry.actor, AuditEntry.action, AuditEntry.data).order_by(AuditEntry.seq.desc())
    ).first()
    assert last is not None
    assert tuple(last) == (auditor.ref, "kernel.audit.exported", '{"rows":1}')


def test_the_log_sends_the_same_statements_for_3_and_60_entries(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.operator())
    for ref in range(3):
        note("stock.lot.adjusted", ref=ref)
    client.get(f"{LOG}?viec=stock.")
    with statements() as few:
        assert len(rows(client.get(f"{LOG}?viec=stock."))) == 3
    for ref in range(57):
        note("stock.lot.adjusted", ref=ref)
    with statements() as many:
        assert len(rows(client.get(f"{LOG}?viec=stock."))) == 50
    assert len(few) == len(many) == 6


@pytest.mark.parametrize(
    ("action", "subject", "data", "said"),
    [
        (
            "certification.recognition.revoked",
            "recognition",
            {"decision": "104/QĐ-UBND", "ground": "b", "at": "2026-11-11T07:00:00+00:00"},
            "quyết định: 104/QĐ-UBND; căn cứ: không còn đáp ứng tiêu chí; hiệu lực từ: 14:00, 11/11/2026",
        ),
        (
            "certification.recognition.filed",
            "recognition",
            {"receipt": "110/BN", "filed_on": "2026-06-10"},
            "biên nhận: 110/BN; ngày nộp: 10/06/2026",
        ),
        (
            "certification.recognition.verified",
            "recognition",
            {"star": 3, "authority_accepted": False, "remark": ""},
            "số sao: 3; đã chấp nhận thẩm quyền: không",
        ),
        (
            "certification.import.confirmed",
            "import",
            {"sha256": "0f" * 32, "imported": 1200, "left": [7, 9], "only_ready": True},
            "mã băm: 0f0f0f0f0f0f…; số hàng đã nhập: 1.200; còn lại: 7, 9; chỉ hàng không sai: có",
        ),
        (
            "catalog.price.changed",
            "product",
            {"from": 101000, "to": 110000},
            "từ: 101.000 đ; thành: 110.000 đ",
        ),
        (
            "orders.seller_order.accepted",
            "seller_order",
            {"from": "placed", "to": "accepted"},
            "từ: Chờ chủ thể nhận; thành: Đã nhận, đang chuẩn bị",
        ),
        (
            "payments.payment.started",
            "payment",
            {"method": "cod", "amount": 546000},
            "cách trả tiền: trả tiền khi nhận hàng; số tiền: 546.000 đ",
        ),
        (
            "producers.paper.added",
            "producer",
            {"kind": "business_registration", "number": "1"},
            "loại: Giấy chứng nhận đăng ký kinh doanh; số: 1",
        ),
        (
            "accounts.role.granted",
            "user",
            {"role": "officer", "scope": "province", "ref": "42"},
            "Cán bộ OCOP, Hà Tĩnh",
        ),
        (
            "accounts.role.granted",
            "user",
            {"role": "officer", "scope": "commune", "ref": "18550"},
            "Cán bộ OCOP, Xã Hương Đô, Hà Tĩnh",
        ),
    ],
)
def test_the_details_of_an_entry_are_said_in_words(
    app: Flask, new_client: NewClient, action: str, subject: str, data: dict[str, Any], said: str
) -> None:
    client = browser(new_client, stories.operator())
    with transaction():
        audit.record(Actor.system("test"), action, subject, "7", data)
    shown = rows(client.get(f"{LOG}?viec={action}"))[0][4]
    assert sorted(shown.split("; ")) == sorted(said.split("; "))


def test_people_and_producers_are_named_in_the_details(app: Flask, new_client: NewClient) -> None:
    officer = stories.officer()
    producer = stories.producer(display_name="HTX Long Nhâm")
    note("certification.recognition.entered", "recognition", "7K2M", entered_by=officer.ref)
    note("certification.recognition.attached", "recognition", "7K2M", producer=producer)
    note("media.image.stored", "image", 1, owner=f"producer:{producer}")
    client = browser(new_client, stories.operator())

    def first(query: str) -> list[str]:
        return rows(client.get(f"{LOG}?{query}"))[0][1:5]

    assert first("viec=certification.recognition.entered") == [
        "Tự động system:test",
        "Nhập bản ghi công nhận",
        "Bản ghi công nhận 7K2M",
        "người nhập: can-bo-42-1",
    ]
    assert first("viec=certification.recognition.attached")[3] == "chủ thể: HTX Long Nhâm"
    assert first("viec=media.image")[3] == "của: HTX Long Nhâm"


# --- Background jobs -------------------------------------------------------------------------------


@pytest.fixture
def boom(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A job that fails for good as long as the list is empty; does its work once something is in it."""
    mended: list[str] = []

    def work(name: str) -> None:
        if not mended:
            raise PermanentFailure(f"no {name}")

    monkeypatch.setattr(state_of(app), "jobs", {**state_of(app).jobs, "test.boom": work})
    return mended


def queue(name: str) -> int:
    with transaction():
        return outbox.enqueue("test.boom", name=name)


def test_what_failed_is_shown_with_its_error_and_tried_again(
    app: Flask, new_client: NewClient, session: Session, boom: list[str]
) -> None:
    row_id = queue("lúa")
    client = browser(new_client, stories.operator())

    page = client.get(f"{JOBS}?muc=failed")
    assert rows(page)[0][:4] == [f"test.boom #{row_id}", "name: lúa", "12:00, 21/11/2026", "1"]
    assert rows(page)[0][4].endswith("PermanentFailure: no lúa")
    assert "Traceback (most recent call last)" in words(client.get(f"{JOBS}/{row_id}"))

    boom.append("mended")
    answer = client.post(f"{JOBS}/{row_id}/lam-lai")

    assert answer.location == f"{JOBS}?muc=failed"
    session.expire_all()
    row = session.execute(
        select(OutboxRow.done_at, OutboxRow.failed_at, OutboxRow.runs).where(OutboxRow.id == row_id)
    ).one()
    assert tuple(row) == (NOON, None, 1)
    entry = session.execute(
        select(AuditEntry.subject_ref, AuditEntry.data).where(AuditEntry.action == "kernel.job.retried")
    ).one()
    assert tuple(entry) == (str(row_id), '{"job":"test.boom"}')
    twice = client.post(f"{JOBS}/{row_id}/lam-lai", follow_redirects=True)
    assert "Việc này không còn ở trạng thái hỏng." in words(twice)


def test_jobs_by_state_and_name(app: Flask, new_client: NewClient, boom: list[str]) -> None:
    queue("lúa")
    with transaction():
        outbox.enqueue("stock.release_expired", delay=timedelta(hours=1))
    client = browser(new_client, stories.operator())

    assert [row[0].split()[0] for row in rows(client.get(JOBS))] == ["stock.release_expired"]
    assert [row[0].split()[0] for row in rows(client.get(f"{JOBS}?muc=all&q=test"))] == ["test.boom"]
    assert "Chưa có việc nào xong." in words(client.get(f"{JOBS}?muc=done&q=nothing"))
    file = table(client.get(f"{JOBS}.csv?muc=failed"))
    assert file[0] == ["Mã", "Việc", "Với", "Xếp lúc", "Lần làm", "Tình trạng", "Lỗi gần nhất"]
    assert [row[1:6] for row in file[1:]] == [
        ["test.boom", json.dumps({"name": "lúa"}, ensure_ascii=False), "21/11/2026 12:00:00", "1", "Hỏng"]
    ]


def test_what_failed_is_counted_wherever_an_operator_is(
    app: Flask, new_client: NewClient, boom: list[str]
) -> None:
    """Nobody is told of it otherwise. Who reads the log alone has no page of it, and no number."""
    client = browser(new_client, stories.operator())
    auditor = browser(new_client, stories.person("kiem-toan", (Role.AUDITOR, "all", "")))
    menu = "Nhật ký Việc nền {}Thư đã gửi"
    assert menu.format("") in words(client.get("/quan-ly/van-hanh/nguoi-dung"))
    for _each in range(3):
        queue("lúa")
    assert menu.format("3 ") in words(client.get("/quan-ly/van-hanh/nguoi-dung"))
    assert menu.format("3 ") in words(client.get("/quan-ly/van-hanh/cai-dat"))
    assert "Việc nền" not in words(auditor.get(LOG))


def test_whether_the_worker_lives(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.operator())
    assert "Chưa thấy tiến trình làm việc nền" in words(client.get(JOBS))
    worker_beat.beat()
    assert "Tiến trình làm việc nền đang chạy" in words(client.get(JOBS))
    with clock.hold(NOON + timedelta(minutes=4)):
        assert "Tiến trình làm việc nền im lặng Báo lần cuối lúc 12:00, 21/11/2026." in words(
            client.get(JOBS)
        )


def test_jobs_send_the_same_statements_for_3_and_60_rows(
    app: Flask, new_client: NewClient, boom: list[str]
) -> None:
    client = browser(new_client, stories.operator())
    for _ in range(3):
        queue("lúa")
    client.get(f"{JOBS}?muc=failed")
    with statements() as few:
        assert len(rows(client.get(f"{JOBS}?muc=failed"))) == 3
    for _ in range(57):
        queue("lúa")
    with statements() as many:
        assert len(rows(client.get(f"{JOBS}?muc=failed"))) == 50
    assert len(few) == len(many) == 7


# --- Mails -----------------------------------------------------------------------------------------


def test_a_mail_is_shown_as_text_and_in_a_frame_that_can_do_nothing(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    client = browser(new_client, stories.operator())
    page = client.get(f"{MAILS}?q=lan@")

    assert caption(page) == "1 thư, mới nhất ở trên"
    assert rows(page) == [[f"Đơn {code}: đã đặt", "lan@example.vn", "Xác nhận đơn hàng", "12:00, 21/11/2026"]]
    mail_id = session.execute(
        text("SELECT id FROM mkt_notifications_mail WHERE kind = 'order_placed'")
    ).scalar_one()
    one = client.get(f"{MAILS}/{mail_id}")
    assert f'src="{MAILS}/{mail_id}/ban-html" sandbox' in one.text
    assert "frame-src 'self'" in one.headers["Content-Security-Policy"]
    framed = client.get(f"{MAILS}/{mail_id}/ban-html")
    assert framed.mimetype == "text/html"
    assert framed.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
    )
    assert code in framed.text
    assert client.get(f"{MAILS}/999999").status_code == 404


def test_the_log_of_mails_does_not_hold_the_key_of_an_order(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    key = key_of(code)
    (sent,) = (mail for mail in state_of(app).ports["mail"].sent if mail.recipient == "lan@example.vn")
    link = f"http://127.0.0.1:5000/don-hang/{code}?khoa="
    # The buyer gets the link whole.
    assert f"\n{link}{key}" in sent.text
    assert f'href="{link}{key}"' in sent.html

    kept = session.execute(
        text("SELECT id, text, html FROM mkt_notifications_mail WHERE kind = 'order_placed'")
    ).one()
    assert kept.text == sent.text.replace(key, "…")
    assert kept.html == sent.html.replace(key, "…")
    client = browser(new_client, stories.operator())
    page, markup = client.get(f"{MAILS}/{kept.id}"), client.get(f"{MAILS}/{kept.id}/ban-html")
    assert f"{link}…" in page.text
    assert f'href="{link}…"' in markup.text
    assert key not in page.text + markup.text


def test_a_key_that_was_kept_once_is_not_shown(app: Flask, new_client: NewClient, session: Session) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    key = key_of(code)
    session.execute(
        text(
            "UPDATE mkt_notifications_mail SET text = :text, html = :html WHERE kind = 'order_placed'"
        ).bindparams(
            text=f"Xem đơn: http://x/don-hang/{code}?khoa={key}\nHết.",
            html=f'<a href="http://x/don-hang/{code}?a=1&amp;khoa={key}&amp;b=2">Xem</a>',
        )
    )
    mail_id = session.execute(
        text("SELECT id FROM mkt_notifications_mail WHERE kind = 'order_placed'")
    ).scalar_one()
    client = browser(new_client, stories.operator())
    assert f"Xem đơn: http://x/don-hang/{code}?khoa=…\nHết." in client.get(f"{MAILS}/{mail_id}").text
    assert client.get(f"{MAILS}/{mail_id}/ban-html").text == (
        f'<a href="http://x/don-hang/{code}?a=1&amp;khoa=…&amp;b=2">Xem</a>'
    )


def test_mails_to_take_away(app: Flask, new_client: NewClient) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    file = table(browser(new_client, stories.operator()).get(f"{MAILS}.csv?q=lan@"))
    assert file[0] == ["Mã", "Gửi lúc", "Người nhận", "Tiêu đề", "Loại"]
    assert [row[1:] for row in file[1:]] == [
        ["21/11/2026 12:00:00", "lan@example.vn", f"Đơn {code}: đã đặt", "Xác nhận đơn hàng"]
    ]


def test_mails_are_narrowed_by_kind_and_sorted(app: Flask, new_client: NewClient) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    client = browser(new_client, stories.operator())

    def found(query: str) -> list[str]:
        return [row[0] for row in rows(client.get(f"{MAILS}?{query}"))]

    everything = found("")
    assert len(everything) == 2
    assert found("loai=order_placed") == [f"Đơn {code}: đã đặt"]
    assert found("loai=order_placed&q=khong-ai") == []
    assert found("loai=zzz") == everything
    assert found("xep=sent") == list(reversed(everything))
    assert found("xep=subject") == sorted(everything)
    assert found("xep=-subject") == sorted(everything, reverse=True)
    assert caption(client.get(f"{MAILS}?xep=recipient")) == "2 thư, theo người nhận"
    assert '<option value="account_confirm">Xác nhận e-mail</option>' in client.get(MAILS).text
    file = table(client.get(f"{MAILS}.csv?loai=order_placed&xep=subject"))
    assert [row[4] for row in file[1:]] == ["Xác nhận đơn hàng"]


def test_mails_send_the_same_statements_for_3_and_60_rows(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.operator())

    goods = stories.goods()
    for _ in range(3):
        stories.order((goods.variant, 1))
    client.get(f"{MAILS}?q=lan")
    with statements() as few:
        assert len(rows(client.get(f"{MAILS}?q=lan"))) == 3
    for _ in range(47):
        stories.order((goods.variant, 1))
    with statements() as many:
        assert len(rows(client.get(f"{MAILS}?q=lan"))) == 50
    assert len(few) == len(many) == 5


@pytest.mark.parametrize(
    "path",
    [
        LOG,
        f"{LOG}.csv",
        JOBS,
        f"{JOBS}.csv",
        f"{JOBS}/1",
        MAILS,
        f"{MAILS}.csv",
        f"{MAILS}/1",
        f"{MAILS}/1/ban-html",
    ],
)
def test_operations_are_hidden_from_everybody_else(app: Flask, new_client: NewClient, path: str) -> None:
    for actor in (
        stories.officer(),
        stories.chair(),
        stories.owner(stories.producer()),
        stories.buyer_person(),
    ):
        assert browser(new_client, actor).get(path).status_code == 404


def test_an_auditor_reads_the_log_and_nothing_else(
    app: Flask, new_client: NewClient, boom: list[str]
) -> None:
    row_id = queue("lúa")
    auditor = browser(new_client, stories.person("kiem-toan", (Role.AUDITOR, "all", "")))
    page = words(auditor.get(LOG))
    assert "Người dùng" not in page
    assert auditor.get(JOBS).status_code == 404
    assert auditor.post(f"{JOBS}/{row_id}/lam-lai").status_code == 404

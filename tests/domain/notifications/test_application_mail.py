"""What applicants are told: to mend something, that they may sell, that they may not; in their language, once."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update

from marketplace.accounts.models import User
from marketplace.kernel.db import transaction
from marketplace.kernel.outbox import PermanentFailure
from marketplace.notifications import application_jobs as jobs
from marketplace.notifications.mailer import MailMessage
from marketplace.producers.applications import services
from tests import stories
from tests.conftest import state_of
from tests.domain.producers.applications import build

TO = "nhan@example.vn"


def mails(app: Flask) -> list[MailMessage]:
    found = [mail for mail in state_of(app).ports["mail"].sent if mail.recipient == TO]
    assert all(isinstance(mail, MailMessage) for mail in found)
    return found


def test_what_came_back_is_told_with_its_remarks(app: Flask) -> None:
    code = build.submitted()
    remarks = {
        "phone": "Số này không gọi được.",
        "scan.id_front": "Ảnh mờ.",
        "paper.food_safety_commitment.number": "Giấy ghi 70/2026.",
    }
    services.send_back(stories.officer(1), code, remarks, "Sửa ba chỗ dưới đây.")
    (mail,) = mails(app)
    assert mail.subject == f"Hồ sơ {code}: cần sửa trước khi duyệt"
    for said in (
        "Sửa ba chỗ dưới đây.",
        "- Số điện thoại: Số này không gọi được.",
        "- Bản quét: Căn cước, mặt trước: Ảnh mờ.",
        "- Bản cam kết sản xuất an toàn, Số giấy: Giấy ghi 70/2026.",
        "/quan-ly/dang-ky-ban",
    ):
        assert said in mail.text
    assert "<b>Số điện thoại</b><br>Số này không gọi được." in mail.html
    assert '/quan-ly/dang-ky-ban"' in mail.html
    assert not any(secret in mail.text + mail.html for secret in build.SECRETS)


def test_each_round_is_told_once_and_only_while_it_is_so(app: Flask) -> None:
    code = build.returned()
    jobs.application_returned(code, 1)
    assert len(mails(app)) == 1
    services.submit(build.applicant(), code, consent=False)
    services.send_back(stories.officer(1), code, {}, "Thiếu chữ ký.")
    assert len(mails(app)) == 2
    assert "Số này không gọi được." not in mails(app)[1].text
    # A job that comes late, when it lies with officers again, tells nothing that is not so any more.
    jobs.application_returned(code, 1)
    assert len(mails(app)) == 2


def test_approval_says_what_comes_next(app: Flask) -> None:
    code = build.approved()
    (mail,) = mails(app)
    assert mail.subject == f"Hồ sơ {code}: đã duyệt"
    assert "Hộ kinh doanh Nguyễn Thị Nhàn đã được duyệt" in mail.text
    assert "1. Đăng sản phẩm có quyết định công nhận OCOP còn hạn." in mail.text
    assert "/quan-ly/chu-the/san-pham" in mail.text
    assert "<li>Đăng sản phẩm có quyết định công nhận OCOP còn hạn.</li>" in mail.html


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("vi", ("Lý do: Không phải chủ thể OCOP", "gửi khiếu nại tới cơ quan phụ trách OCOP của Hà Tĩnh")),
        ("en", ("Reason: Không phải chủ thể OCOP", "complain to the OCOP office of Hà Tĩnh within 90 days")),
    ],
)
def test_refusal_says_why_and_how_to_object(app: Flask, locale: str, said: tuple[str, ...]) -> None:
    code = build.submitted()
    with transaction() as here:
        here.execute(update(User).where(User.id == build.applicant().id).values(locale=locale))
    services.refuse(stories.officer(1), code, "Không phải chủ thể OCOP")
    (mail,) = mails(app)
    for words in (*said, code):
        assert words in mail.text
        assert words in mail.html


def test_what_does_not_exist_is_not_tried_again(app: Flask) -> None:
    for job in (
        lambda code: jobs.application_returned(code, 1),
        jobs.application_approved,
        jobs.application_refused,
    ):
        with pytest.raises(PermanentFailure):
            job("XXXXXXXXX")
    assert mails(app) == []

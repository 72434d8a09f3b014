"""The mail about a new order holds the whole contract (Law 19/2023/QH15, article 37), as it was concluded."""

import re
from datetime import date

import pytest
from flask import Flask

from marketplace.catalog import services as catalog
from marketplace.kernel.db import transaction
from marketplace.kernel.i18n import speaking
from marketplace.notifications import jobs
from marketplace.notifications.inbox import inbox
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.models import Mail
from marketplace.orders import queries
from marketplace.orders.models import Order
from marketplace.producers import services as producers
from tests import stories
from tests.conftest import state_of

VIETNAMESE = """\
Hợp đồng mua bán số {code}
Giao kết lúc 12:00, 21/11/2026 trên Chợ Phiên

Bên mua
  Người nhận: Nguyễn Thị Lan, 0912 000 000
  Giao tới: 12 phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội
  E-mail: lan@example.vn
  Trả tiền: Trả tiền khi nhận hàng

Sàn giao dịch
  Sàn: Chợ Phiên

Bên bán: Hợp tác xã Khe Mây
  Tên: Hợp tác xã Khe Mây
  Loại hình: Hợp tác xã
  Địa chỉ: Thôn 5, Xã Hương Đô, Hà Tĩnh
  Địa chỉ ghi trên giấy: Thôn 5, xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh
  Điện thoại: 0912 345 678
  E-mail: htx@khemay.example.vn
  Mã số thuế: 9800000100
  Đăng ký kinh doanh: 28A8000001, ngày 20/05/2019, Phòng Tài chính huyện Hương Khê
  An toàn thực phẩm: Giấy chứng nhận ATTP số {paper}, đến 20/11/2028

  Cam Khe Mây, Thùng 5 kg (OCOP 4 sao, {decision})
    Xuất xứ: Xã Hương Đô, Hà Tĩnh (trước đây: xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh)
    Hạn dùng: 01/12/2026; 14 ngày sau khi hái
    Số lượng: 2
    Đơn giá: 225.000 đ
    Tiền: 450.000 đ

  Giao hàng: 64.000 đ, nhận 24/11 \N{EN DASH} 25/11/2026
  Huỷ đơn: Huỷ được cho tới khi người bán nhận đơn, vì hàng tươi hái hoặc làm theo đơn.
  Đổi trả: Đổi trong 24 giờ nếu hàng dập, kèm ảnh.
  Cộng phần của Hợp tác xã Khe Mây: 514.000 đ

Tổng cộng
  Tiền hàng: 450.000 đ
  Phí giao: 64.000 đ
  Tổng phải trả: 514.000 đ
  Bằng chữ: Năm trăm mười bốn nghìn đồng chẵn.
  Giá đã gồm mọi thứ thuế.
  Giá và phí này dành cho đơn đặt đến hết ngày 21/11/2026. \
Người bán đổi giá trước lúc đó thì anh chị được xem giá mới rồi mới đặt; đặt xong thì giá và phí không đổi.

Dấu vân tay của bản này: {sha}"""

ENGLISH = """\
Contract of sale no. {code}
Concluded at 12:00, 21/11/2026 on Chợ Phiên

Buyer
  Recipient: Nguyễn Thị Lan, 0912 000 000
  Deliver to: 12 phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội
  E-mail: lan@example.vn
  Payment: Cash on delivery

Platform
  Platform: Chợ Phiên

Seller: Hợp tác xã Khe Mây
  Name: Hợp tác xã Khe Mây
  Legal form: Cooperative
  Address: Thôn 5, Xã Hương Đô, Hà Tĩnh
  Address on the papers: Thôn 5, xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh
  Telephone: 0912 345 678
  E-mail: htx@khemay.example.vn
  Tax number: 9800000100
  Business registration: 28A8000001 of 20/05/2019, Phòng Tài chính huyện Hương Khê
  Food safety: Food safety certificate no. {paper}, valid through 20/11/2028

  Cam Khe Mây, Thùng 5 kg (OCOP 4 stars, {decision})
    Origin: Xã Hương Đô, Hà Tĩnh (formerly xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh)
    Best before: 01/12/2026; 14 ngày sau khi hái
    Quantity: 2
    Unit price: 225.000 đ
    Amount: 450.000 đ

  Delivery: 64.000 đ, arrives 24/11 \N{EN DASH} 25/11/2026
  Cancelling: Can be cancelled until the seller accepts the order, since fresh goods are picked or made to order.
  Returns: Đổi trong 24 giờ nếu hàng dập, kèm ảnh.
  Total of Hợp tác xã Khe Mây: 514.000 đ

Total
  Goods: 450.000 đ
  Delivery fee: 64.000 đ
  Total to pay: 514.000 đ
  In words, as Vietnamese contracts state it: Năm trăm mười bốn nghìn đồng chẵn.
  Prices include all taxes.
  These prices and fees are for an order placed by the end of 21/11/2026. \
Should the seller change a price before you order, you see the new one first; \
once you have ordered, nothing of it changes.

Fingerprint of this copy: {sha}"""


@pytest.fixture
def orange(app: Flask) -> stories.Goods:
    """Fresh fruit for 225.000 đ a box."""
    producer_id = stories.producer(
        legal_name="Hợp tác xã Khe Mây",
        tax_code="9800000100",
        registration_no="28A8000001",
        email="htx@khemay.example.vn",
    )
    return stories.goods(producer_id=producer_id, name="Cam Khe Mây")


def contract_in(mail: MailMessage) -> str:
    """What stands below the rule in the mail's text, with breaking spaces before đ."""
    return mail.text.partition("-" * 40)[2].strip().replace("\u00a0", " ")


def expected(words: str, code: str) -> str:
    kept = queries.contract(code)
    assert kept is not None
    (seller,) = kept.content["sellers"]
    return words.format(
        code=code,
        paper=seller["food_safety"][0]["number"],
        decision=seller["lines"][0]["decision_no"],
        sha=kept.sha256,
    )


def mail_to_buyer(app: Flask) -> MailMessage:
    (mail,) = [mail for mail in state_of(app).ports["mail"].sent if mail.recipient == "lan@example.vn"]
    assert isinstance(mail, MailMessage)
    return mail


@pytest.mark.parametrize(("language", "words"), [("vi", VIETNAMESE), ("en", ENGLISH)])
def test_the_whole_contract_is_in_the_buyers_mail(
    app: Flask, orange: stories.Goods, language: str, words: str
) -> None:
    with speaking(language):
        code = stories.order((orange.variant, 2))
    mail, contract = mail_to_buyer(app), expected(words, code)
    assert contract_in(mail) == contract
    html = " ".join(re.sub(r"<[^>]+>", " ", mail.html).replace("\u00a0", " ").split()).replace(" .", ".")
    label, _, value = contract.rpartition("\n")[2].partition(": ")
    for said in (*contract.splitlines()[:-1], f"{label}: {value}"):
        # A table has the colon's two sides in two cells.
        left, colon, right = said.strip().partition(": ")
        assert said.strip() in html or (colon and f"{left} {right}" in html), said
    assert '<span lang="vi">Năm trăm mười bốn nghìn đồng chẵn</span>.' in mail.html


def test_a_late_mail_says_what_was_concluded_not_what_is_so_now(app: Flask, orange: stories.Goods) -> None:
    code = stories.order((orange.variant, 2))
    catalog.set_price(orange.seller, orange.variant, 300_000)
    state_of(app).ports["mail"].sent.clear()
    here = state_of(app).session()
    with transaction():
        here.execute(Mail.__table__.delete())
    jobs.order_to_buyer(here.query(Order.id).filter_by(code=code).scalar())
    assert contract_in(mail_to_buyer(app)) == expected(VIETNAMESE, code)


def test_the_producer_gets_no_contract(app: Flask, orange: stories.Goods) -> None:
    stories.order((orange.variant, 2))
    (mail,) = [mail for mail in state_of(app).ports["mail"].sent if mail.recipient == "htx@khemay.example.vn"]
    assert "Hợp đồng" not in mail.text + mail.html


@pytest.mark.parametrize(
    ("closed", "day"), [((), "22/11/2026"), ((22, 24), "25/11/2026"), ((21, 21), "22/11/2026")]
)
def test_the_producer_is_told_the_day_after_its_days_off(
    app: Flask, orange: stories.Goods, closed: tuple[int, ...], day: str
) -> None:
    """The mail, the notice and the desk name one day."""
    me = stories.owner(orange.producer_id)
    if closed:
        first, last = (date(2026, 11, each) for each in closed)
        producers.add_closed_dates(me, orange.producer_id, first, last, "Giỗ")
    code = stories.order((orange.variant, 2))
    (mail,) = [mail for mail in state_of(app).ports["mail"].sent if mail.recipient == "htx@khemay.example.vn"]
    said = f"Đơn mới {code}-1, gửi trước khi hết ngày {day}."
    assert said in mail.text
    assert said in mail.html
    assert me.id is not None
    (notice,) = [each for each in inbox(me.id).page.items if each.kind == "order_to_pack"]
    assert notice.words.text.endswith(f"Gửi trước hết ngày {day}.")

"""What the demo market holds, and whom one can be there, as a table for a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from marketplace.catalog.models import Product, Variant
from marketplace.certification.models import Recognition
from marketplace.demo import people
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message, gettext
from marketplace.media.models import Image
from marketplace.orders.models import Order
from marketplace.places.models import Commune
from marketplace.producers.models import Producer
from marketplace.stock.models import Lot


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run. ``done`` counts what this run made: 0 when all was there. ``counts`` are what is there."""

    made_on: date
    done: int
    counts: tuple[tuple[Message, int], ...]
    seconds: float

    def lines(self) -> Iterator[str]:
        """The report as text, in the reader's language."""
        yield gettext("CHỢ MẪU (DEMO), dựng ngày %(day)s", day=self.made_on.strftime("%d/%m/%Y"))
        width = max(len(str(label)) for label, _ in self.counts)
        for label, number in self.counts:
            yield f"  {label!s:<{width}}  {number:>6}"
        if self.done:
            yield gettext(
                "Vừa tạo %(n)s việc trong %(seconds)s giây.", n=self.done, seconds=round(self.seconds)
            )
        else:
            yield gettext("Đã có đủ, không thay đổi gì.")
        yield ""
        yield gettext("TÀI KHOẢN MẪU")
        yield from account_lines()


def counted() -> tuple[tuple[Message, int], ...]:
    """What is there, a statement a line."""
    live = Product.state == "live"
    asked = (
        (Message("Xã, phường"), select(func.count()).select_from(Commune)),
        (Message("Chủ thể"), select(func.count()).select_from(Producer)),
        (Message("Quyết định trong sổ"), select(func.count()).select_from(Recognition)),
        (Message("Sản phẩm"), select(func.count()).select_from(Product).where(live)),
        (Message("Quy cách"), select(func.count()).select_from(Variant)),
        (Message("Ảnh minh hoạ"), select(func.count()).select_from(Image)),
        (Message("Lô hàng"), select(func.count()).select_from(Lot)),
        (Message("Đơn hàng"), select(func.count()).select_from(Order)),
    )
    return tuple((label, session().execute(statement).scalar_one()) for label, statement in asked)


def account_lines() -> Iterator[str]:
    """The accounts with their passwords; a star where a second factor is set up at the first sign-in."""
    accounts, keeps = people.accounts(), people.keeps_passwords()
    email_width = max(len(account.email) for account in accounts)
    name_width = max(len(account.name) for account in accounts)
    for account in accounts:
        password = people.password_of(account.email) if keeps else "–"
        star = " *" if account.needs_second_factor else ""
        yield f"  {account.email:<{email_width}}  {account.name:<{name_width}}  {password}{star}".rstrip()
    if keeps:
        yield gettext(
            "* Lần đầu đăng nhập, cài mã xác thực: quét mã QR trên trang bằng ứng dụng trên điện thoại."
        )
        yield gettext("Đã đổi mật khẩu hoặc SECRET_KEY thì mật khẩu trên không còn đúng.")
    else:
        yield gettext("Tài khoản do trang chủ quản lý, nên không có mật khẩu ở đây.")

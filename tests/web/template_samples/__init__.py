"""Filled view models for every template: rich ones, empty ones, and every state that looks different.

The names of goods are real, everything else about them is invented. A state that would harm a maker stands on an
invented name.
"""

from dataclasses import replace

from marketplace.web.replies import ErrorPage
from storefront import view_models as vm
from tests.web.template_samples.basket import (
    ADDRESS,
    BAD_ADDRESS,
    BAD_DELIVERY,
    BAD_REVIEW,
    BLOCKED_CART,
    CART,
    CHECKOUT_ADDRESS,
    CHECKOUT_BAD,
    CHECKOUT_SAVED,
    DELIVERY,
    EMPTY_CART,
    REVIEW,
)
from tests.web.template_samples.catalogue import (
    BAD_PRICE,
    DEGRADED,
    EMPTY_HOME,
    HOME,
    LIST,
    NOTHING,
    PAGES,
    SEARCH,
)
from tests.web.template_samples.desks import DESK, PRODUCER_DESK, REGISTER, TODAY
from tests.web.template_samples.frame import BARE_SITE, FLASHED, HANH, OFFICER, Sample
from tests.web.template_samples.info import guide, info
from tests.web.template_samples.news import (
    ALL_READ,
    BAD_WISHES,
    EMPTY_INBOX,
    EMPTY_TOPIC,
    INBOX,
    OF_A_TOPIC,
    STOP,
    WISHES,
)
from tests.web.template_samples.orders import BAD_ORDER, CONTRACT, ORDER, ORDERS, SAVED
from tests.web.template_samples.own_data import BAD_OWN_DATA, CONSENT, ERASE, OWN_DATA
from tests.web.template_samples.product import EXPIRED, OTHER, PRODUCT, REVOKED, RUOU, SOLD_OUT, SUSPENDED
from tests.web.template_samples.stars import PLACE, PLACES, PRODUCER, PRODUCERS, WHY, WHY_EXPIRED

S = "marketplace/storefront/"
SAMPLES: tuple[Sample, ...] = (
    Sample("home", S + "home.html", HOME, flashed=FLASHED[:1]),
    Sample("home-empty", S + "home.html", EMPTY_HOME, site=BARE_SITE, cart_count=0),
    Sample("list", S + "product_list.html", LIST),
    Sample("list-search", S + "product_list.html", SEARCH, person=HANH),
    Sample("list-nothing", S + "product_list.html", NOTHING),
    Sample("list-degraded", S + "product_list.html", DEGRADED),
    Sample("list-bad-price", S + "product_list.html", BAD_PRICE),
    Sample("product", S + "product.html", PRODUCT, person=OFFICER, flashed=FLASHED),
    Sample("product-sold-out", S + "product.html", SOLD_OUT),
    Sample("product-alcohol", S + "product.html", RUOU),
    Sample("product-expired", S + "product.html", EXPIRED),
    Sample("product-suspended", S + "product.html", SUSPENDED),
    Sample("product-revoked", S + "product.html", REVOKED),
    Sample("product-other", S + "product.html", OTHER),
    Sample("why-star", S + "why_star.html", WHY),
    Sample("why-star-expired", S + "why_star.html", WHY_EXPIRED),
    Sample("producers", S + "producers.html", PRODUCERS),
    Sample(
        "producers-nothing",
        S + "producers.html",
        vm.ProducerListView(count=0, action="/chu-the", producers=(), query="xyz"),
    ),
    Sample("producer", S + "producer.html", PRODUCER),
    Sample("places", S + "places.html", PLACES),
    Sample("places-nothing", S + "places.html", replace(PLACES, found=(), query="Atlantis")),
    Sample("place", S + "place.html", PLACE),
    Sample("cart", S + "cart.html", CART),
    Sample("cart-blocked", S + "cart.html", BLOCKED_CART, person=HANH),
    Sample("cart-empty", S + "cart.html", EMPTY_CART, cart_count=0),
    Sample("checkout-address", S + "checkout_address.html", CHECKOUT_ADDRESS),
    Sample("checkout-address-bad", S + "checkout_address.html", CHECKOUT_BAD),
    Sample("checkout-address-saved", S + "checkout_address.html", CHECKOUT_SAVED, person=HANH),
    Sample("checkout-delivery", S + "checkout_delivery.html", DELIVERY),
    Sample("checkout-delivery-bad", S + "checkout_delivery.html", BAD_DELIVERY),
    Sample("checkout-review", S + "checkout_review.html", REVIEW),
    Sample("checkout-review-bad", S + "checkout_review.html", BAD_REVIEW),
    Sample("order", S + "order.html", ORDER),
    Sample("order-bad", S + "order.html", BAD_ORDER, person=HANH),
    Sample("order-contract", S + "order_contract.html", CONTRACT),
    Sample("order-lookup", S + "order_lookup.html", vm.OrderLookupView()),
    Sample(
        "order-lookup-bad",
        S + "order_lookup.html",
        vm.OrderLookupView(
            code=vm.FieldState("7K2M", "Không có đơn nào mang mã này với số điện thoại đó"),
            phone=vm.FieldState("0987000000"),
        ),
    ),
    Sample(
        "order-lookup-unknown",
        S + "order_lookup.html",
        vm.OrderLookupView(code=vm.FieldState("DHCX5WQJ05"), is_unknown=True),
    ),
    Sample(
        "account",
        S + "account.html",
        vm.AccountView(
            selling_url="/quan-ly/dang-ky-ban",
            name="Nguyễn Thị Hạnh",
            email="hanh@example.com",
            orders=ORDERS,
            address=SAVED,
            links=(vm.LinkView("Đổi mật khẩu", "/doi-mat-khau"),),
        ),
        person=OFFICER,
    ),
    Sample(
        "account-selling",
        S + "account.html",
        vm.AccountView(
            name="Trần Văn Thử",
            email="thu@example.com",
            selling_url="/quan-ly/dang-ky-ban",
            selling=vm.SellingView(
                vm.StatusView("Cần bổ sung", "warn", "triangle-alert"),
                "Cán bộ đã xem và ghi lại những chỗ cần sửa. Sửa xong thì gửi lại.",
                "/quan-ly/dang-ky-ban",
                "Sửa hồ sơ",
            ),
        ),
        person=HANH,
    ),
    Sample("account-new", S + "account.html", vm.AccountView(name="", email="moi@example.com"), person=HANH),
    Sample(
        "account-orders",
        S + "account_orders.html",
        vm.OrderListView(orders=ORDERS, count=2, pages=PAGES),
        person=HANH,
    ),
    Sample(
        "account-orders-none", S + "account_orders.html", vm.OrderListView(orders=(), count=0), person=HANH
    ),
    Sample(
        "account-addresses",
        S + "account_addresses.html",
        vm.AddressListView((SAVED, replace(SAVED, id=8, recipient="Nguyễn Văn Nam", is_default=False))),
        person=HANH,
    ),
    Sample("account-addresses-none", S + "account_addresses.html", vm.AddressListView(()), person=HANH),
    Sample("address-delete", S + "address_delete.html", vm.AddressDeleteView(SAVED), person=HANH),
    Sample(
        "address-new",
        S + "address_form.html",
        vm.AddressPageView(form=ADDRESS, action="/tai-khoan/dia-chi/moi", is_new=True),
        person=HANH,
    ),
    Sample(
        "address-bad",
        S + "address_form.html",
        vm.AddressPageView(form=BAD_ADDRESS, action="/tai-khoan/dia-chi/7", is_new=False, is_default=True),
        person=HANH,
    ),
    Sample("inbox", S + "inbox.html", INBOX, person=HANH),
    Sample("inbox-empty", S + "inbox.html", EMPTY_INBOX, person=HANH),
    Sample("inbox-all-read", S + "inbox.html", ALL_READ, person=HANH),
    Sample("inbox-of-a-topic", S + "inbox.html", OF_A_TOPIC, person=OFFICER),
    Sample("inbox-empty-topic", S + "inbox.html", EMPTY_TOPIC, person=HANH),
    Sample("wishes", S + "wishes.html", WISHES, person=HANH),
    Sample("wishes-bad", S + "wishes.html", BAD_WISHES, person=HANH),
    Sample("own-data", S + "own_data.html", OWN_DATA, person=HANH),
    Sample("own-data-bad", S + "own_data.html", BAD_OWN_DATA, person=HANH),
    Sample("consent-withdraw", S + "consent_withdraw.html", CONSENT, person=HANH),
    Sample("data-erase", S + "data_erase.html", ERASE, person=HANH),
    Sample("data-erase-asked", S + "data_erase.html", replace(ERASE, waiting=True), person=HANH),
    Sample(
        "data-erase-blocked",
        S + "data_erase.html",
        replace(ERASE, obstacles=("Đơn DH1-1 chưa giao xong: chờ nhận hàng, hoặc huỷ đơn.",)),
        person=HANH,
    ),
    Sample("stop-mails", S + "stop_mails.html", STOP),
    Sample("stop-mails-done", S + "stop_mails.html", replace(STOP, done=True)),
    Sample("guide", S + "guide.html", guide()),
    *(Sample(f"info-{slug}", template, info(slug)) for slug, template in vm.INFO_PAGES.items()),
    *(
        Sample(f"error-{status}", S + "error.html", ErrorPage(status))
        for status in (403, 404, 405, 409, 413, 422, 429, 500, 503)
    ),
    Sample("error-409-said", S + "error.html", ErrorPage(409, "Hàng vừa hết.", "/gio-hang", "Về giỏ hàng")),
)


DESK_SAMPLES: tuple[Sample, ...] = (
    Sample(
        "desk-register", "desk_register.html", REGISTER, person=OFFICER, flashed=FLASHED, more={"desk": DESK}
    ),
    Sample("desk-today", "desk_today.html", TODAY, person=HANH, more={"desk": PRODUCER_DESK}),
)

"""The frame around the pages of each desk: whose desk it is, and where one can go from it."""

from flask import request, url_for

from marketplace.accounts import policy
from marketplace.accounts.policy import Role
from marketplace.catalog.queries import moderation
from marketplace.certification import queries as register
from marketplace.inspection import queries as inspections
from marketplace.kernel import outbox_log
from marketplace.kernel.actor import Actor
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.orders import queries as orders
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.producers.applications import queries as applications
from marketplace.web.access import current_actor
from marketplace.web.context import DESKS

from . import own, stopped
from .view_models import Desk, Link

Place = tuple[str, str, Message, str, tuple[str, ...]]
"""An entry of a menu: permission, endpoint, words, icon, and how the endpoints begin whose pages belong to it."""

INSPECTING = ("inspection_new", "inspection_conclusion", "inspection_anomalies")
OFFICER: tuple[Place, ...] = (
    ("certification.desk", "officer_today", Message("Việc hôm nay"), "list-checks", ("officer_today",)),
    (
        "producers.review",
        "applications",
        Message("Hồ sơ đăng ký"),
        "inbox",
        ("application",),
    ),
    (
        "producers.verify",
        "second_looks",
        Message("Giấy tờ chờ xác minh"),
        "file-check",
        ("second_look",),
    ),
    (
        "producers.oversee",
        "subjects",
        Message("Chủ thể"),
        "store",
        ("subject", "pair", "claim"),
    ),
    (
        "certification.view",
        "register",
        Message("Sổ công nhận"),
        "landmark",
        ("register", "recognition", "holder", "loose"),
    ),
    ("certification.view", "expiring", Message("Sắp hết hạn"), "calendar-clock", ("expiring",)),
    ("certification.view", "letters", Message("Thư gửi"), "send", ("letter",)),
    ("certification.view", "statistics", Message("Thống kê"), "gauge", ("statistics",)),
    (
        "certification.view",
        "imports",
        Message("Nhập danh sách"),
        "upload",
        ("import",),
    ),
    (
        "catalog.moderate",
        "product_reviews",
        Message("Duyệt sản phẩm"),
        "clipboard-check",
        ("product_review",),
    ),
    (
        "inspection.view",
        "inspections",
        Message("Kiểm tra"),
        "scan-search",
        INSPECTING,
    ),
    (
        "inspection.view",
        "inspection_proposals",
        Message("Đề nghị thu hồi"),
        "ban",
        ("inspection_proposal", "inspection_misuse", "inspection_appeal"),
    ),
)
OPERATOR: tuple[Place, ...] = (
    ("accounts.manage", "users", Message("Người dùng"), "users", ("user", "factor_reset")),
    ("accounts.manage", "invitations", Message("Lời mời"), "user-plus", ("invitation",)),
    (
        "accounts.privacy",
        "data_requests",
        Message("Dữ liệu cá nhân"),
        "shield-check",
        ("data_", "breach"),
    ),
    ("kernel.audit", "audit_log", Message("Nhật ký"), "history", ("audit",)),
    ("kernel.jobs", "jobs", Message("Việc nền"), "activity", ("job",)),
    ("notifications.log", "mail_log", Message("Thư đã gửi"), "mail", ("mail",)),
    ("kernel.settings", "settings", Message("Cài đặt"), "settings", ("settings",)),
    ("kernel.doctor", "doctor", Message("Kiểm tra hệ thống"), "shield-check", ("doctor",)),
)


def my_producers() -> tuple[int, ...]:
    """The producers whose orders this person works on; a grant always names one."""
    return own.mine("orders.fulfil")


def producer(todo: int | None = None) -> Desk:
    """The desk of a producer's staff; two statements. ``todo`` is the number beside „Việc hôm nay“, if it is known."""
    names = [each.display_name for each in stopped.my_sellers().values()]
    waiting = orders.counts_by_state(my_producers())
    to_pack = waiting.get("placed", 0) + waiting.get("accepted", 0)
    entries = (
        (
            "orders.fulfil",
            Message("Việc hôm nay"),
            Message("Việc"),
            "producer_dashboard",
            "list-checks",
            todo,
            "producer_dashboard",
        ),
        (
            "orders.fulfil",
            Message("Đơn hàng"),
            Message("Đơn"),
            "producer_orders",
            "package",
            to_pack,
            "producer_order",
        ),
        (
            "stock.view",
            Message("Hàng và kho"),
            Message("Kho"),
            "producer_stock",
            "boxes",
            None,
            "producer_lot",
        ),
        (
            "catalog.edit",
            Message("Sản phẩm"),
            Message("Sản phẩm"),
            "producer_products",
            "tag",
            None,
            "producer_product",
        ),
        (
            "producers.desk",
            Message("Giấy tờ"),
            Message("Giấy tờ"),
            "own_papers",
            "file-check",
            None,
            "own_",
        ),
        (
            "accounts.staff",
            Message("Người làm"),
            None,
            "own_staff",
            "users",
            None,
            "own_staff",
        ),
    )
    inspected = (
        "producers.desk",
        Message("Kiểm tra"),
        None,
        "inspected_cases",
        "scan-search",
        None,
        "inspected_",
    )
    actor = current_actor()
    menu, dock = [], []
    for permission, label, short, endpoint, icon, count, also in (
        *entries,
        *((inspected,) if own.is_inspected() else ()),
    ):
        if not policy.may(actor, permission, any_scope=True):
            continue
        url, current = url_for(f".{endpoint}"), _is_here(endpoint, (also,))
        # On a phone the people are found from the papers; the menu has both.
        beside = endpoint == "own_papers" and _is_here("own_staff", ("own_staff",))
        menu.append(Link(str(label), url, icon, count or None, current and not beside))
        if short is not None:
            dock.append(Link(str(short), url, icon, None, current))
    return Desk(
        name=names[0] if len(names) == 1 else ngettext("%(n)s chủ thể", "%(n)s chủ thể", len(names)),
        home_url=url_for(".producer_dashboard"),
        menu=(*menu, *_other_desks("producer_dashboard")),
        dock=tuple(dock),
        stops=stopped.stops(),
    )


def officer_counts() -> dict[str, int]:
    """What waits behind the entries of the menu, by endpoint; a statement for each that this person may open."""
    actor = current_actor()
    count = register.expiring_count(register.scope_of(actor))
    waiting = 0
    if policy.may(actor, "producers.review", any_scope=True):
        waiting = applications.waiting_count(applications.scope_of(actor))
    to_decide = 0
    if policy.may(actor, "inspection.decide", any_scope=True):
        to_decide = inspections.waiting_count(actor)
    return {
        "expiring": count,
        "applications": waiting,
        "inspection_proposals": to_decide,
        **_waiting_for(actor),
    }


def officer(counts: dict[str, int] | None = None) -> Desk:
    """The desk of whoever keeps or reads the register. ``counts`` are its ``officer_counts``, if they are known."""
    actor, counts = current_actor(), officer_counts() if counts is None else counts
    home = "officer_today" if policy.may(actor, "certification.desk", any_scope=True) else "register"
    menu = (*_menu(OFFICER, counts), *_other_desks("register"))
    return Desk(name=_office(), home_url=url_for(f".{home}"), menu=menu)


def _waiting_for(actor: Actor) -> dict[str, int]:
    """What waits for a moderator, and what producers entered that a second person looks at; a statement each."""
    found: dict[str, int] = {}
    for permission, endpoint, count in (
        ("catalog.moderate", "product_reviews", moderation.waiting_count),
        ("producers.verify", "second_looks", lambda *where: sum(producers.waiting_counts(*where).values())),
    ):
        if policy.may(actor, permission, any_scope=True):
            found[endpoint] = count(*policy.places(actor, permission))
    return found


def operator() -> Desk:
    """The desk of whoever runs the site; a statement for the jobs that failed, of which nobody is told otherwise."""
    sees_jobs = policy.may(current_actor(), "kernel.jobs", any_scope=True)
    menu = _menu(OPERATOR, {"jobs": outbox_log.failed_count()} if sees_jobs else {})
    return Desk(name=_("Vận hành"), home_url=menu[0].url, menu=(*menu, *_other_desks("audit_log")))


def _menu(entries: tuple[Place, ...], counts: dict[str, int]) -> tuple[Link, ...]:
    actor = current_actor()
    return tuple(
        Link(
            str(label),
            url_for(f".{endpoint}"),
            icon,
            counts.get(endpoint) or None,
            _is_here(endpoint, also),
        )
        for permission, endpoint, label, icon, also in entries
        if policy.may(actor, permission, any_scope=True)
    )


def _is_here(endpoint: str, stems: tuple[str, ...]) -> bool:
    now = (request.endpoint or "").rpartition(".")[2]
    if now == "inspection":  # whose name begins that of every page about what came of one
        return endpoint == "inspections"
    return now == endpoint or now.startswith(stems)


def _other_desks(own: str) -> tuple[Link, ...]:
    actor = current_actor()
    return tuple(
        Link(str(words), url_for(endpoint), "list-checks")
        for permission, endpoint, words in DESKS
        if not endpoint.endswith(f".{own}") and policy.may(actor, permission, any_scope=True)
    )


def _office() -> str:
    """Whose register it is: the province or commune of the officer's grant."""
    grants = current_actor().grants
    held = [grant for grant in grants if grant.role in policy.REGISTER_ROLES]
    if any(grant.role == Role.MINISTRY for grant in held):
        return _("Cán bộ cấp bộ")
    refs = {(grant.scope, grant.ref) for grant in held if grant.ref}
    if len(refs) != 1:
        return _("Sổ công nhận OCOP")
    scope, ref = refs.pop()
    assert ref is not None
    unit = places.province(ref) if scope == "province" else places.commune(ref)
    return _("Cán bộ %(place)s", place=unit.full_name[0].lower() + unit.full_name[1:])

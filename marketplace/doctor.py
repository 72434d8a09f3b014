"""Looks for what is wrong with a site, names the cause, and says what to do about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from marketplace import migrate
from marketplace.catalog.queries.facets import facet_index
from marketplace.inspection import queries as inspections
from marketplace.kernel import audit, audit_guard, formats, worker_beat
from marketplace.kernel.db import session
from marketplace.kernel.db_trouble import trouble
from marketplace.kernel.errors import BackendUnavailable, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.settings import PREFIX
from marketplace.kernel.state import current
from marketplace.places import queries as places
from marketplace.producers.tax_codes import can_be_read
from marketplace.search.index import index
from marketplace.stock import queries as stock
from marketplace.web.health import SILENCE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, what was found, and what to do if it is not.

    What other parts of the code say of their own trouble is in English, as in their logs; the rest is said in the
    language of whoever reads it.
    """

    subject: Message | str
    ok: bool
    found: Message | str
    cure: Message | str = ""

    def as_data(self) -> dict[str, Any]:
        """As plain data, in the language of the moment."""
        return {
            "subject": str(self.subject),
            "ok": self.ok,
            "found": str(self.found),
            "cure": str(self.cure),
        }


def examine() -> list[Finding]:
    """Look at everything. A check that fails by an exception is a finding too; later checks still run.

    Without a database that answers, or with tables of another version, nothing else can be looked at.
    """
    findings: list[Finding] = []
    for check in CHECKS:
        try:
            findings.extend(check())
        except SQLAlchemyError as failure:
            session().rollback()
            wrong = trouble(failure, session().get_bind().engine.url)
            findings.append(_failed(check, wrong or str(failure).partition("\n")[0]))
        except BackendUnavailable as failure:
            silent = Message("%(port)s không trả lời %(why)s", {"port": failure.port, "why": failure.reason})
            findings.append(_failed(check, silent))
        except (MarketplaceError, OSError) as failure:
            findings.append(_failed(check, str(failure) or repr(failure)))
        if check is _database and not findings[-1].ok:
            break
    return findings


def _failed(check: Callable[[], Iterator[Finding]], found: Message | str) -> Finding:
    return Finding(CHECKS[check], False, found, Message("Chữa nguyên nhân rồi kiểm lại."))


def _database() -> Iterator[Finding]:
    here = session()
    here.execute(text("SELECT 1"))
    bind = here.get_bind()
    yield Finding(Message("cơ sở dữ liệu"), True, Message("%(kind)s trả lời", {"kind": bind.dialect.name}))
    yield from _host(here)
    wrong = migrate.complaint(here.connection())
    yield Finding(
        Message("phiên bản bảng"),
        not wrong,
        wrong or Message("ở %(revision)s, đúng như mã cần", {"revision": migrate.head()}),
    )


def _host(here: Session) -> Iterator[Finding]:
    bind = here.get_bind()
    if bind.dialect.name == "sqlite" and not current().owns_database:
        mode = isinstance(bind, Engine) and here.execute(text("PRAGMA journal_mode")).scalar()
        yield Finding(
            Message("SQLite của trang chủ"),
            mode == "wal",
            Message(
                "journal_mode là %(mode)s; máy cơ sở dữ liệu là của trang chủ, cách đặt cũng vậy",
                {"mode": str(mode)},
            ),
            Message("Khi đông người, để chợ tự mở cơ sở dữ liệu của nó, hoặc dùng PostgreSQL."),
        )


def _places() -> Iterator[Finding]:
    edition = places.edition()
    yield Finding(
        Message("địa danh"),
        edition is not None,
        Message("theo ngày %(day)s", {"day": f"{edition.state_on:%d/%m/%Y}"})
        if edition
        else Message("chưa nạp"),
        "" if edition else "flask marketplace db upgrade",
    )


def _jobs() -> Iterator[Finding]:
    from marketplace.kernel import clock

    beat, now = worker_beat.last_beat(), clock.now()
    alive = beat is not None and now - beat < SILENCE
    yield Finding(
        Message("tiến trình việc nền"),
        alive,
        Message("báo lần cuối lúc %(when)s", {"when": formats.moment(beat)})
        if beat
        else Message("chưa lần nào báo"),
        "" if alive else Message("Khởi động: flask marketplace jobs work (make serve khởi động cùng trang)."),
    )
    here = session()
    failed = here.execute(
        select(func.count()).select_from(OutboxRow).where(OutboxRow.failed_at.is_not(None))
    ).scalar_one()
    yield Finding(
        Message("việc nền hỏng"),
        failed == 0,
        str(failed),
        "" if failed == 0 else Message("Xem ở /quan-ly/van-hanh/viec-nen?muc=failed rồi làm lại."),
    )


def _audit() -> Iterator[Finding]:
    gone = audit_guard.missing(session().connection())
    yield Finding(
        Message("khoá của nhật ký"),
        not gone,
        audit_guard.in_words(gone) if gone else Message("nhật ký chỉ ghi thêm được"),
    )
    report = audit.verify()
    yield Finding(
        Message("nhật ký"),
        report.ok,
        Message("%(n)s dòng, chuỗi liền", {"n": report.entries})
        if report.ok
        else Message("đứt ở %(seq)s: %(why)s", {"seq": report.broken_at, "why": report.reason}),
        ""
        if report.ok
        else Message("Có người sửa nhật ký trong cơ sở dữ liệu: so với bản sao lưu trước khi làm gì khác."),
    )


def _stock() -> Iterator[Finding]:
    wrong = stock.lots_that_do_not_add_up()
    yield Finding(
        Message("kho"),
        not wrong,
        Message("lô nào cũng bằng tổng các lần nhập, xuất")
        if not wrong
        else Message("lô không khớp: %(lots)s", {"lots": str(wrong)}),
    )


def _search() -> Iterator[Finding]:
    indexed, listed = index().count(), len(facet_index())
    yield Finding(
        Message("chỉ mục tìm kiếm"),
        indexed >= listed,
        Message(
            "%(indexed)s sản phẩm trong chỉ mục, %(listed)s đang bán",
            {"indexed": indexed, "listed": listed},
        ),
        "" if indexed >= listed else "flask marketplace reindex",
    )


def _settings() -> Iterator[Finding]:
    settings = current().settings
    missing = [
        PREFIX + name.upper()
        for name in ("operator", "operator_address", "operator_phone", "operator_email")
        if not getattr(settings, name)
    ]
    yield Finding(
        Message("thông tin đơn vị vận hành"),
        not missing or current().is_demo,
        Message("đủ") if not missing else Message("thiếu: %(names)s", {"names": ", ".join(missing)}),
        ""
        if not missing
        else Message("Nghị định 248/2026/NĐ-CP, điều 4, buộc công khai: đặt MARKETPLACE_OPERATOR…"),
    )


def _keys() -> Iterator[Finding]:
    """Keys are made where there are none: after a restore without them nothing else would say that they are new."""
    ok = can_be_read()
    yield Finding(
        Message("khoá dữ liệu cá nhân"),
        ok,
        Message("mở được dữ liệu đã niêm phong") if ok else Message("không mở được dữ liệu đã niêm phong"),
        "" if ok else Message("Lấy lại khoá từ bản sao lưu: MARKETPLACE_FIELD_KEYS."),
    )


def _cases() -> Iterator[Finding]:
    """A case whose rules leave nobody to decide it waits for ever, and the product with it."""
    stuck = inspections.undecidable()
    yield Finding(
        Message("hồ sơ chờ quyết định"),
        not stuck,
        Message("không ai được quyết định: %(codes)s", {"codes": ", ".join(each.code for each in stuck)})
        if stuck
        else Message("hồ sơ nào cũng có người được quyết định"),
        Message("Mời thêm một tài khoản giữ quyền của nơi quyết định: /quan-ly/van-hanh/loi-moi/moi.")
        if stuck
        else "",
    )


CHECKS: dict[Callable[[], Iterator[Finding]], Message] = {
    _database: Message("cơ sở dữ liệu"),
    _places: Message("địa danh"),
    _jobs: Message("tiến trình việc nền"),
    _audit: Message("nhật ký"),
    _stock: Message("kho"),
    _search: Message("chỉ mục tìm kiếm"),
    _settings: Message("thông tin đơn vị vận hành"),
    _keys: Message("khoá dữ liệu cá nhân"),
    _cases: Message("hồ sơ chờ quyết định"),
}
"""What is looked at, in this order, and what it is called where the look itself fails."""

"""Every setting, read once when the app starts, checked, and frozen.

A host sets ``MARKETPLACE_<NAME>`` in its Flask config; the standalone site takes the same names from the environment.
``docs/settings.md`` is generated from the documentation strings here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, get_type_hints

from marketplace.kernel import setting_rules
from marketplace.kernel.setting_rules import Rule, backend, shown

PREFIX = "MARKETPLACE_"
_WEB = ("http", "https")


class BadSetting(ValueError):
    """A setting that cannot be used. The text names it, shows its value (not a secret's) and says what is meant."""


def _setting(
    default: Any,
    doc: str,
    *,
    schemes: tuple[str, ...] = (),
    secret: bool = False,
    rule: Rule = setting_rules.plain,
    within: tuple[int, int] = (0, 2**31 - 1),
) -> Any:
    """A field. ``rule`` is for text, ``within`` for numbers: the least and the greatest that can be meant."""
    return field(
        default=default,
        metadata={"doc": doc, "schemes": schemes, "secret": secret, "rule": rule, "within": within},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The marketplace's settings. One string chooses a backend; what is not set is the embedded one."""

    site_name: str = _setting(
        "Chợ Phiên", "Name of the market, in the header, in mails and on papers.", rule=setting_rules.named
    )
    tagline: str = _setting("sản vật OCOP", "The line under the name.")
    operator: str = _setting("", "Legal name of whoever runs the floor (Decree 248/2026/NĐ-CP, article 4).")
    operator_address: str = _setting("", "Address of the operator.")
    operator_tax_code: str = _setting("", "Tax code of the operator.")
    operator_phone: str = _setting("", "Telephone number for buyers.")
    operator_email: str = _setting(
        "", "Address for buyers' letters and complaints; also the sender of mails.", rule=setting_rules.email
    )
    registration_no: str = _setting(
        "", "Registration number of the floor with the Ministry of Industry and Trade."
    )
    base_url: str = _setting(
        "http://127.0.0.1:5000",
        "Address under which the whole site is reached, without the market's own prefix: for links in mails and QR "
        "codes.",
        schemes=_WEB,
        rule=setting_rules.web,
    )
    jobs: str = _setting(
        "sqlite:jobs.db",
        "Job queue: `sqlite:<file>` (huey in a worker process), `redis://…`, or `immediate:` (in the same process).",
        schemes=("sqlite", "redis", "rediss", "immediate"),
        rule=backend,
    )
    storage: str = _setting(
        "file:media",
        "Where uploaded files and pictures lie: `file:<folder>` or `memory:`.",
        schemes=("file", "memory"),
        rule=backend,
    )
    search: str = _setting(
        "fts5:search.db", "Search index: `fts5:<file>` (SQLite full text).", schemes=("fts5",), rule=backend
    )
    mail: str = _setting(
        "file:mail",
        "Outgoing mail: `file:<folder>` (one .eml a message), `smtp://user:password@host:port`, `smtps:…`, `memory:`.",
        schemes=("file", "smtp", "smtps", "memory"),
        rule=backend,
        secret=True,
    )
    field_keys: str = _setting(
        "keyfile:field_keys",
        "Keys that seal personal data (bank accounts, identity papers) in the database and among the files: "
        "`keyfile:<path>`, made at the first start, or `keys:<key>,<key>` where several machines share them. The first "
        "seals, all of them open; a new one goes in front, and the last stays last, as equal numbers are found by it. "
        "Without them what was sealed is lost: keep a copy apart from the database's.",
        schemes=("keyfile", "keys"),
        rule=backend,
        secret=True,
    )
    payments: str = _setting(
        "cod:", "Ways to pay: `cod:` (cash on delivery).", schemes=("cod",), rule=backend
    )
    demo: bool = _setting(False, "Show the DEMO line on every page: dates, numbers and states are invented.")
    link_key: str = _setting(
        "", "Key for links that let a guest see an order. Empty: Flask's SECRET_KEY.", secret=True
    )
    cod_limit_dong: int = _setting(
        5_000_000,
        "Largest order, in đồng, that may be paid on delivery without a call before dispatch.",
        within=(1, 1_000_000_000),
    )
    reservation_minutes: int = _setting(
        30, "How long stock is held for a buyer who has still to pay, in minutes.", within=(1, 1_440)
    )
    max_upload_bytes: int = _setting(
        12_000_000, "Largest file that may be uploaded, in bytes.", within=(100_000, 200_000_000)
    )
    scan_retention_days: int = _setting(
        180,
        "How many days the scans and answers of an application that was refused, withdrawn or left unfinished are kept "
        "after it was last touched, and scans of papers that were sent back.",
        within=(30, 3_650),
    )
    mail_retention_days: int = _setting(
        365,
        "How many days the log of mails is kept, and the files of `file:` mail with it.",
        within=(30, 3_650),
    )
    access_retention_days: int = _setting(
        90,
        "How many days the address of an invitation that was answered, taken back or never answered is kept, sessions "
        "that nobody used (31 days at least: so long they may be taken up), and work of the background that is done.",
        within=(31, 3_650),
    )
    page_memory_mb: int = _setting(
        0,
        "How many megabytes of finished pages each process remembers for visitors who have not signed in; what is "
        "shown stays the same. The standalone site remembers 16. A host whose templates show each visitor something "
        "of its own leaves it at 0.",
        within=(0, 4_096),
    )
    rate_limit_per_minute: int = _setting(
        120,
        "How many changing requests a visitor may send in a minute before being asked to wait. 0: no limit.",
        within=(0, 100_000),
    )


def read(config: Mapping[str, Any]) -> Settings:
    """Settings from a Flask config. ``BadSetting`` for a value of the wrong kind, or a name that does not exist."""
    known = {spec.name: spec for spec in fields(Settings)}
    types = get_type_hints(Settings)
    values: dict[str, Any] = {}
    for key, value in config.items():
        if not key.startswith(PREFIX):
            continue
        name = key.removeprefix(PREFIX).lower()
        if name not in known:
            raise BadSetting(f"{key} is not a setting of the marketplace; docs/settings.md lists them all")
        values[name] = _convert(key, value, types[name], known[name].metadata)
    return Settings(**values)


def _convert(key: str, value: Any, kind: type, metadata: Mapping[str, Any]) -> Any:
    if kind is bool:
        return _switch(key, value)
    if kind is int:
        return _number(key, value, *metadata["within"])
    schemes, secret = metadata["schemes"], metadata["secret"]
    is_ = f"{key} is {shown(value, secret=secret, schemes=schemes)}"
    if not isinstance(value, str):
        raise BadSetting(f"{is_}; it is text")
    if schemes and value.partition(":")[0] not in schemes:
        raise BadSetting(f"{is_}; it begins with one of: {', '.join(f'{scheme}:' for scheme in schemes)}")
    if expected := setting_rules.plain(value) or metadata["rule"](value):
        raise BadSetting(f"{is_}; it is {expected}")
    return value.rstrip("/") if schemes == _WEB else value


def _switch(key: str, value: Any) -> bool:
    text = str(value).strip().lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off", ""}:
        return False
    raise BadSetting(f"{key} is {value!r}; it is a switch: true or false")


def _number(key: str, value: Any, least: int, most: int) -> int:
    text = str(value).strip().replace("_", "")
    if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
        raise BadSetting(f"{key} is {value!r}; it is a whole number from {least} to {most}")
    return int(text)

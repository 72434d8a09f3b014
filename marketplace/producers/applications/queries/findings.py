"""What a machine can say of an application, from what lies in the database."""

from sqlalchemy import func, or_, select

from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.text import fold
from marketplace.producers.applications.answers import read
from marketplace.producers.applications.findings import Finding, Twin, found
from marketplace.producers.applications.keeping import kept_answers, print_of, texts
from marketplace.producers.applications.kinds import OPEN, ApplicationState
from marketplace.producers.applications.models import Application
from marketplace.producers.applications.queries.views import ApplicationView
from marketplace.producers.identity import is_personal
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer

_MOST = 5
_SENT = sorted(OPEN - {ApplicationState.DRAFT})


def findings(view: ApplicationView) -> tuple[Finding, ...]:
    """What is to be said of an application as it is today; three statements. What is sensitive is not repeated."""
    typed = texts(kept_answers(view.id))
    values, _errors = read(typed, ("kind", "tax_code", "legal_name"))
    twins = _twins(view, values.get("tax_code", ""), fold(values.get("legal_name", "")))
    return found(typed, {each.kind for each in view.scans}, twins, clock.today())


def _twins(view: ApplicationView, number: str, name: str) -> list[Twin]:
    kind = view.kind
    print_ = print_of(number, kind) if number and kind else ""
    same_number = (Producer.tax_code == number) & (Producer.standing != Standing.CLOSED)
    if is_personal(number):
        same_number &= Producer.kind == (kind or "")
    producers = session().execute(
        select(Producer.legal_name, same_number.label("number"))
        .where(
            or_(same_number, func.lower(Producer.legal_name) == view.name.lower()),
            or_(same_number, Producer.province_code == view.province_code),
            Producer.id != (view.producer_id or 0),
        )
        .limit(_MOST)
    )
    same_print = (Application.tax_print == print_) & (Application.tax_print != "")
    others = session().execute(
        select(Application.code, Application.name, same_print.label("number"))
        .where(
            Application.id != view.id,
            Application.state.in_(_SENT),
            or_(same_print, Application.folded.startswith(f"{name} ", autoescape=True)),
            or_(same_print, Application.province_code == view.province_code),
        )
        .limit(_MOST)
    )
    return [
        *(Twin(row.legal_name, bool(row.number), fold(row.legal_name) == name) for row in producers),
        *(Twin(f"{row.name} ({row.code})", bool(row.number), fold(row.name) == name) for row in others),
    ]

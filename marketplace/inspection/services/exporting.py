"""Taking the report on odd decisions out as a table. Who took it is kept."""

from datetime import date

from marketplace.inspection.queries.anomalies import Anomaly, anomalies
from marketplace.inspection.queries.scope import scope_of
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction


def export_anomalies(actor: Actor, since: date, until: date) -> tuple[Anomaly, ...]:
    """The groups of a period in the actor's places; none for who may not look. Raises as ``queries.anomalies``."""
    found = anomalies(scope_of(actor), since, until)
    with transaction():
        told = {"since": since.isoformat(), "until": until.isoformat(), "rows": len(found)}
        audit.record(actor, "inspection.anomalies.exported", "anomalies", "report", told)
    return found

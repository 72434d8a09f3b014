"""What changes places: loading the gazetteer, and nothing else."""

from marketplace.kernel.db import transaction
from marketplace.places import loader
from marketplace.places.loader import LoadReport
from marketplace.places.queries.memory import forget


def load() -> LoadReport:
    """Load the gazetteer of this package, once. Run by the command line after the tables are there; repeatable."""
    with transaction() as here:
        report = loader.load(here)
    forget()
    return report

"""Verbs on applications: the applicant writes and sends, officers compare, return, propose, approve or refuse."""

from marketplace.producers.applications.services.saving import save
from marketplace.producers.applications.services.starting import start

__all__ = ["save", "start"]

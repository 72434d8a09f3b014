"""The group that holds every command."""

from marketplace.cli.database import database
from marketplace.cli.demo import demo
from marketplace.cli.gate import gate
from marketplace.cli.people import create_user
from marketplace.cli.ready import Commands
from marketplace.cli.register import import_recognitions
from marketplace.cli.work import audit_log, doctor, jobs, reindex

marketplace = Commands("marketplace", help="The OCOP marketplace.")
for command in (database, jobs, audit_log, reindex, doctor, gate, create_user, import_recognitions, demo):
    marketplace.add_command(command)

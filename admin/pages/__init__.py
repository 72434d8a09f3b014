"""The pages of the desks: each view parses, calls one verb or a few queries, and answers."""

from . import (
    officer_entry,
    officer_filing,
    officer_imports,
    officer_recognition,
    officer_register,
    operator_jobs,
    operator_log,
    operator_mails,
    operator_users,
    producer_order,
    producer_orders,
    producer_stock,
    producer_today,
)

REGISTERS = (
    producer_today.register,
    producer_orders.register,
    producer_order.register,
    producer_stock.register,
    officer_register.register,
    officer_entry.register,
    officer_recognition.register,
    officer_filing.register,
    officer_imports.register,
    operator_users.register,
    operator_log.register,
    operator_jobs.register,
    operator_mails.register,
)
"""Each puts its pages on the blueprint."""

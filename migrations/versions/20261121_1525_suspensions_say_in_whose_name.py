"""A suspension says in whose name it was put on: what the chair or the ministry stopped, no officer lets go on"""

import sqlalchemy as sa
from alembic import op

revision = "5d0c4a7be213"
down_revision = "8e41b6d20c97"
branch_labels = None
depends_on = None

_FROM_GRANTS = """
    UPDATE mkt_certification_suspension SET suspended_as = :role
    WHERE suspended_as IS NULL AND suspended_by IN (
        SELECT 'user:' || CAST(user_id AS VARCHAR(20)) FROM mkt_accounts_role_grant WHERE role = :role
    )
"""


def upgrade() -> None:
    op.add_column(
        "mkt_certification_suspension",
        sa.Column(
            "suspended_as",
            sa.String(length=16),
            nullable=True,
            comment="role in whose name; none: the system's",
        ),
    )
    # Those that run already were put on by people who hold the role today; the highest of several counts.
    for role in ("ministry", "chair", "officer"):
        op.execute(sa.text(_FROM_GRANTS).bindparams(role=role))


def downgrade() -> None:
    op.drop_column("mkt_certification_suspension", "suspended_as")

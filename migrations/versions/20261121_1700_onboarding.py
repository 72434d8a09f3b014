"""Producers are taken on: what shows who a person is lies sealed"""

import sqlalchemy as sa
from alembic import op

revision = "7f3a90c5de14"
down_revision = "5d0c4a7be213"
branch_labels = None
depends_on = None


def _files_can_be_sealed() -> None:
    op.add_column(
        "mkt_media_file",
        sa.Column(
            "sealed",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),  # what is there already lies open
            comment="encrypted in the storage with the keys of the site",
        ),
    )
    with op.batch_alter_table("mkt_media_file") as table:
        table.alter_column("sealed", server_default=None)
        table.drop_constraint("uq_mkt_media_file_sha256_owner_kind", type_="unique")
        table.create_unique_constraint(
            "uq_mkt_media_file_sha256_owner_kind_sealed", ["sha256", "owner", "kind", "sealed"]
        )


def _files_lie_open() -> None:
    with op.batch_alter_table("mkt_media_file") as table:
        table.drop_constraint("uq_mkt_media_file_sha256_owner_kind_sealed", type_="unique")
        table.create_unique_constraint("uq_mkt_media_file_sha256_owner_kind", ["sha256", "owner", "kind"])
        table.drop_column("sealed")


def upgrade() -> None:
    _files_can_be_sealed()


def downgrade() -> None:
    _files_lie_open()

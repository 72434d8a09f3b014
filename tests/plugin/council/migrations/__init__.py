"""The council's own Alembic folder."""

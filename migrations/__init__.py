"""Migrations of the marketplace's tables, with their own version table: a host's Alembic is untouched."""

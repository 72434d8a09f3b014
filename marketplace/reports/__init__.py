"""Owns what leaves the site as a table: measures, exports, charts."""

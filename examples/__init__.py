"""Hosts of the marketplace, to read and to run."""

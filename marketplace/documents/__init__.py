"""Owns papers: how a page is set in type, with what it says handed over as plain values."""

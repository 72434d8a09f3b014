"""Owns finding: what a document of the index holds, how a query is read, and in which order things are shown."""

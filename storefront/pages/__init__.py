"""The pages: each view parses, calls one verb or a few queries, and answers."""

"""A commune's portal that has a market."""

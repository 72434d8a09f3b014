"""The kinds of notices, one module for each domain that they tell of."""

"""Annexes as provinces publish them, built for tests from one list of 39 products. Decisions and scores are made up."""

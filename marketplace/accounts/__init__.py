"""Owns people: accounts, the roles they hold and within which scope, their addresses and consents."""

"""The tests, by kind: unit, domain, contract, web, plugin, concurrency, migrations, architecture and e2e."""

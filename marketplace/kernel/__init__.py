"""What every domain stands on: database, clock, money, text, actors, events, jobs, audit. Knows nothing of OCOP."""

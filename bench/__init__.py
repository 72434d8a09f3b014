"""How fast the market is: a catalogue to measure on, the load, and the report. See ``README.md``."""

"""Places: provinces, communes, their validity in time, and what became of the units before them.

Two code spaces exist and must never be mixed. A *present* unit is known by its code (``18550``). An *old* unit is
known by a key that names the list it comes from (``legacy:18223``, ``earlier:18223``), because nearly every present
code was a commune's code before, more than half of the time for a commune of another name.

Other domains store ``mkt_places_commune.code`` for where something is now, and ``mkt_places_old_unit.key`` beside it
for the unit that a paper was printed with.
"""

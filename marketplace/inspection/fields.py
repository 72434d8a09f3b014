"""What is typed into the minutes of an inspection, and how far each text may go.

Everything is kept as it was typed; what it means is read when somebody asks (``reading``).
"""

from typing import Final

from marketplace.inspection.kinds import Check

TEAM_MOST: Final = 8
"""Members of a team, the inspector included."""

TEAM: Final = tuple((f"team_{number}_name", f"team_{number}_role") for number in range(1, TEAM_MOST + 1))
"""The names of the fields of each member: name, role."""

FIELDS: Final[dict[str, int]] = {
    "occasion": 20,
    "day": 20,
    "place": 300,
    **{name: 120 for pair in TEAM for name in pair},
    "present": 300,
    **{check.value: 20 for check in Check},
    **{f"{check.value}_note": 2000 for check in Check},
    "stamp_note": 1000,
    "summary": 4000,
    "verdict": 20,
    "remedy_by": 20,
    "remedy": 2000,
    "ground": 4,
    "article": 200,
}
"""Name → characters.

``occasion`` an ``Occasion``; ``day`` the day of the visit as people write it (d/m/yyyy or yyyy-mm-dd); ``place`` where;
``present`` who stood for the producer; ``production``, ``law``, ``mark`` a ``Finding`` each, with ``<check>_note``;
``stamp_note`` on the sample of the stamp (serials, where it was); ``summary`` what was found in all; ``verdict`` a
``Verdict``; ``remedy_by`` the last day and ``remedy`` what has to be mended; ``ground`` a ``RevocationGround`` and
``article`` its source, both recommended from the failed check while they are empty.
"""

"""What happened to accounts."""

from dataclasses import dataclass

from marketplace.kernel.events import Event


@dataclass(frozen=True, slots=True)
class RolesChanged(Event):
    """A person's roles are not what they were."""

    user_id: int

"""States and the moves between them, as a table one can read."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from marketplace.kernel.errors import InvalidMove, Text

S = TypeVar("S", bound=str)


class StateMachine(Generic[S]):
    """What may happen to a thing in which state, and which state it is in then.

    >>> DOSSIER = StateMachine({
    ...     "submit": ({"draft", "returned"}, "submitted"),
    ...     "send_back": ({"submitted"}, "returned"),
    ... })
    >>> DOSSIER.next("Hồ sơ 12", "draft", "submit")
    'submitted'

    The states are those that the moves name, in the order in which they are first named; among several origins of a
    move, in that of the alphabet. Strings or members of a ``StrEnum`` serve alike. A table without moves, or a move
    without an origin, raises ``ValueError``.
    """

    def __init__(self, moves: Mapping[str, tuple[Iterable[S], S]]) -> None:
        self._moves = {move: (frozenset(origins), target) for move, (origins, target) in moves.items()}
        idle = [move for move, (origins, _target) in self._moves.items() if not origins]
        if idle or not moves:
            raise ValueError(f"a state machine needs moves, and each an origin: {idle}")
        named = (state for origins, target in self._moves.values() for state in (*sorted(origins), target))
        self.states: tuple[S, ...] = tuple(dict.fromkeys(named))
        self.moves: tuple[str, ...] = tuple(self._moves)

    def next(self, subject: str, state: S, move: str) -> S:
        """The state after ``move``. ``subject`` names the thing in the refusal that a person reads.

        Raises :class:`~marketplace.kernel.errors.InvalidMove` when the move cannot be made from ``state``, and
        ``LookupError`` when the machine has no such move or state at all: a slip in our code or a damaged row.
        """
        if not self.allows(state, move):
            raise InvalidMove(subject, move, state, self._label(state))
        return self._moves[move][1]

    def allows(self, state: S, move: str) -> bool:
        """Whether ``move`` can be made from ``state``. Raises ``LookupError`` as :meth:`next`."""
        if move not in self._moves:
            raise LookupError(f"no move {move!r}; there are {', '.join(self.moves)}")
        self._known(state)
        return state in self._moves[move][0]

    def moves_from(self, state: S) -> tuple[str, ...]:
        """The moves that can be made from ``state``, in the order of the table. Raises as :meth:`allows`."""
        self._known(state)
        return tuple(move for move, (origins, _target) in self._moves.items() if state in origins)

    def is_final(self, state: S) -> bool:
        """Whether nothing can happen any more. Raises as :meth:`allows`."""
        return not self.moves_from(state)

    def _label(self, state: S) -> Text:
        """What people call the state: the ``label`` of the table's own member, as ``state`` may be a plain string."""
        member = next(each for each in self.states if each == state)
        label: Text = getattr(member, "label", "")
        return label

    def _known(self, state: S) -> None:
        if state not in self.states:
            raise LookupError(f"no state {state!r}; there are {', '.join(self.states)}")

"""A state machine as a table that can be read aloud: {(state, verb): state}."""

from collections.abc import Mapping

from naung.kit.refusal import Refusal


class NotInThisState(Refusal):
    """The verb is not for this state; the message names both and what is possible instead."""


class States:
    def __init__(self, start: str, table: Mapping[tuple[str, str], str]) -> None:
        self.start, self.table = start, dict(table)
        self.names = sorted({start, *table.values(), *(state for state, _ in table)})

    def after(self, state: str, verb: str) -> str:
        """The state that `verb` leads to, or NotInThisState."""
        try:
            return self.table[state, verb]
        except KeyError:
            possible = ", ".join(self.verbs_from(state)) or "nothing"
            raise NotInThisState(
                f"{verb!r} is not possible in state {state}; possible: {possible}."
            ) from None

    def verbs_from(self, state: str) -> list[str]:
        return sorted(verb for here, verb in self.table if here == state)

    def leading_to(self, state: str) -> list[str]:
        """The verbs that put something into `state`."""
        return sorted({verb for (_, verb), there in self.table.items() if there == state})

    def before(self, verb: str) -> list[str]:
        """The states in which `verb` is possible."""
        return sorted(state for state, action in self.table if action == verb)

"""Who acts. Every write of the house is asked `by=` whom, and the trail keeps the answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer (with the human behind the account), or a named machine or member of the public without one."""

    name: str
    officer: int | None = None
    human: int | None = None

    def __str__(self) -> str:
        return f"officer:{self.officer} {self.name}" if self.officer else self.name


def system(command: str) -> Actor:
    """A command or worker acting by itself: it may prepare, and can never decide."""
    return Actor(name=f"system {command}")

"""What every command shares: --json, the database, a voice, and one way to say no."""

import contextlib
import functools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from naung.kit.refusal import Refusal
from naung.project.words import _, language, number


@dataclass
class Step:
    """One step of a command: what went in, what came out, what was held back and why."""

    name: str
    into: int | None = None
    out: int | None = None
    held: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    more: dict[str, Any] = field(default_factory=dict)
    _bar: Callable[[int, int | None], None] = lambda done, total: None

    def progress(self, done: int, total: int | None = None) -> None:
        """Moves the bar: `done` of `total` so far."""
        self._bar(done, total)

    def as_facts(self) -> dict[str, Any]:
        facts = {
            "step": self.name,
            "in": self.into,
            "out": self.out,
            "held": self.held,
            "seconds": round(self.seconds, 3),
            **self.more,
        }
        return {k: v for k, v in facts.items() if v is not None}


class Voice:
    """Speaks to a person (bars and lines on a terminal, plain lines elsewhere) or to a script (one JSON document)."""

    def __init__(self, as_json: bool) -> None:
        self.as_json, self.steps = as_json, list[Step]()
        self.console = Console(file=sys.stderr if as_json else sys.stdout, highlight=False, soft_wrap=True)
        self.on_terminal = self.console.is_terminal and not as_json

    def say(self, text: str = "") -> None:
        if not self.as_json:
            self.console.print(text, markup=False)

    @contextlib.contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Step]:
        """A named step with its seconds; set .into, .out, .held on what it yields."""
        step, began = Step(name), time.perf_counter()
        with self._bar(step, total):
            yield step
        step.seconds = time.perf_counter() - began
        self.steps.append(step)
        self.say(_line(step))

    @contextlib.contextmanager
    def _bar(self, step: Step, total: int | None) -> Iterator[None]:
        if not self.on_terminal:
            yield
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.console, transient=True) as bar:
            task = bar.add_task(step.name, total=total)
            step._bar = lambda done, all_: bar.update(task, completed=done, total=all_ or total)
            yield

    def answer(self, document: Any) -> None:
        """The one JSON document of a command under --json; silent otherwise."""
        if self.as_json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False, default=str) + "\n")


def _line(step: Step) -> str:
    parts = [f"{step.name}:"]
    if step.into is not None:
        parts.append(_("%(n)s masuk,") % {"n": number(step.into)})
    if step.out is not None:
        parts.append(_("%(n)s keluar") % {"n": number(step.out)})
    if step.held:
        held = ", ".join(f"{number(n)} {why}" for why, n in step.held.items())
        parts.append(_("(ditahan: %(reasons)s)") % {"reasons": held})
    return " ".join(parts) + f"  {step.seconds:.1f} s"


def command(
    *, database: bool = True, started_is_stopped: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorates a click callback: adds --json, opens the database as the app seeing all regions, passes a Voice first,
    and turns a Refusal into a sentence on standard error and exit code 1. The callback may return an exit code."""

    def decorate(callback: Callable[..., Any]) -> Callable[..., Any]:
        @click.option(
            "--json",
            "as_json",
            is_flag=True,
            help="One JSON document on standard output, nothing else there.",
        )
        @functools.wraps(callback)
        def wrapped(*args: Any, as_json: bool, **kwargs: Any) -> None:
            try:
                started = open_house() if database else False
                code = callback(Voice(as_json), *args, **kwargs)
            except Refusal as refusal:
                complain(str(refusal))
                raise SystemExit(1) from None
            finally:
                if started_is_stopped and database and locals().get("started"):
                    close_house()
            raise SystemExit(code or 0)

        wrapped.opens_house = database  # type: ignore[attr-defined]  what the table of doors is compared with
        return wrapped

    return decorate


def complain(sentence: str) -> None:
    click.echo(sentence, err=True)


def open_house() -> bool:
    """The database runs and Django is ready, as the app, seeing every region; True when this call started the server."""
    os.environ["NAUNG_REGIONS"] = "*"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naung.project.settings")
    from naung.project import database

    started = database.ensure()
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language())
    return started


def close_house() -> None:
    from django.db import connections

    from naung.project import database, postgres

    connections.close_all()
    if not os.environ.get("NAUNG_DATABASE_URL"):
        postgres.stop(database.cluster())

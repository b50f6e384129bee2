"""Who may call which command; what is declared is what happens."""

import click
import pytest

from naung.foundation.staff.roles import MAY
from naung.project.cli import ANYBODY, COMMANDS, KEEPER, OFFICERS, main

NAMED = {"--by", "--approve-by"}


def every(command, context=None):
    """A command and all below it."""
    if not isinstance(command, click.Group):
        return [command]
    context = click.Context(command, parent=context)
    return [
        one
        for name in command.list_commands(context)
        for one in every(command.get_command(context, name), context)
    ]


def of(name):
    return every(main.get_command(click.Context(main), name))


def asks_for_officers(name) -> bool:
    return any(NAMED & set(option.opts) for command in of(name) for option in command.params)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_who_may_call_it(name):
    door = COMMANDS[name]
    assert door.who in (ANYBODY, KEEPER, OFFICERS)
    assert bool(door.verbs) == (door.who == OFFICERS)
    assert all(MAY.get(verb) for verb in door.verbs)


@pytest.mark.parametrize("name", [name for name, door in COMMANDS.items() if door.who == OFFICERS])
def test_where_officers_are_named_their_rights_are_declared(name):
    assert asks_for_officers(name)


@pytest.mark.parametrize("name", [name for name, door in COMMANDS.items() if door.who == ANYBODY])
def test_what_anybody_may_call_opens_no_house(name):
    assert not any(getattr(command.callback, "opens_house", False) for command in of(name))


def test_an_undeclared_command_is_none():
    assert main.get_command(click.Context(main), "erase") is None

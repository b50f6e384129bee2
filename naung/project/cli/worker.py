"""naung worker"""

import click

from naung.project.cli.base import Voice, command, complain


@click.command()
@command(started_is_stopped=True)
def worker(voice: Voice) -> None:
    """The background work alone, until Ctrl-C: seals the trail every minute, checks every promise at night."""
    from naung.project import worker

    worker.run(complain)

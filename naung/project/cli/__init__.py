"""The `naung` command. Each subcommand is imported only when it is called, so that `naung law` starts without a database."""

import importlib

import click

COMMANDS = {
    "setup": "naung.project.cli.house:setup",
    "stop": "naung.project.cli.house:stop",
    "database": "naung.project.cli.house:database",
    "officers": "naung.project.cli.officers:officers",
    "serve": "naung.project.cli.serve:serve",
    "worker": "naung.project.cli.worker:worker",
    "sample": "naung.project.cli.sample:sample",
    "law": "naung.project.cli.law:law",
    "intake": "naung.project.cli.intake:intake",
    "match": "naung.project.cli.intake:match",
    "rows": "naung.project.cli.intake:rows",
    "select": "naung.project.cli.selection:select",
    "enrol": "naung.project.cli.partners:enrol",
    "bank": "naung.project.cli.partners:bank",
    "month": "naung.project.cli.contributions:month",
    "handover": "naung.project.cli.handover:handover",
    "claim": "naung.project.cli.claims:claim",
    "story": "naung.project.cli.monitoring:story",
    "indicators": "naung.project.cli.monitoring:indicators",
    "verify": "naung.project.cli.verify:verify",
    "trail": "naung.project.cli.trail:trail",
    "bench": "naung.project.cli.bench:bench",
    "demo": "naung.project.cli.demo:demo",
}


class Naung(click.Group):
    """Looks commands up by name and imports them then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        return getattr(importlib.import_module(module), attribute)


@click.group(cls=Naung, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="naung")
def main() -> None:
    """Naung insures the workers no payroll covers: from a village's spreadsheet to a paid claim."""

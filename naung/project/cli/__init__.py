"""The `naung` command. Each subcommand is imported only when it is called, so that `naung law` starts without a database."""

import importlib
from dataclasses import dataclass

import click

ANYBODY, KEEPER, OFFICERS = "anybody", "keeper", "officers"


@dataclass(frozen=True, slots=True)
class Door:
    """Where a command lives, and who may call it; a command that does not say who cannot be written down.

    ANYBODY: it opens no house. KEEPER: whoever holds the keys of this house (its folder opens to no other user of the machine).
    OFFICERS: the keeper at the keyboard, and whoever is named by --by or --approve-by must hold one of `verbs` in the region at hand."""

    where: str
    who: str
    verbs: tuple[str, ...] = ()


_AT = "naung.project.cli."
COMMANDS = {
    "setup": Door(f"{_AT}house:setup", KEEPER),
    "stop": Door(f"{_AT}house:stop", KEEPER),
    "database": Door(f"{_AT}house:database", KEEPER),
    "officers": Door(f"{_AT}officers:officers", KEEPER),
    "serve": Door(f"{_AT}serve:serve", KEEPER),
    "worker": Door(f"{_AT}worker:worker", KEEPER),
    "sample": Door(f"{_AT}sample:sample", ANYBODY),
    "law": Door(f"{_AT}law:law", ANYBODY),
    "intake": Door(f"{_AT}intake:intake", OFFICERS, ("intake.receive",)),
    "match": Door(f"{_AT}intake:match", OFFICERS, ("matching.decide",)),
    "adjudication": Door(f"{_AT}adjudication:adjudication", KEEPER),
    "rows": Door(f"{_AT}intake:rows", KEEPER),
    "check": Door(f"{_AT}partners:check", OFFICERS, ("registry.check",)),
    "select": Door(f"{_AT}selection:select", OFFICERS, ("selection.propose", "selection.decide")),
    "what-if": Door(f"{_AT}whatif:whatif", OFFICERS, ("whatif.ask",)),
    "field-check": Door(f"{_AT}fieldcheck:fieldcheck", OFFICERS, ("fieldcheck.draw",)),
    "renewal": Door(f"{_AT}renewal:renewal", OFFICERS, ("renewal.propose", "renewal.decide")),
    "enrol": Door(f"{_AT}partners:enrol", OFFICERS, ("enrolment.send",)),
    "bank": Door(f"{_AT}partners:bank", OFFICERS, ("banking.send",)),
    "partners": Door(f"{_AT}plugs:partners", KEEPER),
    "month": Door(f"{_AT}contributions:month", OFFICERS, ("contributions.propose", "contributions.decide")),
    "cover": Door(f"{_AT}cover:cover", KEEPER),
    "books": Door(f"{_AT}books:books", OFFICERS, ("ledger.prepare", "ledger.decide")),
    "proof": Door(f"{_AT}proof:proof", OFFICERS, ("proof.issue",)),
    "statement": Door(f"{_AT}proof:statement", OFFICERS, ("payments.take",)),
    "members": Door(f"{_AT}proof:members", OFFICERS, ("proof.compare",)),
    "handover": Door(f"{_AT}handover:handover", OFFICERS, ("handover.sign",)),
    "claim": Door(
        f"{_AT}claims:claim",
        OFFICERS,
        (
            "claims.report",
            "claims.collect",
            "claims.heirs",
            "claims.assess",
            "claims.decide",
            "claims.review",
            "claims.determine",
            "claims.pay",
            "claims.confirm",
            "claims.settle",
            "claims.treat",
            "claims.visit",
        ),
    ),
    "story": Door(f"{_AT}monitoring:story", KEEPER),
    "budget": Door(f"{_AT}budget:budget", KEEPER),
    "indicators": Door(f"{_AT}monitoring:indicators", KEEPER),
    "verify": Door(f"{_AT}verify:verify", KEEPER),
    "trail": Door(f"{_AT}trail:trail", KEEPER),
    "quality": Door(f"{_AT}quality:quality", KEEPER),
    "bench": Door(f"{_AT}bench:bench", KEEPER),
    "demo": Door(f"{_AT}demo:demo", KEEPER),
}


class Naung(click.Group):
    """Looks commands up by name and imports them then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].where.split(":")
        return getattr(importlib.import_module(module), attribute)


@click.group(cls=Naung, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="naung")
def main() -> None:
    """Naung insures the workers no payroll covers: from a village's spreadsheet to a paid claim."""

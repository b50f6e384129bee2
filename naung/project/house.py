"""Setting the house up: schema, reference data, the programmes."""

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from naung.foundation.vault import actions as vault
from naung.project import database


def migrate() -> int:
    """Brings the schema up to date as the owner; how many migrations were applied."""
    with database.as_owner():
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            call_command("migrate", interactive=False, verbosity=0)
    vault.hold()
    return len(waiting)


def load() -> dict[str, int]:
    """Loads what every installation starts with; counts of what is new or changed."""
    from naung.foundation.ledger import actions as ledger
    from naung.foundation.regions import actions as regions
    from naung.kit import clock

    counts = {"regions": regions.load(), "accounts": ledger.load_chart(at=clock.now())}
    if apps.is_installed("naung.delivery.programme"):
        from naung.delivery.programme import actions as programme

        counts["programme"] = programme.load()
    return counts

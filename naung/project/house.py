"""Setting the house up: schema, reference data, the programmes."""

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from naung.foundation.vault import actions as vault
from naung.project import database
from naung.project.schema import Executor


def migrate() -> int:
    """Brings the schema up to date as the owner; how many migrations were applied."""
    with database.as_owner():
        executor = Executor(connection)
        newest = executor.loader.graph.leaf_nodes()
        waiting = executor.migration_plan(newest)
        if waiting:
            executor.migrate(newest, plan=waiting)
            emit_post_migrate_signal(verbosity=0, interactive=False, db="default", plan=waiting)
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

"""The independent checker reads papers: somebody with the owner's password changes one thing, and it is named."""

import psycopg
import pytest

from naung.project import database, postgres
from naung.project.verify import papers


def broken(name: str, change: str = "") -> list[str]:
    """What the checker finds in this database after the change, which is undone."""
    address = postgres.connection_string(database.cluster(), database=name)
    with psycopg.connect(address) as owner:
        owner.execute("set session_replication_role = replica")
        if change:
            owner.execute(change)
        found = [line for one in papers.CHECKS for line in one.find(owner)[1]]
        owner.rollback()
    return found


def test_it_works(own_world):
    assert broken(own_world) == []


@pytest.mark.parametrize("change", [
    "update papers_paper set rows = rows + 1", "update papers_paper set content_hash = repeat('0', 64)", "update papers_paper set issued_on = issued_on - 1",
    "update papers_paper set sha256 = repeat('0', 64)", "update papers_copy set content_sealed = content_sealed || '\\x00'::bytea",
    "delete from papers_copy", "update papers_paper set subject = 'selection.decree:99'", "update selection_decree set number = 'lain'",
])  # fmt: skip
def test_a_change_is_named(own_world, change):
    assert broken(own_world, change)

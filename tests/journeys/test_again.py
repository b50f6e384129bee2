"""Whoever calls the same command twice has lost nothing but a minute."""

import pytest

from naung.project.cli.base import Step
from tests import tables
from tests import town as small_town


@pytest.mark.slow
def test_the_whole_road_walked_again_changes_nothing(december_alone):
    """Not a row more, not a trail entry, on the last day as on the first."""
    for _, do in small_town.steps():
        do(small_town.walk(), Step(""))
    again = tables.read(december_alone)
    assert tables.differences(tables.read(small_town.at_the_end()), again) == []


def test_the_comparison_sees_one_rupiah_and_one_trail_entry(december_alone):
    """What finds no difference anywhere would say so of anything."""
    import psycopg

    was = tables.read(december_alone)
    with psycopg.connect(small_town.url(december_alone)) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            "update payments_order set amount = amount + 1 where id = (select min(id) from payments_order)"
        )
        owner.execute("delete from trail_entry where id = (select max(id) from trail_entry)")
    said = tables.differences(was, tables.read(december_alone))
    assert [line.split(":")[0] for line in said] == ["payments_order", "trail_entry"]

"""The programme of NTT as loaded, its counters, and what it refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from naung.delivery.programme import actions, queries
from naung.delivery.programme.models import Agreement, Funding, Quota
from naung.foundation.trail.models import Entry

pytestmark = pytest.mark.django_db
CITY = "53.71"


def ntt():
    return queries.by_code("ntt-2025")


def take(places: int, rupiah: int | None = None, region: str = CITY) -> int:
    return actions.take_places(
        programme=ntt(), region=region, places=places, rupiah=places * 100_800 if rupiah is None else rupiah
    )


def give_back(places: int, rupiah: int, funding: int, region: str = CITY) -> None:
    actions.give_back_places(programme=ntt(), region=region, places=places, rupiah=rupiah, funding=funding)


def test_it_works():
    assert [str(m) for m in queries.months(ntt())] == [
        "2025-07",
        "2025-08",
        "2025-09",
        "2025-10",
        "2025-11",
        "2025-12",
    ]
    assert queries.quotas(ntt()).count() == 22
    assert queries.quotas(ntt()).aggregate(all=Sum("cap"))["all"] == 100_000
    assert (queries.quota(ntt(), CITY).cap, queries.quota(ntt(), CITY).source) == (2558, "published")
    assert queries.quotas(ntt()).filter(source="estimate").count() == 10
    assert Funding.objects.get(programme=ntt()).rupiah == 100_000 * 6 * 16_800


def test_the_next_year_pays_half_the_places_for_twice_the_months():
    """Reference domain.md, G04: 50,000 people for twelve months cost what 100,000 cost for six."""
    following = queries.by_code("ntt-2026")
    assert (queries.months(following)[0].first, queries.last_day(following)) == (
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert queries.quotas(following).aggregate(all=Sum("cap"))["all"] == 50_000
    assert set(queries.quotas(following).values_list("source", flat=True)) == {"estimate"}
    assert (queries.quota(following, CITY).cap, queries.quota(following, "53.07").cap) == (
        1279,
        3021,
    )  # of 2,558 and 6,041
    assert Funding.objects.get(programme=following).rupiah == 50_000 * 12 * 16_800


def test_shares_are_whole_and_add_up():
    assert actions.shared({"a": 3, "b": 1}, 2) == {"a": 2, "b": 0}  # equal remainders: the larger first
    assert sum(actions.shared({"a": 7, "b": 11, "c": 13}, 1000).values()) == 1000


def test_loading_again_adds_nothing_and_leaves_a_decided_cap_alone():
    Quota.objects.filter(programme=ntt(), region=CITY).update(cap=3000, source="decided")
    before = Entry.objects.count()
    assert actions.load() == 0
    assert (queries.quota(ntt(), CITY).cap, Entry.objects.count()) == (3000, before)


def test_the_overlay_is_one_that_the_law_knows():
    from naung import law

    assert law.overlay_of(ntt().region_id, on=date(2025, 7, 1)) == ntt().overlay


def test_places_and_money_move_together():
    line = take(10)
    assert queries.quota(ntt(), CITY).used == 10
    assert Funding.objects.get(pk=line).committed == 1_008_000
    give_back(4, 4 * 100_800, line)
    assert (queries.quota(ntt(), CITY).used, Funding.objects.get(pk=line).committed) == (6, 604_800)


def test_a_full_quota_says_what_is_left_and_takes_nothing():
    with (
        pytest.raises(actions.QuotaFull, match="tersisa 2558 tempat, sedangkan 2559 diminta"),
        transaction.atomic(),
    ):
        take(2559, 0)
    assert Funding.objects.get(programme=ntt()).committed == 0


def test_a_region_without_a_quota_has_no_places():
    with pytest.raises(actions.QuotaFull, match="tidak mempunyai kuota"):
        take(1, region="53.99")


def test_an_empty_budget_line_says_what_is_left():
    with pytest.raises(
        actions.NoMoneyLeft,
        match=r"tersisa Rp10\.080\.000\.000, sedangkan daftar ini memerlukan Rp10\.080\.000\.001",
    ):
        take(1, 10_080_000_001)


def test_more_is_not_given_back_than_was_taken():
    line = take(2)
    with pytest.raises(actions.NothingToGiveBack), transaction.atomic():
        give_back(3, 3 * 100_800, line)
    with pytest.raises(actions.NothingToGiveBack), transaction.atomic():
        give_back(2, 3 * 100_800, line)
    assert queries.quota(ntt(), CITY).used == 2


@pytest.mark.parametrize(("places", "rupiah"), [(-1, 0), (1, -1)])
def test_a_negative_count_is_refused(places, rupiah):
    with pytest.raises(actions.NothingToGiveBack, match="tidak boleh di bawah nol"):
        take(places, rupiah)


def test_money_is_a_whole_number():
    with pytest.raises(TypeError, match="whole number of rupiah"):
        take(1, 100.5)


def test_an_unknown_programme_is_refused_by_name():
    with pytest.raises(queries.UnknownProgramme, match="Tidak ada program ntt-2030. Yang ada: ntt-2025"):
        queries.by_code("ntt-2030")


def test_an_agreement_counts_from_its_signature():
    assert queries.agreement(ntt(), "bpjs_tk", on=date(2025, 6, 30)).cover_starts == date(2025, 7, 1)
    with pytest.raises(queries.NoAgreement, match="Belum ada perjanjian"):
        queries.agreement(ntt(), "bpjs_tk", on=date(2025, 6, 29))


# The database agrees, whatever code asks.


@pytest.mark.parametrize(("statement", "guard"), [
    ("update programme_quota set used = cap + 1", "programme_quota_never_exceeded"),
    ("update programme_quota set used = -1", "programme_quota_never_exceeded"),
    ("update programme_funding set committed = rupiah + 1", "programme_never_beyond_the_line"),
    ("update programme_agreement set cover_starts = '2025-06-01'", "programme_no_cover_before_signing"),
    ("update programme_agreement set cover_starts = cover_starts + 31", "keeps its"),
    ("update programme_programme set base = 2000000", "keeps its"),
    ("update programme_quota set region_id = '53.01' where region_id = '53.71'", "programme_one_quota_a_region"),
])  # fmt: skip
def test_the_database_refuses(statement, guard):
    with pytest.raises(IntegrityError, match=guard), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_deletes_no_agreement():
    from django.db import Error

    with (
        pytest.raises(Error, match="never deleted|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from programme_agreement")
    assert Agreement.objects.filter(programme=ntt()).count() == 2

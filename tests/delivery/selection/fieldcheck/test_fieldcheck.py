"""The field check: anybody can draw the sample again, nobody checks their own hand, and a result that changes is a new result."""

import math
from datetime import date

import pytest
from django.db import Error, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.fieldcheck import actions as fieldcheck
from naung.delivery.selection.fieldcheck import draw as fieldcheck_draw
from naung.delivery.selection.fieldcheck import queries as fieldcheck_queries
from naung.delivery.selection.fieldcheck.models import FieldLine, FieldResult
from naung.kit.canonical import list_hash
from naung.kit.shares import wilson
from tests.web.fixtures import _world_of_the_run, own_world, world  # noqa: F401  the walked world
from tests.web.world import at, who

TOLD, DAY, LATER = date(2025, 10, 16), date(2025, 10, 18), date(2025, 10, 20)
SEED = "halaman satu koran 18 Oktober"
YES = dict.fromkeys(("found", "alive", "works", "status", "poor"), "yes")

codes = st.lists(st.integers(0, 10**6).map(str), unique=True, max_size=60)


@given(codes, st.text(max_size=20), st.integers(0, 70), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_same_seed_draws_the_same_people_in_whatever_order_they_come(people, seed, n, dice):
    first = fieldcheck_draw.drawn(people, seed, n)
    mixed = list(people)
    dice.shuffle(mixed)
    assert fieldcheck_draw.drawn(mixed, seed, n) == first
    assert len(first) == min(n, len(people)) == len(set(first))
    assert fieldcheck_draw.drawn(people, seed, n + 1)[:n] == first  # a larger sample holds the smaller one


@given(st.integers(1, 200_000), st.integers(10, 250))
@settings(max_examples=80, deadline=None)
def test_so_many_are_drawn_that_the_interval_is_as_narrow_as_wanted(frame, half_width):
    n = fieldcheck_draw.size(frame, half_width)
    assert 0 < n <= frame
    assert (
        n == fieldcheck_draw.size(frame, half_width) >= fieldcheck_draw.size(frame, min(half_width + 10, 250))
    )
    reach = 1.959963984540054 * math.sqrt(0.25 / n * ((frame - n) / max(frame - 1, 1)))
    assert n == frame or reach <= half_width / 1000 * 1.001


def test_the_usual_sample_is_of_385():
    assert fieldcheck_draw.size(10**9, 50) == 385
    assert fieldcheck_draw.size(0, 50) == 0


@given(st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_the_interval_holds_the_share_and_narrows_with_more_visits(hits, misses):
    of = hits + misses
    low, high = wilson(hits, of)
    assert 0 <= low <= (hits / of if of else 0.5) <= high <= 1
    wider = wilson(2 * hits, 2 * of)
    assert wider[1] - wider[0] <= high - low


def announced(**changes):
    given_ = {"programme": programmes.by_code("ntt-2025"), "seed": SEED, "draws_on": DAY, "half_width": 200, "by": who("sari"), "at": at(TOLD), "on": TOLD}  # fmt: skip
    return fieldcheck_draw.announce(**{**given_, **changes})


def sample():
    return fieldcheck_draw.draw(fieldcheck=announced(), by=who("sari"), at=at(DAY), on=DAY)


def entered(line, answers=YES, login="dewi", day=LATER, note="", corrects=None, visited_on=DAY):
    return fieldcheck.enter(line=line, answers=answers, visited_on=visited_on, note=note, by=who(login), at=at(day), on=day, corrects=corrects)  # fmt: skip


def test_from_the_seed_to_a_share_with_its_interval(own_world):  # noqa: F811
    _seeds()
    found = sample()
    assert (found.state, found.listed_frame, found.unlisted_frame, found.beyond) == ("DRAWN", 27, 3, 0)
    assert (
        (found.listed, found.unlisted)
        == (fieldcheck_draw.size(27, 200), fieldcheck_draw.size(3, 200))
        == (13, 3)
    )
    assert sample().pk == found.pk and FieldLine.objects.filter(fieldcheck=found).count() == 16
    lines = list(
        FieldLine.objects.filter(fieldcheck=found)
        .select_related("fieldcheck__programme")
        .order_by("stratum", "number")
    )
    everybody = fieldcheck_draw._frame(found.programme)
    on_list = [one["code"] for one in everybody if one["stratum"] == "LISTED"]
    assert [line.person.code for line in lines[:13]] == fieldcheck_draw.drawn(on_list, SEED, 13)
    kept = fieldcheck_queries.frame(found).decode().splitlines()
    assert list_hash(kept) == found.frame_hash
    assert fieldcheck_draw.drawn(
        [one.removeprefix("LISTED;") for one in kept if one.startswith("LISTED")], SEED, 13
    ) == [line.person.code for line in lines[:13]]

    assert entered(lines[0]).verdict == "ELIGIBLE"
    assert entered(lines[0]).pk == FieldResult.objects.get().pk  # once more is the same row
    assert entered(lines[1], {**YES, "works": "no"}).verdict == "NOT_ELIGIBLE"
    assert entered(lines[2], {"found": "no", "poor": "yes"}).verdict == "NOT_FOUND"
    assert entered(lines[3], {"found": "no", "alive": "no"}).verdict == "NOT_ELIGIBLE"
    assert entered(lines[4], {**YES, "poor": "unknown"}).verdict == "UNCLEAR"
    assert entered(lines[13]).verdict == "ELIGIBLE"  # decile 8 on paper, poor at the door
    told = fieldcheck_queries.figures(found)
    assert (told.listed.found.wrong, told.listed.found.of) == (2, 3)
    assert (told.listed.strict.wrong, told.listed.strict.of) == (3, 4)
    assert told.listed.found.interval == wilson(2, 3)
    assert told.listed.verdicts == {"ELIGIBLE": 1, "NOT_ELIGIBLE": 2, "NOT_FOUND": 1, "UNCLEAR": 1}
    assert (told.unlisted.found.wrong, told.unlisted.found.of, told.refused.wrong) == (1, 1, 1)
    assert told.listed.regions == {"53.71": (5, None)}  # too few for a share of its own

    with pytest.raises(fieldcheck.AlreadyEntered, match="sudah diisi"):
        entered(lines[1], YES)
    old = fieldcheck.latest(lines[1])
    with pytest.raises(fieldcheck.AlreadyEntered, match="perlu alasan"):
        entered(lines[1], YES, corrects=old.pk)
    new = entered(lines[1], YES, corrects=old.pk, note="Salah menyalin dari lembar kertas.")
    assert (new.corrects_id, new.verdict) == (old.pk, "ELIGIBLE")
    assert fieldcheck_queries.figures(found).listed.found == fieldcheck_queries.Share(1, 3)

    for login in ("sari", "lurah", "budi"):
        assert fieldcheck.had_a_hand(lines[5], who(login).human)
    with pytest.raises(fieldcheck.OwnHand, match="Pemeriksaan dilakukan orang lain"):
        entered(lines[5], login="sari")
    with pytest.raises(fieldcheck.NoVisit, match="antara hari undian"):
        entered(lines[5], visited_on=TOLD)
    with pytest.raises(fieldcheck.NotAnswered, match="Jawab semua"):
        entered(lines[5], {**YES, "poor": ""})
    _the_database_says_no(lines[5], old)


def _the_database_says_no(line, old):
    """What the actions refuse, the tables refuse as well."""
    columns = "line_id, corrects_id, village, found, alive, works, status, poor, visited_on, note, checker_id, checker_human, trail"

    def insert(login, corrects="null", visited="2025-10-18", works="yes"):
        by = who(login)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "insert into trail_entry (at, actor, human, verb, subject, region, why, facts, version, payload) values (now(), 'x', %s, 'test', 'test', '', '', '{}', 1, '') returning id",
                [by.human],
            )
            (entry,) = cursor.fetchone()
            cursor.execute(
                f"insert into selection_fieldresult ({columns}) values (%s, {corrects}, %s, 'yes', 'yes', '{works}', 'yes', 'yes', '{visited}', 'x', %s, %s, %s)",
                [line.pk, line.village, by.officer, by.human, entry],
            )

    for login in ("sari", "lurah", "budi"):
        with pytest.raises(Error, match="who listed or approved somebody does not check them"):
            insert(login)
    with pytest.raises(Error, match="after the draw"):
        insert("dewi", visited="2025-10-17")
    with pytest.raises(Error, match="a correction names the newest result"):
        insert("dewi", corrects=str(old.pk))
    with pytest.raises(Error, match="selection_field_answers"):
        insert("dewi", works="maybe")
    for statement in (
        "update selection_fieldresult set note = 'y'", "delete from selection_fieldline", "update selection_scenario set name = 'y'",
    ):  # fmt: skip
        with pytest.raises(Error, match="append-only|permission denied"), transaction.atomic(), connection.cursor() as cursor:  # fmt: skip
            cursor.execute(statement)
    with pytest.raises(Error, match="what was drawn stays|keeps its"), transaction.atomic(), connection.cursor() as cursor:  # fmt: skip
        cursor.execute("update selection_fieldcheck set seed = 'benih lain sekali'")
    insert("dewi")


def _seeds():
    """A seed is told before the day, and serves once."""
    with pytest.raises(fieldcheck_draw.BadSeed, match="sesudah hari ini"):
        announced(draws_on=TOLD)
    with pytest.raises(fieldcheck_draw.BadSeed, match="paling sedikit 8 huruf"):
        announced(seed="abc")
    with pytest.raises(fieldcheck_draw.TooWide, match="antara 1 dan 25"):
        announced(half_width=5)
    with pytest.raises(Exception, match="tidak berwenang"):
        announced(by=who("dewi"))
    one = announced()
    assert announced().pk == one.pk
    with pytest.raises(fieldcheck_draw.BadSeed, match="masih menunggu undian"):
        announced(seed="benih yang lain")
    with pytest.raises(fieldcheck_draw.NotYet, match="baru boleh pada 18 Oktober 2025"):
        fieldcheck_draw.draw(fieldcheck=one, by=who("sari"), at=at(TOLD), on=TOLD)
    sample()
    with pytest.raises(fieldcheck_draw.BadSeed, match="sudah pernah dipakai"):
        announced(on=DAY, draws_on=LATER)

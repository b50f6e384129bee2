"""From admitted people to places on a signed decree, and what the house says no to on the way."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from naung.delivery.programme import queries as programmes
from naung.delivery.programme.models import Funding
from naung.delivery.registry.models import Person
from naung.delivery.selection import actions, jobs, queries
from naung.delivery.selection.models import Assessment, Decree, Place
from naung.foundation.approvals.actions import AlreadyDecided, ContentChanged, SamePerson
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.selection.cast import Listed, cap, crowd, listed, programme
from tests.people import MACHINE, NOW, OEBOBO, TODAY, moved, officer

pytestmark = pytest.mark.django_db
CITY = "53.71"


def assess_and_rank(on: date = TODAY) -> tuple[int, int]:
    assessed = jobs.assess(programme=programme(), on=on, by=MACHINE, at=NOW)
    return assessed, jobs.rank(programme=programme(), on=on, by=MACHINE, at=NOW)


def prepare(by=None) -> list[Decree]:
    by = by or officer("ina", "regency_officer")
    return actions.prepare_decrees(programme=programme(), by=by, at=NOW, on=TODAY, region=CITY)


def decide(
    decree: Decree, *, approve: bool = True, by=None, content_hash: str = "", on: date = TODAY
) -> Decree:
    by = by or officer("tadeus", "approver")
    return actions.decide_decree(
        decree=decree, approve=approve, content_hash=content_hash or decree.content_hash, by=by, at=NOW, on=on
    )


def used() -> int:
    return programmes.quota(programme(), CITY).used


def committed() -> int:
    return Funding.objects.get(programme=programme()).committed


def test_it_works():
    crowd(5)
    assert assess_and_rank() == (5, 5)
    (decree,) = prepare()
    assert (decree.state, decree.rows, decree.rupiah, decree.months) == ("PREPARED", 5, 5 * 100_800, 6)
    assert (used(), committed()) == (5, 504_000)
    decided = decide(decree)
    assert (decided.state, queries.held(programme(), CITY).count()) == ("DECIDED", 5)
    assert "DATA CONTOH" in decided.number
    assert queries.content_hash(decided) == decided.content_hash
    assert [row["rank"] for row in queries.annex(decided)] == [1, 2, 3, 4, 5]
    assert queries.annex(decided)[0]["village_name"] == "Namosain"


def test_a_second_run_changes_nothing():
    crowd(3)
    assess_and_rank()
    (first,) = prepare()
    officer("tadeus", "approver")
    before = Entry.objects.count()
    assert assess_and_rank() == (0, 0)
    assert prepare() == [first]
    decide(first)
    after = Entry.objects.count()
    assert (assess_and_rank(), prepare(), decide(first)) == ((0, 0), [first], first)
    assert Entry.objects.count() == after == before + 2  # the approval and the decision


@pytest.mark.parametrize(("fact", "reason"), [
    ({"decile": None}, "decile_unknown"),
    ({"decile": 3}, "decile_too_high"),
    ({"born_on": date(1960, 7, 14)}, "too_old"),
    ({"born_on": date(2010, 1, 1)}, "too_young"),
    ({"occupation": "pegawai_negeri_sipil", "occupation_text": "PNS"}, "status_asn"),
    ({"occupation": "", "occupation_text": "serabutan"}, "status_unknown"),
    ({"occupation": "mengurus_rumah_tangga", "occupation_text": "IRT"}, "not_working"),
    ({"status": "bpjs_active"}, "status_bpjs_active"),
])  # fmt: skip
def test_who_may_not_is_told_every_reason(fact, reason):
    (person,) = listed(replace(Listed(), **fact))
    assess_and_rank()
    (chapter,) = queries.story_of(person.pk)
    assert (chapter["eligible"], chapter["rank"]) == (False, None)
    assert reason in [found["code"] for found in chapter["reasons"]]
    assert all(found["message"] != found["code"] for found in chapter["reasons"])
    assert prepare() == []


@pytest.mark.parametrize(
    ("answer", "reason"), [("DEAD", "dead"), ("DIFFERS", "civil_differs"), ("NOT_FOUND", "civil_not_found")]
)
def test_what_the_civil_registry_says_holds_people_back(answer, reason):
    (person,) = crowd(1)
    Person.objects.filter(pk=person.pk).update(civil_answer=answer)
    assess_and_rank()
    assert Assessment.objects.get(person=person).reasons == [reason]


def test_who_died_after_the_day_of_assessment_was_alive_on_it():
    (person,) = crowd(1)
    Person.objects.filter(pk=person.pk).update(died_on=date(2025, 7, 15))
    assess_and_rank(on=date(2025, 7, 14))
    assert Assessment.objects.get(person=person).eligible
    assess_and_rank(on=date(2025, 7, 15))
    assert Assessment.objects.get(person=person).reasons == ["dead"]


def test_no_identity_number_in_the_facts():
    crowd(1)
    assess_and_rank()
    assert set(Assessment.objects.get().facts) == {"age", "sex", "decile", "disability", "occupation", "work", "risky", "resident", "status", "status_from", "civil", "household", "waited"}  # fmt: skip


def test_points_decide_the_order():
    poor, disabled, old = listed(
        Listed("Desil Satu", decile=1, occupation="pedagang", born_on=date(1999, 1, 1)),
        Listed("Difabel", decile=2, occupation="pedagang", disability="netra", born_on=date(1999, 1, 2)),
        Listed("Nelayan Tua", decile=2, occupation="nelayan", born_on=date(1965, 1, 3)),
    )
    assess_and_rank()
    found = {a.person_id: (a.rank, a.score, a.points) for a in Assessment.objects.all()}
    assert found[disabled.pk] == (1, 58, {"decile": 30, "disability": 25, "age": 3})
    assert found[old.pk] == (2, 50, {"decile": 30, "risky_work": 10, "age": 10})
    assert found[poor.pk] == (3, 43, {"decile": 40, "age": 3})


def test_equal_points_are_drawn_by_the_published_seed():
    import hashlib

    people = crowd(20)
    assess_and_rank()
    equal = [
        p for p in people if Assessment.objects.get(person=p).score == Assessment.objects.get(rank=1).score
    ]
    draw = sorted(
        equal, key=lambda p: hashlib.sha256(f"naung ntt-2025 undian seri 1:{p.code}".encode()).digest()
    )
    ranked = list(
        Assessment.objects.filter(person__in=equal).order_by("rank").values_list("person_id", flat=True)
    )
    assert ranked == [p.pk for p in draw]


def test_a_new_best_candidate_moves_everybody_by_one():
    crowd(3)
    assess_and_rank()
    listed(Listed("Difabel", disability="rungu", born_on=date(1970, 5, 5)))
    assert assess_and_rank() == (1, 4)
    assert list(Assessment.objects.order_by("rank").values_list("rank", flat=True)) == [1, 2, 3, 4]


def test_the_quota_ends_the_list_and_the_rest_wait():
    cap(CITY, 3)
    crowd(5)
    assess_and_rank()
    (decree,) = prepare()
    assert decree.rows == 3
    assert [a.rank for a in queries.waiting(programme(), CITY)] == [4, 5]


def test_a_list_that_changed_while_it_waited_is_made_void():
    crowd(2)
    assess_and_rank()
    (old,) = prepare()
    crowd(1)
    assess_and_rank()
    (new,) = prepare()
    old.refresh_from_db()
    assert (old.state, new.state, new.rows, used(), committed()) == ("VOID", "PREPARED", 3, 3, 302_400)
    with pytest.raises(AlreadyDecided):
        decide(old)


def test_who_prepared_it_does_not_decide_it():
    crowd(1)
    assess_and_rank()
    ina = officer("ina", "regency_officer")
    (decree,) = prepare(ina)
    moved(ina, "ina", "approver", identity="NIP-ina")
    with pytest.raises(SamePerson, match="orang lain yang memutuskannya"):
        decide(decree, by=ina)


def test_the_same_human_with_another_account_does_not_decide_it():
    crowd(1)
    assess_and_rank()
    ina = officer("ina", "regency_officer", identity="NIP-1")
    (decree,) = prepare(ina)
    with pytest.raises(SamePerson):
        decide(decree, by=moved(ina, "ina2", "approver", identity="NIP-1"))


def test_a_machine_prepares_nothing():
    crowd(1)
    assess_and_rank()
    with pytest.raises(NotAllowed):
        prepare(MACHINE)


def test_an_officer_of_another_regency_prepares_nothing():
    crowd(1)
    assess_and_rank()
    with pytest.raises(NotAllowed, match="selection.propose di 53.71"):
        prepare(officer("sikka", "regency_officer", "53.07"))


def test_what_the_decider_saw_must_be_what_was_prepared():
    crowd(1)
    assess_and_rank()
    (decree,) = prepare()
    with pytest.raises(ContentChanged):
        decide(decree, content_hash="0" * 64)


def test_nothing_is_decided_before_the_day_it_was_prepared_on():
    crowd(1)
    assess_and_rank()
    (decree,) = prepare()
    with pytest.raises(actions.TooEarly, match="disusun pada 14 Juli 2025"):
        decide(decree, on=date(2025, 7, 13))


def test_a_refused_list_gives_everything_back_and_can_be_made_again():
    crowd(2)
    assess_and_rank()
    (decree,) = prepare()
    refused = decide(decree, approve=False)
    assert (refused.state, used(), committed()) == ("REFUSED", 0, 0)
    assert set(Place.objects.values_list("state", "released_because")) == {("RELEASED", "daftar ditolak")}
    (again,) = prepare()
    assert (again.state, again.round, again.rows) == ("PREPARED", 1, 2)


def test_a_released_place_goes_to_the_first_who_waits_by_a_further_decree():
    cap(CITY, 2)
    crowd(4)
    assess_and_rank()
    decree = decide(prepare()[0])
    lost = queries.held(programme(), CITY).first()
    assert (
        actions.release_places(place_ids=[lost.pk], because="ditolak BPJS: sudah aktif", by=MACHINE, at=NOW)
        == 1
    )
    assert actions.release_places(place_ids=[lost.pk], because="lagi", by=MACHINE, at=NOW) == 0
    assert (used(), committed()) == (1, 100_800)
    (further,) = actions.prepare_replacements(
        programme=programme(), by=officer("ina", "regency_officer"), at=NOW, on=date(2025, 9, 2), region=CITY
    )
    assert (further.round, further.changes_id, further.rows, further.months, further.rupiah) == (
        2,
        decree.pk,
        1,
        4,
        67_200,
    )
    assert Place.objects.get(decree=further).rank == 3
    decide(further, on=date(2025, 9, 3))
    assert used() == 2
    assert [a.rank for a in queries.waiting(programme(), CITY)] == [4]


def test_months_already_contributed_for_are_not_given_back():
    crowd(1)
    assess_and_rank()
    decide(prepare()[0])
    place = queries.held(programme(), CITY).get()
    actions.release_places(
        place_ids=[place.pk], because="meninggal", by=MACHINE, at=NOW, first_free=date(2025, 10, 1)
    )
    assert (used(), committed()) == (0, 3 * 16_800)


def test_a_proposed_place_cannot_be_released():
    crowd(1)
    assess_and_rank()
    prepare()
    with pytest.raises(actions.NotHeld, match="sudah dipegang"):
        actions.release_places(place_ids=[Place.objects.get().pk], because="x", by=MACHINE, at=NOW)


def test_no_replacement_after_the_last_month():
    with pytest.raises(actions.ProgrammeOver, match="sudah berakhir"):
        actions.prepare_replacements(
            programme=programme(), by=officer("ina", "regency_officer"), at=NOW, on=date(2026, 1, 1)
        )


def test_a_region_without_a_quota_is_refused():
    with pytest.raises(actions.NoQuota, match="tidak mempunyai kuota"):
        actions.prepare_decrees(
            programme=programme(), by=officer("ina", "verifier", "53"), at=NOW, on=TODAY, region="53.99"
        )


def test_who_holds_a_place_keeps_the_verdict_it_was_given_on():
    (person,) = crowd(1)
    assess_and_rank()
    decide(prepare()[0])
    Person.objects.filter(pk=person.pk).update(decile=9)
    assert assess_and_rank(on=date(2026, 1, 1)) == (0, 0)
    assert Assessment.objects.get(person=person).facts["decile"] == 1


def test_each_region_has_its_own_list():
    listed(Listed("Kota", village=OEBOBO), Listed("Sikka", village="53.07.01.2001", born_on=date(1980, 1, 1)))
    assess_and_rank()
    province = officer("vero", "verifier", "53")
    made = actions.prepare_decrees(programme=programme(), by=province, at=NOW, on=TODAY)
    assert [(d.region, d.rows) for d in made] == [("53.07", 1), (CITY, 1)]


def test_every_occupation_that_intake_knows_has_its_line():
    """A code that intake maps and this table lacks would leave its people unknown for ever."""
    import csv
    from pathlib import Path

    import naung.delivery.intake as intake
    from naung.delivery.selection import work

    with (Path(intake.__file__).parent / "data" / "occupations.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        assert {row["code"] for row in csv.DictReader(file)} == set(work.table())


# What the database itself refuses, whatever code asks.


def _sql(statement: str, *params) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


def _entry() -> int:
    from naung.foundation.trail import actions as trail

    return trail.record(by=MACHINE, verb="test", subject="test", at=NOW)


def test_the_database_refuses_a_decree_without_its_approval():
    crowd(1)
    assess_and_rank()
    (decree,) = prepare()
    with pytest.raises(IntegrityError, match="needs the approval of exactly this list"):
        _sql(
            "update selection_decree set state = 'DECIDED', number = 'x', decided_on = prepared_on, trail = %s where id = %s",
            _entry(),
            decree.pk,
        )


def test_the_database_refuses_a_place_held_on_an_undecided_list():
    crowd(1)
    assess_and_rank()
    prepare()
    with pytest.raises(IntegrityError, match="held only when that list is decided"):
        _sql("update selection_place set state = 'HELD', trail = %s", _entry())


def test_the_database_refuses_a_place_that_the_quota_does_not_count():
    first, second = crowd(2)
    cap(CITY, 1)
    assess_and_rank()
    (decree,) = prepare()
    left = Assessment.objects.get(rank=2)
    with pytest.raises(IntegrityError, match="more places than the quota"):
        _sql("""insert into selection_place (programme_id, decree_id, person_id, region, village, rank, state, released_because, trail)
                values (%s, %s, %s, %s, %s, 2, 'PROPOSED', '', %s)""",
             decree.programme_id, decree.pk, left.person_id, CITY, left.village, _entry())  # fmt: skip


def test_the_database_refuses_a_different_list_under_a_signed_decree():
    crowd(1)
    assess_and_rank()
    decide(prepare()[0])
    with pytest.raises(IntegrityError, match="keeps its"):
        _sql("update selection_place set rank = 99")
    with pytest.raises(IntegrityError, match="keeps its"):
        _sql("update selection_decree set content_hash = %s", "0" * 64)

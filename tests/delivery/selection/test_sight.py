"""What is seen before signing: each exception, what changed, the full list; and taking a list back."""

from dataclasses import replace
from datetime import date

import pytest

from naung.delivery.registry.models import Person
from naung.delivery.selection import actions, queries, sight
from naung.delivery.selection.models import Place
from naung.foundation.approvals.models import Approval
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from naung.foundation.vault import seals
from tests.delivery.selection.cast import Listed, cap, crowd, listed, programme
from tests.delivery.selection.test_selection import CITY, assess_and_rank, committed, decide, prepare, used
from tests.people import MACHINE, NOW, NUNHILA, TODAY, officer

pytestmark = pytest.mark.django_db


def found(decree) -> dict[str, int]:
    return {one.key: one.people for one in sight.findings(decree) if one.key}


def proposed(*people: Listed):
    listed(*people) if people else crowd(4)
    assess_and_rank()
    return prepare()[0]


def test_it_works():
    decree = proposed(Listed("Ani Contoh"), Listed("Beny Contoh", born_on=date(1964, 5, 5)))
    assert found(decree) == {"civil": 2, "old": 1, "status": 2}
    total, people = sight.people(decree)
    assert (total, [p["name"] for p in people]) == (2, ["Beny Contoh", "Ani Contoh"])
    assert [flag["says"] for flag in people[0]["flags"]] == [
        "NIK belum dipastikan oleh Dukcapil",
        "berusia 60 tahun ke atas",
    ]
    assert people[0]["nik"].startswith("5371 ••••")


@pytest.mark.parametrize(("change", "key"), [
    ({"civil_answer": "DEAD"}, "dead"), ({"died_on": date(2025, 7, 15)}, "dead"), ({"civil_answer": "DIFFERS"}, "civil"),
    ({"village": NUNHILA}, "changed"), ({"decile": 9}, "changed"), ({"decile": None}, "decile"),
])  # fmt: skip
def test_what_was_learned_since_the_list_was_made_is_shown(change, key):
    decree = proposed()
    assert key not in found(decree) or key == "civil"
    Person.objects.filter(pk=Place.objects.order_by("rank").first().person_id).update(**change)
    assert found(decree)[key] == (4 if key == "civil" else 1)


def test_a_confirmed_number_is_no_exception():
    decree = proposed()
    Person.objects.update(civil_answer="SAME")
    assert "civil" not in found(decree)


def test_one_telephone_or_one_household_for_many():
    decree = proposed()
    index = seals.index("080000000053", "phone")
    ids = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    Person.objects.filter(pk__in=ids[:2]).update(phone_index=index, phone_sealed=b"x")
    Person.objects.update(kk_index=seals.index("5371010101250001", "kk"), kk_sealed=b"x")
    assert (found(decree)["phone"], found(decree)["household"]) == (2, 4)
    total, people = sight.people(decree, flag="phone")
    assert total == 2 and {p["code"] for p in people} == set(
        Person.objects.filter(pk__in=ids[:2]).values_list("code", flat=True)
    )


def test_the_list_is_searched_and_an_unknown_flag_matches_nobody():
    decree = proposed(Listed("Ani Contoh"), Listed("Beny Contoh", born_on=date(1970, 5, 5), village=NUNHILA))
    assert sight.people(decree, search="BENY")[0] == 1
    assert sight.people(decree, search="nunhi")[1][0]["name"] == "Beny Contoh"
    assert sight.people(decree, search="zzz") == (0, [])
    assert sight.people(decree, flag="entah") == (0, [])


def test_pages_follow_the_rank():
    decree = proposed(
        *(
            replace(Listed(f"Orang Contoh {i}"), born_on=date(1970 + i // 28, 1, 1 + i % 28))
            for i in range(60)
        )
    )
    total, first = sight.people(decree)
    _, second = sight.people(decree, page=2)
    assert (total, len(first), len(second)) == (60, 50, 10)
    assert [p["rank"] for p in first + second] == list(range(1, 61))


def test_places_that_stay_empty_and_villages_with_nobody_are_said():
    said = {one.says: one.people for one in sight.findings(proposed()) if not one.key}
    assert said["tempat tetap kosong: calon yang memenuhi syarat tidak cukup"] == 2558 - 4
    assert said["desa atau kelurahan di wilayah ini tanpa seorang pun yang memegang tempat"] == 50


def test_a_first_list_has_nothing_before_it():
    assert sight.changes(proposed()) == sight.Changes()


def test_after_a_refusal_the_next_list_says_who_came_and_who_went():
    decide(proposed(Listed("Ani Contoh"), Listed("Beny Contoh", born_on=date(1970, 5, 5))), approve=False)
    Person.objects.filter(name="Ani Contoh").update(decile=9)
    listed(Listed("Cici Contoh", born_on=date(1971, 5, 5)))
    assess_and_rank()
    seen = sight.changes(prepare()[0])
    assert (seen.since, seen.entered, seen.left) == ("daftar 14 Juli 2025 yang ditolak", 1, 1)
    assert ([p["name"] for p in seen.entered_names], [p["name"] for p in seen.left_names]) == (
        ["Cici Contoh"],
        ["Ani Contoh"],
    )


def test_a_further_list_says_who_gave_a_place_up_and_which_village_is_new():
    cap(CITY, 2)
    listed(Listed("Ani Contoh"), Listed("Beny Contoh", born_on=date(1970, 5, 5)))
    listed(Listed("Cici Contoh", born_on=date(1995, 5, 5), village=NUNHILA, decile=2))
    assess_and_rank()
    first = decide(prepare()[0])
    lost = queries.held(programme(), CITY).first()
    actions.release_places(place_ids=[lost.pk], because="ditolak BPJS: sudah aktif", by=MACHINE, at=NOW)
    (further,) = actions.prepare_replacements(
        programme=programme(), by=officer("ina", "regency_officer"), at=NOW, on=date(2025, 9, 2)
    )
    seen = sight.changes(queries.decree(further.pk))
    assert (seen.since, seen.entered, seen.left) == (first.number, 1, 1)
    assert seen.left_names[0]["because"] == "ditolak BPJS: sudah aktif"
    assert found(further)["village"] == 1


def withdraw(decree, by=None, why="salah wilayah"):
    return actions.withdraw_decree(
        decree=decree, why=why, by=by or officer("ina", "regency_officer"), at=NOW, on=TODAY
    )


def test_a_list_that_is_taken_back_frees_its_places_and_can_be_made_again():
    decree = proposed()
    taken = withdraw(decree)
    assert (taken.state, used(), committed()) == ("VOID", 0, 0)
    assert set(Place.objects.values_list("state", "released_because")) == {("RELEASED", "usulan ditarik")}
    assert Approval.objects.get().state == "VOID"
    assert Entry.objects.get(verb="selection.void").why == "salah wilayah"
    entries = Entry.objects.count()
    assert withdraw(decree).state == "VOID" and Entry.objects.count() == entries
    assert prepare()[0].state == "PREPARED"


def test_a_decided_list_is_not_taken_back():
    decree = decide(proposed())
    with pytest.raises(actions.NotWaiting, match="sudah diputuskan"):
        withdraw(decree)


def test_nobody_of_another_regency_takes_it_back():
    decree = proposed()
    with pytest.raises(NotAllowed):
        withdraw(decree, by=officer("sikka", "regency_officer", "53.07"))


def test_the_overview_of_a_region_counts_everybody_once():
    cap(CITY, 2)
    decree = decide(proposed())
    (city,) = queries.overview(programme(), [CITY])
    assert (
        city["name"],
        city["cap"],
        city["used"],
        city["assessed"],
        city["ranked"],
        city["waiting"],
        city["held"],
    ) == ("Kota Kupang", 2, 2, 4, 4, 2, 2)
    assert (city["decree"], city["pending"]) == (decree.pk, None)
    assert len(queries.overview(programme(), ["53"])) == 22 and queries.overview(programme(), []) == []

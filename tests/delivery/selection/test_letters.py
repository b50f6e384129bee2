"""What one person is told: chosen, waiting, not yet; and the waiting list on paper."""

from datetime import date

import pytest

from naung.delivery.selection import actions, explaining, jobs, letters, queries, waitlist
from naung.foundation.papers import queries as papers
from tests.delivery.selection.cast import Listed, cap, crowd, listed, programme
from tests.people import MACHINE, NOW, TODAY, officer

pytestmark = pytest.mark.django_db
CITY, SITE = "53.71", "https://naung.contoh"


def walked(places: int = 2, signed: date = TODAY) -> None:
    cap(CITY, places)
    jobs.assess(programme=programme(), on=TODAY, by=MACHINE, at=NOW)
    jobs.rank(programme=programme(), on=TODAY, by=MACHINE, at=NOW)
    (decree,) = actions.prepare_decrees(
        programme=programme(), by=officer("ina", "regency_officer"), at=NOW, on=TODAY, region=CITY
    )
    actions.decide_decree(decree=decree, approve=True, content_hash=decree.content_hash, by=officer("tadeus", "approver"),
                          at=NOW, on=signed)  # fmt: skip


def letter(person):
    return letters.issue(
        person_id=person.pk, programme=programme(), address=SITE, by=MACHINE, at=NOW, on=TODAY
    )


def told(person) -> dict:
    return letters._told(person.pk, programme(), TODAY)[1]


def chapter(person) -> dict:
    (found,) = queries.story_of(person.pk)
    return found


def test_it_works():
    people = crowd(4)
    walked()
    chosen = next(p for p in people if chapter(p)["held"])
    said = told(chosen)
    assert "terpilih sebagai peserta" in said["says"]
    assert said["order"] == f"Peringkat {chapter(chosen)['rank']} dari 4; 2 tempat."
    first = letter(chosen)
    assert papers.content(first).startswith(b"%PDF")
    assert (letter(chosen).pk, first.rows, first.region) == (first.pk, 1, CITY)
    assert letters.registered(person_id=chosen.pk, programme=programme(), on=TODAY) == first


def test_who_waits_reads_the_number_on_the_list_and_no_promise():
    people = crowd(4)
    walked()
    waits = next(p for p in people if chapter(p)["rank"] == 4)
    said = told(waits)
    assert said["order"] == "Peringkat 4 dari 4; 2 tempat; nomor 2 dari 2 di daftar tunggu."
    assert "tidak menjanjikan tempat" in said["ending"]
    assert [line[0] for line in said["criteria"]][0] == "Desil kesejahteraan (DTSEN)"


def test_who_is_not_yet_reads_what_is_missing_and_who_can_supply_it():
    (person, *_) = listed(Listed(decile=None)), crowd(1)
    walked()
    said = told(person[0])
    assert said["title"] == "Pemberitahuan: belum dapat ikut"
    assert said["lacking"] == [["desil DTSEN", "dinas sosial kabupaten atau kota"]]
    assert any(rule[1] == "belum" and rule[2] for rule in said["rules"])
    assert (said["criteria"], said["order"]) == ([], "")


def test_no_whole_identity_number_is_on_a_letter():
    people = crowd(2)
    walked()
    assert "•" in dict(told(people[0])["person"])["NIK"] or "*" in dict(told(people[0])["person"])["NIK"]


def test_a_place_that_was_given_up_has_no_letter():
    crowd(1)
    walked(1)
    place = queries.held(programme(), CITY).get()
    actions.release_places(place_ids=[place.pk], because="pindah", by=MACHINE, at=NOW)
    with pytest.raises(letters.NothingToSay, match="sudah dilepas"):
        letters.issue(
            person_id=place.person_id, programme=programme(), address=SITE, by=MACHINE, at=NOW, on=TODAY
        )


def test_the_waiting_list_is_one_paper_until_it_changes():
    crowd(5)
    walked()
    total, rows = waitlist.people(programme(), CITY)
    assert (total, [row["position"] for row in rows], [row["rank"] for row in rows]) == (
        3,
        [1, 2, 3],
        [3, 4, 5],
    )
    how = {"programme": programme(), "region": CITY, "address": SITE, "by": MACHINE, "at": NOW, "on": TODAY}
    first = waitlist.issue(**how)
    assert (first.rows, waitlist.issue(**how), waitlist.registered(programme=programme(), region=CITY)) == (
        3,
        first,
        first,
    )
    crowd(1)
    jobs.assess(programme=programme(), on=TODAY, by=MACHINE, at=NOW)
    jobs.rank(programme=programme(), on=TODAY, by=MACHINE, at=NOW)
    assert waitlist.registered(programme=programme(), region=CITY) is None
    assert waitlist.issue(**how).rows == 4


def test_nobody_who_waits_gives_no_paper():
    with pytest.raises(waitlist.NobodyWaits, match="Tidak seorang pun"):
        waitlist.issue(programme=programme(), region=CITY, address=SITE, by=MACHINE, at=NOW, on=TODAY)


def test_who_came_later_follows_behind_those_who_hold_a_place():
    crowd(3)
    walked(3)
    (better,) = listed(Listed("Difabel", disability="rungu", born_on=date(1965, 5, 5)))
    jobs.assess(programme=programme(), on=TODAY, by=MACHINE, at=NOW)
    assert jobs.rank(programme=programme(), on=TODAY, by=MACHINE, at=NOW) == 1
    assert (chapter(better)["rank"], chapter(better)["position"]) == (4, 1)


def test_lists_that_passed_somebody_by_count_once_they_are_over():
    people = crowd(3)
    walked(1, signed=date(2025, 7, 18))
    later = date(2025, 9, 1)
    jobs.assess(programme=programme(), on=later, by=MACHINE, at=NOW)
    jobs.rank(programme=programme(), on=later, by=MACHINE, at=NOW)
    waits = next(p for p in people if chapter(p)["position"] == 1)
    waited = {one.name: one for one in explaining.criteria_of(chapter(waits))}["waited"]
    assert (waited.points, waited.most, waited.why) == (5, 15, "1 daftar sudah ditetapkan sejak diusulkan")

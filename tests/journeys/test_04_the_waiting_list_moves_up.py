"""21 July to 5 August 2025. BPJS Ketenagakerjaan refuses one of sixty; the first who waits takes that place, by a second decree."""

from datetime import date

from tests import town


def held(programme):
    from naung.delivery.selection import queries

    return queries.held(programme(), town.CITY)


def test_a_refusal_comes_with_its_reason_and_gives_the_place_back(before, naung, programme):
    from naung.delivery.enrolment import queries as enrolment
    from naung.delivery.programme import queries as programmes
    from naung.delivery.selection.models import Place

    before("Didaftarkan ke BPJS")
    answer = naung("enrol", "--programme", "ntt-2025", "--on", "2025-07-21", "--by", "verifikator")
    (batch,) = answer["batches"]
    assert (batch["rows"], batch["accepted"], batch["refused"]) == (60, 59, {"A01": 1})
    (released,) = Place.objects.filter(state="RELEASED")
    assert released.released_because == "BPJS A01: Sudah terlindungi sampai 31 Desember 2025 (dibayar APBD)."
    quota = programmes.quota(programme(), town.CITY)
    assert (quota.cap, quota.used) == (60, 59)
    refused = enrolment.cover_on(released.person_id, date(2025, 8, 1))
    assert not refused.insured and "Sudah terlindungi" in refused.because


def test_the_first_who_waits_takes_the_place_by_a_decree_that_names_the_old(before, programme):
    from naung.delivery.selection import queries
    from naung.project import road
    from naung.project.cli.base import Step

    before("Pengganti ditetapkan")
    next_one = queries.waiting(programme(), town.CITY)[0].person_id
    road.replace(town.walk(), Step(""))
    first, second = queries.decrees(programme(), town.CITY)
    assert (second.round, second.changes_id, second.rows) == (2, first.pk, 1)
    assert (second.months, second.per_place) == (5, 5 * 16_800), "August to December"
    assert held(programme).filter(person_id=next_one).exists() and held(programme).count() == 60


def test_the_replacement_is_covered_from_the_day_of_the_list_and_no_day_earlier(december, programme):
    from naung.delivery.enrolment import queries as enrolment
    from naung.delivery.selection import queries

    (place,) = held(programme).filter(decree__round=2)
    (member,) = enrolment.of_person(place.person_id)
    assert (member.covered_from, member.covered_until) == (date(2025, 8, 5), date(2025, 12, 31))
    before_that = enrolment.cover_on(place.person_id, date(2025, 8, 4))
    assert not before_that.insured and before_that.because == "Perlindungan baru mulai 5 Agustus 2025."
    assert [str(month) for month in enrolment.months_of(place.person_id)][0] == "2025-08"
    assert queries.waiting(programme(), town.CITY)[0].rank == place.rank + 1


def test_who_was_refused_does_not_wait_again(december, programme):
    from naung.delivery.selection import queries
    from naung.delivery.selection.models import Place

    refused = Place.objects.get(state="RELEASED").person_id
    assert not queries.waiting(programme(), town.CITY).filter(person_id=refused).exists()

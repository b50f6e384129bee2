"""Asking the registers about the cast, through the simulators that answer by file."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.registry import jobs, queries
from naung.delivery.registry.jobs import SOURCES, Checked
from naung.delivery.registry.models import Answer, Person
from naung.delivery.registry.sources import UnknownSource, days, source
from naung.foundation.exchange import queries as exchanged
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from naung.partners.bkn.simulator import EmployeeRegister
from naung.partners.bpjs_tk.insured import InsuredRegister
from naung.partners.dtsen.simulator import DecileRegister
from naung.partners.dukcapil.simulator import CivilRegistry
from tests.delivery.registry import cast
from tests.people import MACHINE, MARTA, NAMOSAIN, NOW, TODAY, YOHANES, officer

pytestmark = pytest.mark.django_db
RESIDENT = ("nik", "kk", "name", "born_on", "sex", "mother", "village", "status", "died_on")
REGISTERS = {
    "civil": CivilRegistry,
    "insured": InsuredRegister,
    "employed": EmployeeRegister,
    "decile": DecileRegister,
}
LATER = TODAY + timedelta(
    days=60
)  # an answer of the insurer's is old by then, one of the civil registry's is not
UNKNOWN = "5371015208789404"  # Marta's birth date and sex, and nobody's number


def put(folder: Path, name: str, *rows: tuple[object, ...]) -> None:
    with (folder / f"{name}.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)


def lists(folder: Path, *, marta_died: str = "", yohanes: str = "Yohanes Bere") -> Path:
    """Marta and Yohanes alive; Marta in the second tenth; nobody insured, nobody employed."""
    marta = (
        MARTA,
        "",
        "Marta Yasinta Bere",
        "1978-08-12",
        "P",
        "Agnes Seran",
        NAMOSAIN,
        "dead" if marta_died else "alive",
        marta_died,
    )
    put(
        folder,
        "dukcapil",
        RESIDENT,
        marta,
        (YOHANES, "", yohanes, "1985-03-02", "L", "", NAMOSAIN, "alive", ""),
    )
    put(folder, "deciles", ("nik", "decile"), (MARTA, 2))
    put(folder, "bpjs_active", ("nik", "payer", "until", "payer_name", "agreement"))
    put(folder, "employees", ("nik", "kind"))
    return folder


def ask(folder: Path, *misbehave: str, name: str = "civil", **how) -> Checked:
    register = REGISTERS[name](lists=folder, misbehave=misbehave)
    return jobs.check(source=SOURCES[name], register=register, **{"by": MACHINE, "at": NOW, **how})


def said(nik: str, name: str) -> queries.Said:
    return {one.source: one for one in queries.checks_of([cast.person(nik).pk])}[name]


def test_it_works(tmp_path):
    cast.marta(), cast.yohanes()
    assert ask(lists(tmp_path)) == Checked(asked=2, answers={"SAME": 2})
    marta = cast.person(MARTA)
    assert (marta.civil_answer, marta.civil_checked_on, marta.died_on) == ("SAME", TODAY, None)
    (batch,) = exchanged.batches("dukcapil", "civil")
    assert (batch.state, batch.key) == ("CLOSED", "53.71/2025-07-14/1")
    kept = said(MARTA, "civil")
    assert (kept.answer, kept.asked_on, kept.answered_on, kept.batch) == ("SAME", TODAY, TODAY, batch.key)
    assert said(MARTA, "insured").answer == ""


@pytest.mark.parametrize("name", SOURCES)
def test_asking_again_asks_nobody_and_changes_nothing(tmp_path, name):
    cast.marta(), cast.yohanes()
    lists(tmp_path)
    assert ask(tmp_path, name=name).asked == 2
    before = list(Person.objects.values()), list(Answer.objects.values()), Entry.objects.count()
    for _ in range(2):
        assert ask(tmp_path, name=name, again=True) == Checked(asked=0, answers={})
    assert before == (list(Person.objects.values()), list(Answer.objects.values()), Entry.objects.count())


def test_an_old_answer_is_asked_about_again_and_the_newest_counts(tmp_path):
    cast.marta()
    put(lists(tmp_path), "bpjs_active", ("nik", "payer", "until"), (MARTA, "village", "2025-12-31"))
    ask(tmp_path, name="insured")
    assert (cast.person(MARTA).insured_until, cast.person(MARTA).insured_by) == (
        date(2025, 12, 31),
        "village",
    )
    put(tmp_path, "bpjs_active", ("nik", "payer", "until"))
    assert ask(tmp_path, name="insured", on=TODAY + timedelta(days=44)).asked == 0
    assert ask(tmp_path, name="insured", on=LATER) == Checked(1, {"NOT_FOUND": 1})
    assert (cast.person(MARTA).insured_until, cast.person(MARTA).insured_by) == (None, "")
    assert [(a.answer, a.answered_on) for a in Answer.objects.order_by("pk")] == [
        ("ACTIVE", TODAY),
        ("NOT_FOUND", LATER),
    ]
    assert (said(MARTA, "insured").answer, said(MARTA, "insured").times) == ("NOT_FOUND", 2)


def test_who_died_is_known_to_have_died_and_is_not_asked_about_elsewhere(tmp_path):
    cast.marta(), cast.yohanes()
    assert ask(lists(tmp_path, marta_died="2025-06-01")).answers == {"DEAD": 1, "SAME": 1}
    assert cast.person(MARTA).died_on == date(2025, 6, 1)
    assert [p.name for p in queries.living()] == ["Yohanes Bere"] and queries.standing().count() == 2
    assert ask(tmp_path, name="decile").asked == 1


def test_a_registry_that_takes_a_death_back_is_believed_only_without_a_difference(tmp_path):
    cast.yohanes()
    lists(tmp_path)
    born = "1985-03-02"
    put(
        tmp_path,
        "dukcapil",
        RESIDENT,
        (YOHANES, "", "Yohanes Bere", born, "L", "", NAMOSAIN, "dead", "2025-06-01"),
    )
    ask(tmp_path)
    put(
        tmp_path,
        "dukcapil",
        RESIDENT,
        (YOHANES, "", "Yohanes Bere", "1985-03-03", "L", "", NAMOSAIN, "alive", ""),
    )
    ask(tmp_path, on=LATER, again=True)
    assert (cast.person(YOHANES).civil_answer, cast.person(YOHANES).died_on) == ("DIFFERS", date(2025, 6, 1))
    put(tmp_path, "dukcapil", RESIDENT, (YOHANES, "", "Yohanes Bere", born, "L", "", NAMOSAIN, "alive", ""))
    ask(tmp_path, on=LATER + timedelta(days=1), again=True)
    assert (cast.person(YOHANES).civil_answer, cast.person(YOHANES).died_on) == ("SAME", None)


def test_cover_by_somebody_else_bars_only_while_it_lasts(tmp_path):
    cast.marta()
    put(lists(tmp_path), "bpjs_active", ("nik", "payer", "until"), (MARTA, "village", "2025-12-31"))
    ask(tmp_path, name="insured")
    assert [status(day) for day in ("2025-12-31", "2026-01-01")] == ["bpjs_active", "none"]
    Person.objects.update(status="asn")
    assert status("2025-12-31") == "asn"


def status(day: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select {queries.status_on('p', '%s')} from registry_person p", [day])
        return cursor.fetchone()[0]


def test_our_own_programme_s_cover_is_nobody_else_s(tmp_path):
    cast.marta()
    rows = (
        ("nik", "payer", "until", "payer_name", "agreement"),
        (MARTA, "apbd", "2025-12-31", "Provinsi", "PKS 1"),
        (YOHANES, "apbd", "2025-12-31", "", "PKS 2"),
    )
    cast.yohanes()
    put(lists(tmp_path), "bpjs_active", *rows)
    found = ask(tmp_path, name="insured", on=LATER, own=["PKS 1"])
    assert found.answers == {"ACTIVE": 1, "OURS": 1}
    assert (cast.person(MARTA).insured_until, cast.person(YOHANES).insured_until) == (
        None,
        date(2025, 12, 31),
    )
    assert said(MARTA, "insured").facts["agreement"] == "PKS 1"


def test_somebody_alike_decides_nothing_and_waits_for_a_person(tmp_path):
    """Marta's number was mistyped, and a Marta of that birth date is a civil servant and insured: perhaps her, perhaps not."""
    cast.admit(UNKNOWN, "Marta Yasinta Bere", date(1978, 8, 12), "P")
    lists(tmp_path)
    put(tmp_path, "employees", ("nik", "kind"), (MARTA, "asn"))
    put(tmp_path, "bpjs_active", ("nik", "payer", "until"), (MARTA, "employer", "2026-12-31"))
    for name in ("insured", "employed"):
        assert ask(tmp_path, name=name).answers == {"SIMILAR": 1}
    marta = cast.person(UNKNOWN)
    assert (marta.status, marta.insured_until) == ("none", None)
    assert [(one["source"], one["facts"]["alike"]) for one in queries.doubtful()] == [
        ("employed", "name"),
        ("insured", "name"),
    ]
    assert UNKNOWN not in str(queries.doubtful()) and MARTA not in str(list(Answer.objects.values()))


def test_the_list_of_employees_beats_what_the_village_wrote_and_is_believed_when_it_says_it_is_over(tmp_path):
    cast.marta()
    put(lists(tmp_path), "employees", ("nik", "kind"), (MARTA, "asn"))
    ask(tmp_path, name="employed")
    assert cast.person(MARTA).status == "asn"
    put(tmp_path, "employees", ("nik", "kind"))
    ask(tmp_path, name="employed", on=LATER, again=True)
    assert cast.person(MARTA).status == "none"


def test_what_only_the_village_says_is_not_put_aside_by_a_list_that_says_nothing(tmp_path):
    cast.marta()
    Person.objects.update(status="pensioner")
    ask(lists(tmp_path), name="employed")
    assert cast.person(MARTA).status == "pensioner"


def test_a_village_s_own_decile_never_beats_the_list(tmp_path):
    cast.marta(), cast.yohanes()  # the village says the first tenth of both
    assert ask(lists(tmp_path), name="decile").answers == {"LISTED": 1, "NOT_FOUND": 1}
    assert (cast.person(MARTA).decile, cast.person(YOHANES).decile) == (2, None)
    assert said(MARTA, "decile").facts["listed_on"] == "2025-07-01"
    assert cast.admit(YOHANES, "Yohanes Bere", date(1985, 3, 2), "L", decile=1) == 0
    assert cast.person(YOHANES).decile is None


def test_what_the_registry_does_not_say_stays_as_it_was(tmp_path):
    cast.yohanes()
    ask(lists(tmp_path, yohanes="Petrus Adoe"))
    yohanes = cast.person(YOHANES)
    assert (yohanes.civil_answer, yohanes.decile, yohanes.status, yohanes.name) == (
        "DIFFERS",
        1,
        "none",
        "Yohanes Bere",
    )


@pytest.mark.parametrize("name", SOURCES)
def test_without_a_list_nobody_becomes_not_found(tmp_path, name):
    cast.marta()
    assert ask(tmp_path, name=name) == Checked(asked=0, answers={})
    assert said(MARTA, name).answer == "" and cast.person(MARTA).decile == 1


MANNERS = ("late", "twice", "partial", "unknown", "garbled", "wrong")


@pytest.mark.parametrize(
    "manner, name", zip(MANNERS, [*SOURCES, *SOURCES], strict=False)
)  # one machine: each register once at least
def test_a_register_that_misbehaves_is_borne(tmp_path, manner, name):
    cast.marta(), cast.yohanes()
    lists(tmp_path)
    ask(tmp_path, manner, name=name)
    ask(tmp_path, manner, name=name)
    assert [said(nik, name).times for nik in (MARTA, YOHANES)] == [1, 1]
    partner = REGISTERS[name].partner
    assert exchanged.open_batches(partner, name) == []
    assert bool(exchanged.suspended(partner)) == (manner in ("unknown", "garbled", "wrong"))


def test_a_file_that_is_late_is_seen_to_be_out(tmp_path):
    cast.marta()
    ask(lists(tmp_path), "late")
    assert (said(MARTA, "civil").waiting, said(MARTA, "civil").asked_on, said(MARTA, "civil").answer) == (
        True,
        TODAY,
        "",
    )


def test_a_region_is_asked_about_by_itself_and_by_whoever_may(tmp_path):
    cast.marta()
    lists(tmp_path)
    assert ask(tmp_path, region="53.11").asked == 0
    with pytest.raises(NotAllowed, match=r"registry\.check di 53\.71"):
        ask(tmp_path, region="53.71", by=officer("lusi", "village_operator", NAMOSAIN))
    assert ask(tmp_path, region="53.71", by=officer("dewi", "regency_officer", "53.71")).asked == 1


def test_how_long_an_answer_holds_is_dated_data():
    assert days("insured", on=TODAY) == 45
    with pytest.raises(UnknownSource, match="sources.yaml"):
        days("insured", on=date(2024, 12, 31))
    with pytest.raises(UnknownSource, match="civil, insured, employed, decile"):
        source("horoscope")


def test_the_database_takes_no_answer_that_no_register_gave(tmp_path):
    cast.marta(), cast.yohanes()
    ask(lists(tmp_path), name="employed")
    ask(tmp_path)
    true = Answer.objects.filter(person=cast.person(MARTA), source="employed").values().get()
    other = Answer.objects.filter(source="civil").values_list("reply_id", flat=True)[0]
    for change in (
        {"answer": "EMPLOYED"},
        {"facts": {"status": "asn"}},
        {"person_id": 10**9},
        {"reply_id": other},
        {"reply_id": 10**9},
    ):
        with (
            pytest.raises(DatabaseError, match="what a register said in a file|one_answer_a_file"),
            transaction.atomic(),
        ):
            Answer.objects.create(**{**true, "id": None, **change})
    with pytest.raises(DatabaseError, match="append-only|permission denied"), transaction.atomic():
        Answer.objects.update(answer="SIMILAR")

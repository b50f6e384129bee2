"""16 July 2025. Four registers say of everybody who was proposed: alive, insured elsewhere, employed, in which tenth."""

import csv
from collections import Counter
from datetime import date

from tests import town


def truth() -> list[dict[str, str]]:
    with (town.LISTS / "truth.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def known(name: str) -> set[str]:
    with (town.LISTS / "world" / f"{name}.csv").open(newline="") as file:
        return {row["nik"] for row in csv.DictReader(file)}


def test_what_is_true_of_people_is_known_before_anybody_is_chosen(before):
    """Whoever is insured for long, or employed, or dead, is known so; nobody is who is not."""
    from naung.delivery.registry import queries as registry
    from naung.foundation.vault import seals

    before("Dinilai menurut aturan")
    found = {seals.open_sealed(p.nik_sealed, "nik"): p for p in registry.standing()}
    dead = {row["nik"] for row in truth() if row["dead"] == "1"} & found.keys()
    assert {nik for nik, p in found.items() if p.died_on} == dead
    employed = (known("employees") & found.keys()) - dead
    assert {nik for nik, p in found.items() if p.status not in ("none", None)} >= employed
    insured = {nik for nik, p in found.items() if p.insured_until}
    assert insured <= known("bpjs_active") and {found[nik].insured_by for nik in insured}.isdisjoint({"apbd"})
    assert all(p.decile for nik, p in found.items() if nik in known("deciles") and p.civil_answer == "SAME")


def test_it_is_said_on_the_rows_and_asked_again_when_it_is_old(before, naung):
    from naung.delivery.intake.models import Finding
    from naung.delivery.registry.models import Person

    before("Dinilai menurut aturan")
    said = Counter(Finding.objects.filter(code__in=["R09", "R11"]).values_list("code", flat=True))
    insured = Person.objects.filter(insured_until__gte=date(2025, 7, 16)).count()
    assert said["R09"] >= insured > 0 and said["R11"] >= Person.objects.filter(civil_answer="DEAD").count()
    nothing = naung("check", "--on", "2025-07-20")
    assert {one["asked"] for one in nothing["registers"].values()} == {0} and nothing["findings"] == 0
    again = naung("check", "--source", "insured", "--again", "--on", "2025-08-02")
    assert again["registers"]["insured"]["asked"] > 100, "the other governments' July is on the list by now"
    assert Person.objects.filter(insured_by="apbd").exists()

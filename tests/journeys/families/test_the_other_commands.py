"""`naung claim` where a case is not simple: a guardian, a dispute, an objection, money that did not come, a treatment, a list of deaths."""

import json

import pytest

from naung.delivery.registry import queries as registry
from tests.journeys.families import cast
from tests.journeys.families.test_the_command import DAY, by, naung, read_everything, reported

pytestmark = pytest.mark.usefixtures("village")


def child(number: str) -> int:
    told = naung("heirs", number, "--relation", "child", "--name", "Anita Contoh", "--sex", "P", "--born", "2015-03-03", *by("kota"))  # fmt: skip
    return int(told["people"][0]["number"])


def test_a_guardian_acts_for_an_orphan_until_the_paper_is_taken_back():
    number = reported()
    orphan = child(number)
    given = (
        "--kind",
        "guardian",
        "--for",
        str(orphan),
        "--holder-name",
        "Paulina Contoh",
        "--document",
        "PN-12/2025",
    )
    assert "Tulis --for, --dated-on" in naung("mandate", number, *given, *by("kota"), exit_code=2)
    (one,) = naung("mandate", number, *given, "--dated-on", "2025-11-10", *by("kota"))["mandates"]
    assert (one["kind"], one["for"], one["holder"], one["state"]) == (
        "guardian",
        orphan,
        "Paulina Contoh",
        "VALID",
    )
    again = naung("mandate", number, *given, "--dated-on", "2025-11-10", *by("kota"))["mandates"]
    assert again == [one]
    grown = (
        "--kind",
        "power",
        "--for",
        str(orphan),
        "--holder",
        str(orphan),
        "--document",
        "X-1",
        "--dated-on",
        DAY,
    )
    assert "tidak ada yang mewakili" in naung("mandate", number, *grown, *by("kota"), exit_code=1).lower()
    assert "tidak mempunyai surat" in naung("mandate", number, "--revoke", "99999", *by("kota"), exit_code=1)
    taken = naung(
        "mandate", number, "--revoke", str(one["id"]), "--because", "Wali pindah ke luar negeri", *by("kota")
    )
    assert [row["state"] for row in taken["mandates"]] == ["REVOKED"]


def test_a_dispute_holds_the_claim_until_another_officer_lifts_it():
    number = reported()
    (held,) = naung("dispute", number, "--who", "Adik almarhum", "--because", "Ada istri lain menurut keluarga", *by("kota"))["disputes"]  # fmt: skip
    assert (held["state"], held["who"]) == ("OPEN", "Adik almarhum")
    cast.gather(cast.queries.by_number(number), cast.date.fromisoformat(DAY))
    naung("assess", number, *by("kota"))
    assert "ditahan karena sengketa" in naung("approve", number, *by("kepala"), exit_code=1)
    lift = ("dispute", number, "--lift", "--because", "Kesepakatan di depan lurah", "--document", "BA-7/2025")
    assert "orang lain yang melepasnya" in naung(*lift, *by("kota"), exit_code=1)
    assert [one["state"] for one in naung(*lift, *by("verifikator"))["disputes"]] == ["LIFTED"]
    assert "tidak sedang ditahan" in naung(*lift, *by("verifikator"), exit_code=1)
    assert naung("approve", number, *by("kepala"))["state"] == "APPROVED"


def test_an_objection_a_new_word_and_money_that_did_not_come():
    number = reported()
    spouse = naung("heirs", number, "--relation", "spouse", "--name", "Maria Contoh", "--sex", "P", "--born", "1980-05-05", *by("kota"))["people"][0]["number"]  # fmt: skip
    read_everything(number)
    naung("assess", number, *by("kota"))
    naung("approve", number, *by("kepala"))
    naung(
        "determine",
        number,
        "--letter",
        "BPJS/9",
        "--letter-on",
        DAY,
        "--line",
        "jkm.funeral=10000000",
        *by("bela"),
    )
    objection = (
        "contest",
        number,
        "--because",
        "Santunan kematian tidak dihitung",
        "--letter",
        "KOT/1",
        "--answer-by",
        "2025-11-26",
    )
    assert (
        "bela" in naung(*objection, *by("bela"), exit_code=1).lower()
    )  # the insurer's officer does not object to the insurer
    assert naung(*objection, *by("kota"))["state"] == "APPROVED"
    assert (
        naung("determine", number, "--letter", "BPJS/10", "--letter-on", DAY, "--as-estimated", *by("bela"))[
            "state"
        ]
        == "DETERMINED"
    )
    claim = cast.queries.by_number(number)
    payee = cast.receiver(claim, claim.complete_on, relative=spouse)
    naung(
        "pay",
        number,
        "--payee",
        str(payee.pk),
        "--paid-on",
        DAY,
        "--reference",
        "TRF/9",
        "--rupiah",
        "42000000",
        *by("bela"),
    )
    assert naung("gap", number)["gaps"] == []
    naung(
        "confirm", number, "--reference", "TRF/9", "--rupiah", "40000000", "--channel", "visit", *by("kota")
    )
    (gap,) = naung("gap", number, exit_code=1)["gaps"]  # it shouts: an open gap ends with 1
    assert (gap["rupiah"], gap["state"]) == (2_000_000, "OPEN")
    settle = (
        "gap",
        number,
        "--settle",
        str(gap["id"]),
        "--because",
        "Bank memotong biaya, sudah dikembalikan",
    )
    assert "orang lain yang menyelesaikan" in naung(*settle, *by("kota"), exit_code=1)
    assert [one["state"] for one in naung(*settle, *by("verifikator"))["gaps"]] == ["SETTLED"]
    assert "tidak mempunyai selisih" in naung(
        "gap", number, "--settle", "99999", *by("verifikator"), exit_code=1
    )


def test_a_treatment_is_told_entry_by_entry_and_a_mistake_is_taken_back():
    code = registry.person(cast.member(2)).code
    number = naung("report", "--person", code, "--kind", "accident", "--on", "2025-11-01", *by("lurah"))[
        "number"
    ]
    cost = (
        "--record",
        "cost",
        "--what",
        "surgery",
        "--rupiah",
        "12000000",
        "--paid-by",
        "family",
        "--facility",
        "Klinik Contoh",
        "--no-plkk",
    )
    assert "Tulis --day" in naung("treatment", number, *cost, "--reference", "KW/1", *by("kota"), exit_code=2)
    told = naung("treatment", number, *cost, "--day", "2025-11-02", "--reference", "KW/1", *by("kota"))
    assert (told["sums"]["owed"], told["outcome"]) == (12_000_000, None)
    rest = (
        "--record",
        "rest",
        "--day",
        "2025-11-02",
        "--until",
        "2025-11-08",
        "--reference",
        "SK/1",
        "--signed-by",
        "dr. Contoh",
    )
    told = naung("treatment", number, *rest, *by("kota"))
    assert told["sums"]["days"] == 7 and [one["what"] for one in told["ahead"] if one["late"]] == [
        "rest_ends"
    ]
    first = str(told["entries"][0]["id"])
    gone = naung("treatment", number, "--void", first, "--because", "Kuitansi milik orang lain", *by("kota"))
    assert gone["sums"]["owed"] == 0 and len(gone["entries"]) == 1
    assert "lurah" in naung("treatment", number, *rest, *by("lurah"), exit_code=1).lower()
    assert "PERSEN" in naung(
        "treatment", number, "--record", "statement", "--day", DAY, "--part", "x=y", *by("kota"), exit_code=2
    )


def test_a_list_of_deaths_is_taken_once_and_its_bad_lines_end_with_one(tmp_path):
    person = registry.person(cast.member(3))
    file = tmp_path / "meninggal.csv"
    file.write_text(f"Nama;Tanggal meninggal\n{person.name};2025-11-01\n;2025-11-01\n")
    assert "Tulis --source, --region" in naung("deaths", str(file), *by("lurah"), exit_code=2)
    given = ("deaths", str(file), "--source", "village", "--region", "53.71.01.1001", *by("lurah"))
    told = naung(*given, exit_code=1)
    assert (told["rows"], told["left_out"], told["possible"] + told["nobody"]) == (1, 1, 1)
    assert told["flaws"][0]["line"] == 3 and "Nama kosong" in told["flaws"][0]["says"]
    assert not naung(*given, exit_code=1)["fresh"]
    assert naung("deaths")["families"] == [] and person.name not in json.dumps(told)

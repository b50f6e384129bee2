"""`naung claim`, word by word: from the report to the money that the family confirmed, as an office without a site types it."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from naung.delivery.registry import queries as registry
from naung.project.cli import main
from tests.journeys.families import cast

pytestmark = pytest.mark.usefixtures("village")
DAY = "2025-11-12"


def naung(*words: str, exit_code: int = 0, given: str = ""):
    done = CliRunner().invoke(main, ["claim", *words, "--json"], input=given)
    assert done.exit_code == exit_code, f"{words}: {done.output} {done.exception!r}"
    return json.loads(done.stdout) if done.stdout.strip() else done.stderr


def by(login: str) -> tuple[str, ...]:
    return ("--by", login, "--today", DAY)


def reported() -> str:
    code = registry.person(cast.member()).code
    return naung(
        "report",
        "--person",
        code,
        "--kind",
        "death",
        "--cause",
        "illness",
        "--on",
        "2025-11-05",
        "--reporter",
        "Istri Contoh",
        *by("lurah"),
    )["number"]


def read_everything(number: str) -> None:
    for one in naung("papers", number)["papers"]:
        naung("papers", number, "--receive", one["kind"], "--held-at", "kantor lurah", *by("lurah"))
        naung("papers", number, "--read", one["kind"], *by("verifikator"))


def test_from_the_report_to_the_confirmed_money():
    number = reported()
    said = naung(
        "heirs",
        number,
        "--relation",
        "spouse",
        "--name",
        "Maria Contoh",
        "--sex",
        "P",
        "--born",
        "1980-05-05",
        *by("camat"),
    )
    assert [(one["name"], one["entitled"]) for one in said["people"]] == [("Maria Contoh", True)]
    read_everything(number)  # a spouse's marriage book among them
    assert naung("papers", number)["complete_on"] == DAY
    claim = cast.queries.by_number(number)
    payee = cast.receiver(claim, claim.complete_on, relative=said["people"][0]["number"])
    assert naung("payee", number)["payees"][0]["id"] == payee.pk
    assert naung("assess", number, *by("kota"))["rupiah"] == 42_000_000
    assert naung("approve", number, *by("kepala"))["state"] == "APPROVED"
    letter = ("--letter", "BPJS/7", "--letter-on", DAY, "--as-estimated")
    assert naung("determine", number, *letter, *by("bela"))["state"] == "DETERMINED"
    transfer = ("--reference", "TRF/7", "--rupiah", "42000000")
    paid = ("pay", number, "--payee", str(payee.pk), "--paid-on", DAY, *transfer, *by("bela"))
    assert naung(*paid)["state"] == "PAID"
    assert naung(*paid)["paid_rupiah"] == 42_000_000  # again: the same payment
    naung("confirm", number, *transfer, "--channel", "call", *by("kota"))
    assert naung("close", number, *by("kota"))["state"] == "CLOSED"
    told = naung("show", number)
    assert (told["confirmed"], told["payments"][0]["reference"], told["days_late"]) == (
        42_000_000,
        "TRF/7",
        0,
    )
    assert [one["state"] for one in naung("list", "--state", "CLOSED")["claims"]] == ["CLOSED"]


def test_an_account_s_number_comes_by_standard_input_and_only_its_tail_is_told():
    number = reported()
    naung("heirs", number, "--relation", "spouse", "--name", "Maria Contoh", "--sex", "P", *by("camat"))
    brought = ("--relative", "1", "--bank", "002", "--document", "buku tabungan")
    (one,) = naung("payee", number, *brought, *by("camat"), given="777700001111\n")["payees"]
    assert (one["state"], one["account_tail"]) == ("ENTERED", "1111")
    assert "777700001111" not in json.dumps(naung("show", number))
    assert "orang lain yang memastikannya" in naung(
        "payee", number, "--relative", "1", "--confirm", *by("camat"), exit_code=1
    )
    (one,) = naung("payee", number, "--relative", "1", "--confirm", *by("verifikator"))["payees"]
    assert one["state"] == "READY"


def test_a_difference_is_explained_before_money_is_written_down():
    number = reported()
    cast.gather(cast.queries.by_number(number), date(2025, 11, 12))
    naung("assess", number, *by("kota"))
    naung("approve", number, *by("kepala"))
    naung(
        "determine",
        number,
        "--letter",
        "BPJS/8",
        "--letter-on",
        DAY,
        "--line",
        "jkm.funeral=10000000",
        *by("bela"),
    )
    claim = cast.queries.by_number(number)
    relative = cast.relative(claim, "Maria Contoh", "spouse", claim.complete_on)
    payee = cast.receiver(claim, claim.complete_on, relative=relative)
    paid = (
        "pay",
        number,
        "--payee",
        str(payee.pk),
        "--paid-on",
        DAY,
        "--reference",
        "TRF/8",
        "--rupiah",
        "10000000",
        *by("bela"),
    )
    assert "berbeda dari perkiraan kita" in naung(*paid, exit_code=1)
    naung("explain", number, "--because", "BPJS menghitung masa iur dari pembayaran", *by("kota"))
    assert naung(*paid)["state"] == "PAID"


def test_what_is_typed_wrongly_is_said_and_nothing_happens():
    number = reported()
    letter = ("determine", number, "--letter", "X", "--letter-on", DAY, *by("bela"))
    assert "Pilih satu" in naung(*letter, exit_code=2)
    assert "bukan MANFAAT=RUPIAH" in naung(*letter, "--line", "jkm.funeral", exit_code=2)
    assert "Tulis --by" in naung("papers", number, "--read", "ktp", exit_code=2)
    assert "tidak mempunyai pembayaran" in naung(
        "confirm", number, "--reference", "X", "--rupiah", "1", "--channel", "call", *by("kota"), exit_code=1
    )
    assert naung("show", number)["state"] == "REPORTED"


def test_a_suspected_cause_is_settled():
    code = registry.person(cast.member(1)).code
    told = naung(
        "report",
        "--person",
        code,
        "--kind",
        "death",
        "--cause",
        "work_accident",
        "--suspected",
        "--circumstance",
        "sea",
        "--on",
        "2025-11-05",
        *by("lurah"),
    )
    assert (told["suspected"], told["rupiah"]) == (True, 70_000_000)
    told = naung(
        "settle", told["number"], "--cause", "illness", "--because", "Visum rumah sakit", *by("kota")
    )
    assert (told["suspected"], told["cause"], told["rupiah"]) == (False, "illness", 42_000_000)

"""The simulated partners by themselves: bytes in, bytes out."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naung.delivery.banking.ports import Applicant, Request
from naung.delivery.enrolment.ports import Registrant, Terms
from naung.kit import nik
from naung.partners import numbers, tables
from naung.partners.bank_ntt.simulator import Bank
from naung.partners.bkn.simulator import EmployeeRegister
from naung.partners.bpjs_tk import simulator
from naung.partners.bpjs_tk.insured import InsuredRegister
from naung.partners.bpjs_tk.simulator import Insurer
from naung.partners.dtsen.simulator import DecileRegister
from naung.partners.dukcapil.simulator import CivilRegistry
from naung.partners.manners import UnknownManners
from tests.delivery.enrolment.cast import CAST, partners_know
from tests.people import MARTA, TODAY, YOHANES

TERMS = Terms(
    "ntt-2025/53.71/01",
    "PKS (DATA CONTOH)",
    date(2025, 7, 1),
    "53.71",
    "Kota Kupang",
    date(2025, 7, 1),
    6,
    1_000_000,
    "jkk,jkm",
    201_600,
)
MARTA_LINE = Registrant(1, MARTA, "Marta Yasinta Bere", "Kupang", date(1978, 8, 12), "P", "Agnes Seran", "Jl. Flamboyan 3", "Namosain", "Alak",
                        "Kota Kupang", "", "nelayan", "", 1, "SK 1", 100_800)  # fmt: skip
YOHANES_LINE = replace(
    MARTA_LINE, number=2, nik=YOHANES, name="Yohanes Bere", born_on=date(1985, 3, 2), sex="L"
)
APPLICANT = Applicant(1, MARTA, "12345678901", "Marta Yasinta Bere", "Kupang", date(1978, 8, 12), "P", "Agnes Seran", "Jl. Flamboyan 3", "Namosain",
                      "Alak", "Kota Kupang", "", "nelayan")  # fmt: skip


def registered(insurer, *lines):
    return insurer.write(TERMS, lines or (MARTA_LINE, YOHANES_LINE))


def test_it_works(tmp_path):
    insurer = Insurer(misbehave=[], lists=tmp_path)
    found = insurer.read(insurer.answer(registered(insurer), on=TODAY)[0])
    assert (found.rows, found.rupiah, [a.ok for a in found.lines]) == (2, 201_600, [True, True])
    assert found.lines[0].since == date(2025, 7, 1) and len(found.lines[0].member_number) == 11


def test_the_same_people_give_the_same_bytes(tmp_path):
    insurer = Insurer(misbehave=[], lists=tmp_path)
    assert registered(insurer) == registered(insurer)
    assert insurer.answer(registered(insurer), on=TODAY) == insurer.answer(registered(insurer), on=TODAY)


def test_a_name_that_a_spreadsheet_would_run_is_made_plain(tmp_path):
    insurer = Insurer(misbehave=[], lists=tmp_path)
    text = registered(insurer, replace(MARTA_LINE, name="=cmd|calc")).decode()
    assert ";'=CMD|CALC;" in text


def test_a_semicolon_or_a_line_break_in_a_name_moves_no_column(tmp_path):
    insurer = Insurer(misbehave=[], lists=tmp_path)
    content = registered(insurer, replace(MARTA_LINE, name='Marta; "Yasinta"\nBere'), YOHANES_LINE)
    assert [a.nik for a in insurer.read(insurer.answer(content, on=TODAY)[0]).lines] == [MARTA, YOHANES]


@pytest.mark.parametrize("content, why", [
    (b"", "does not begin as"),
    (b"PK\x03\x04\xff\xfe", "not a UTF-8"),
    (b"H;BPJSTK-BPU-JAWABAN-1\nno;nik\nT;0;0\n", "other columns than agreed"),
])  # fmt: skip
def test_a_file_that_is_no_answer_says_why(content, why, tmp_path):
    assert why in Insurer(misbehave=[], lists=tmp_path).read(content).unreadable


def test_a_file_that_was_cut_off_is_not_half_read(tmp_path):
    insurer = Insurer(misbehave=[], lists=tmp_path)
    content = insurer.answer(registered(insurer), on=TODAY)[0]
    cut = b"\n".join(content.split(b"\n")[:-2]) + b"\n"
    assert "may be cut off" in insurer.read(cut).unreadable


@pytest.mark.parametrize(
    "old, new", [(b";TERIMA;", b";MUNGKIN;"), (b";01-07-2025;", b";32-07-2025;"), (b";100800;", b";banyak;")]
)
def test_a_word_that_no_answer_says_is_not_guessed_at(old, new, tmp_path):
    insurer = Insurer(misbehave=[], lists=tmp_path)
    content = insurer.answer(registered(insurer), on=TODAY)[0].replace(old, new, 1)
    assert insurer.read(content).unreadable == "line 1 cannot be understood"


def test_a_misbehaviour_that_nobody_knows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("NAUNG_MISBEHAVE", "late, rude")
    with pytest.raises(UnknownManners, match="NAUNG_MISBEHAVE names rude; known: garbled, late"):
        Insurer(lists=tmp_path)


def test_late_is_only_the_first_time_even_for_another_process(tmp_path):
    content = registered(Insurer(misbehave=[], lists=tmp_path))
    assert Insurer(misbehave=["late"], lists=tmp_path).answer(content, on=TODAY) == []
    assert len(Insurer(misbehave=["late"], lists=tmp_path).answer(content, on=TODAY)) == 1


def opened(bank, applicant):
    (content,) = bank.answer(
        bank.write(Request("ntt-2025/53.71/01", "PKS", "53.71", "Kota Kupang"), [applicant]), on=TODAY
    )
    return bank.read(content).lines[0]


def test_the_bank_opens_an_account_that_is_plainly_made_up(tmp_path):
    one = opened(Bank(misbehave=[], lists=tmp_path), APPLICANT)
    assert (
        one.ok
        and one.account.startswith("999")
        and len(one.account) == 14
        and one.name == "MARTA YASINTA BERE"
    )


@pytest.mark.parametrize("changed, code", [
    ({"mother": "-"}, "B02"),
    ({"nik": "5371018113780001"}, "B03"),
    ({"name": "Yohanes Nope"}, "B01"),
    ({"nik": YOHANES}, "B03"),
])  # fmt: skip
def test_the_bank_refuses_for_a_stated_reason(changed, code, tmp_path):
    lists = partners_know(tmp_path, "marta")
    assert opened(Bank(misbehave=[], lists=lists), replace(APPLICANT, **changed)).code == code


def test_the_bank_bears_another_spelling_of_the_same_name(tmp_path):
    lists = partners_know(tmp_path, "marta")
    assert opened(Bank(misbehave=[], lists=lists), replace(APPLICANT, name="BERE Martha Yasinta")).ok


def inquiry(**changed):
    k = CAST["marta"]
    return SimpleNamespace(
        **{"number": 1, "nik": k.nik, "name": k.name, "born_on": k.born_on, "sex": k.sex} | changed
    )


def asked(registry, **changed):
    (content,) = registry.answer(registry.write("key", [inquiry(**changed)]), on=TODAY)
    return registry.read(content).lines[0]


def test_the_civil_registry_says_same_differs_dead_and_not_found(tmp_path):
    registry = CivilRegistry(
        misbehave=[], lists=partners_know(tmp_path, "marta", "petrus", dead={"petrus": "2025-05-03"})
    )
    assert asked(registry).answer == "SAME"
    assert asked(registry, born_on=date(1978, 12, 8), sex="L").facts == {"differs": ["born_on", "sex"]}
    dead = asked(registry, nik=CAST["petrus"].nik)
    assert (dead.answer, dead.facts) == ("DEAD", {"died_on": "2025-05-03"})
    assert asked(registry, nik=YOHANES).answer == "NOT_FOUND"


def test_a_death_is_known_only_once_it_has_happened(tmp_path):
    lists = partners_know(tmp_path, "marta", dead={"marta": "2025-11-05"})
    assert asked(CivilRegistry(misbehave=[], lists=lists)).answer == "SAME"


def listed(folder, **files):
    """The partners' lists with these lines more: listed(folder, employees=["nik,kind", ...])."""
    lists = partners_know(folder, "marta", "petrus")
    for name, lines in files.items():
        (lists / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return lists


def test_the_insurer_says_by_whom_and_until_when(tmp_path):
    members = [
        "nik,payer,until,payer_name,agreement",
        f"{MARTA},village,2025-12-31,Desa Contoh,PKS 7",
        f"{CAST['petrus'].nik},self,2025-06-30,,",
    ]
    register = InsuredRegister(misbehave=[], lists=listed(tmp_path, bpjs_active=members))
    found = asked(register)
    assert (found.answer, found.facts["payer"], found.facts["until"], found.facts["agreement"]) == (
        "ACTIVE",
        "village",
        "2025-12-31",
        "PKS 7",
    )
    assert asked(register, nik=CAST["petrus"].nik, name=CAST["petrus"].name).answer == "ENDED"
    assert asked(register, nik=YOHANES, name="Yohanes Bere").answer == "NOT_FOUND"


def test_the_insurer_s_list_is_that_of_the_last_month_s_end(tmp_path):
    members = ["nik,payer,until", f"{MARTA},apbd,2025-12-31"]
    register = InsuredRegister(misbehave=[], lists=listed(tmp_path, bpjs_active=members))
    assert asked(register).answer == "NOT_FOUND"
    (content,) = register.answer(register.write("k", [inquiry()]), on=date(2025, 8, 1))
    assert register.read(content).lines[0].answer == "ACTIVE"


def test_a_name_without_its_number_and_a_number_without_its_name_are_only_alike(tmp_path):
    register = EmployeeRegister(misbehave=[], lists=listed(tmp_path, employees=["nik,kind", f"{MARTA},asn"]))
    assert (asked(register).answer, asked(register).facts) == ("EMPLOYED", {"status": "asn"})
    assert asked(register, nik="5371015208789404").facts == {"status": "asn", "alike": "name"}
    assert asked(register, name="Petrus Adoe").facts == {"status": "asn", "alike": "number"}
    assert asked(register, nik="5371015208789404", born_on=date(1980, 1, 1)).answer == "NOT_FOUND"


def test_the_decile_comes_with_the_day_of_its_list(tmp_path):
    register = DecileRegister(misbehave=[], lists=listed(tmp_path, deciles=["nik,decile", f"{MARTA},2"]))
    assert asked(register).facts == {"decile": 2, "listed_on": "2025-07-01"}
    assert (asked(register, nik=YOHANES).answer, asked(register, name="Petrus Adoe").answer) == (
        "NOT_FOUND",
        "DIFFERS",
    )


@pytest.mark.parametrize("kind, old, new", [
    (CivilRegistry, b";SESUAI;", b";MENINGGAL;"), (InsuredRegister, b";2025-12-31;", b";besok;"), (InsuredRegister, b";AKTIF;", b";MIRIP;"),
    (EmployeeRegister, b";ASN;", b";PNS;"), (DecileRegister, b";ADA;2", b";ADA;12"), (DecileRegister, b";2025-07-01\n", b";kemarin\n"),
])  # fmt: skip
def test_an_answer_that_contradicts_itself_is_not_read(tmp_path, kind, old, new):
    lists = listed(
        tmp_path,
        bpjs_active=["nik,payer,until", f"{MARTA},village,2025-12-31"],
        employees=["nik,kind", f"{MARTA},asn"],
        deciles=["nik,decile", f"{MARTA},2"],
    )
    register = kind(misbehave=[], lists=lists)
    (content,) = register.answer(register.write("k", [inquiry()]), on=TODAY)
    assert (
        old in content
        and register.read(content.replace(old, new, 1)).unreadable == "line 1 cannot be understood"
    )


made_up = st.builds(
    lambda regency, district, born, female, serial: nik.make(f"53{regency:02}{district:02}", born, female, serial),
    st.sampled_from([*range(1, 22), 71]), st.integers(1, 40), st.dates(date(1940, 1, 1), date(2010, 12, 31)), st.booleans(), st.integers(9000, 9999),
)  # fmt: skip


@given(st.lists(made_up, unique=True, min_size=2, max_size=60))
def test_no_two_people_share_a_number(niks):
    for scatter in (simulator.SCATTER, 72_360_679_773):
        assert len({numbers.eleven(n, scatter) for n in niks}) == len(niks)
    assert all(len(numbers.eleven(n, simulator.SCATTER)) == 11 for n in niks)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_whatever_is_written_comes_back(cells):
    cells = [c.replace("\x00", "") for c in cells]
    names = [f"c{i}" for i in range(len(cells))]
    try:
        content = tables.write("KIND", [], names, [cells], [1])
    except UnicodeEncodeError:
        return
    (row,) = tables.read(content, "KIND", names).rows
    assert list(row.values()) == [c.replace("\r", " ").replace("\n", " ") for c in cells]

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
from naung.partners.bpjs_tk import simulator
from naung.partners.bpjs_tk.simulator import Insurer
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


def asked(registry, **changed):
    k = CAST["marta"]
    line = SimpleNamespace(
        **{"number": 1, "nik": k.nik, "name": k.name, "born_on": k.born_on, "sex": k.sex} | changed
    )
    (content,) = registry.answer(registry.write("key", [line]), on=TODAY)
    return registry.read(content).lines[0]


def test_the_civil_registry_says_same_differs_dead_and_not_found(tmp_path):
    lists = partners_know(tmp_path, "marta", "petrus", dead={"petrus": "2025-05-03"})
    (lists / "employees.csv").write_text(f"nik,kind\n{CAST['petrus'].nik},asn\n")
    (lists / "deciles.csv").write_text(f"nik,decile\n{MARTA},2\n")
    registry = CivilRegistry(misbehave=[], lists=lists)
    same = asked(registry)
    assert (same.answer, same.decile, same.status) == ("SAME", 2, "none")
    assert asked(registry, born_on=date(1978, 12, 8), sex="L").differs == ("born_on", "sex")
    dead = asked(registry, nik=CAST["petrus"].nik)
    assert (dead.answer, dead.died_on, dead.status) == ("DEAD", date(2025, 5, 3), "asn")
    assert asked(registry, nik=YOHANES).answer == "NOT_FOUND"


def test_a_death_is_known_only_once_it_has_happened(tmp_path):
    lists = partners_know(tmp_path, "marta", dead={"marta": "2025-11-05"})
    assert asked(CivilRegistry(misbehave=[], lists=lists)).answer == "SAME"


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

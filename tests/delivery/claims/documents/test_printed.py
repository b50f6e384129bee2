"""Forms filled from what is known, and letters in plain words; the same facts give the same bytes."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from naung.delivery.claims import actions as claims
from naung.delivery.claims.documents import actions, forms, letters
from naung.delivery.claims.documents.letters import Line
from naung.foundation.papers import queries as papers
from tests.delivery.claims.cast import approver, members, report
from tests.delivery.claims.documents.cast import DAY, bring, gather, paper, read, reader
from tests.delivery.claims.documents.test_papers import EVENT
from tests.people import NOW

pytestmark = pytest.mark.django_db
PHONE = "0800 0000 00053"
KNOWN = {"nik": "5371••••••••••01", "story": "Jatuh dari perahu.", "heir": "Marta Contoh"}


@pytest.fixture
def claim():
    (person,) = members(months=1)
    return report(person, day=EVENT)


@pytest.fixture
def hurt():
    (person,) = members(months=1)
    return report(person, kind="accident", cause="work_accident", day=EVENT, circumstance="sea", place="teluk Kupang")  # fmt: skip


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def issue(claim, letter, on=DAY):
    return letters.issue(claim=claim, letter=letter, address="https://naung.contoh", by=reader(), at=NOW, on=on)  # fmt: skip


def test_it_works(claim):
    form = forms.printed(claim=claim, form="form_4", known=KNOWN, on=DAY)
    text = said(form)
    for word in ("Formulir 4", "DATA CONTOH", claim.number, claim.person.name, "Marta Contoh", "5371••••••••••01", "20 Juli 2025"):  # fmt: skip
        assert word in text
    assert "Isi menurut Formulir 4, tata letak kami." in text
    assert forms.printed(claim=claim, form="form_4", known=KNOWN, on=DAY) == form


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("form_3", ["Formulir 3 (KK1)", "Jatuh dari perahu.", "teluk Kupang", "PLKK"]),
        ("form_3a", ["Formulir 3a (KK2)", "cacat total tetap"]),
        ("form_3b", ["Formulir 3b (KK3)", "Diisi dokter", "Anamnesis"]),
    ],
)
def test_an_accident_has_three_forms(hurt, form, words):
    text = said(forms.printed(claim=hurt, form=form, known=KNOWN, on=DAY))
    assert all(word in text for word in [*words, hurt.number, "DATA CONTOH"])


def test_what_nobody_knows_stays_open(hurt):
    """No facility, no journey, no days, no statement was told: the boxes are empty and the lines are there to write on."""
    known = {"facility": "RSUD Contoh", "plkk": "yes", "modes": "darat, laut", "rest": "20 Juli 2025 – 3 Agustus 2025", "condition": "sembuh"}  # fmt: skip
    for form in forms.of(hurt):
        blank = [one for section in forms.BUILD[form](hurt, {}) for one in section.fields]
        ticked = {says for one in blank for says, on in one.choices if on}
        assert ticked <= {"luka", "di laut"}
        assert not {one.label for one in blank if one.value} - {"Tanggal", "Tempat kejadian", "Hubungan", "Tanggal dilaporkan", "Tanggal kecelakaan", "Tempat"}  # fmt: skip
    filled = [
        one
        for form in ("form_3", "form_3a")
        for section in forms.BUILD[form](hurt, known)
        for one in section.fields
    ]
    assert {says for one in filled for says, on in one.choices if on} == {"luka", "di laut", "PLKK", "darat", "laut", "sembuh"}  # fmt: skip
    assert {"RSUD Contoh", "20 Juli 2025 – 3 Agustus 2025"} <= {one.value for one in filled}


def test_what_happened_stands_on_the_first_form_alone(hurt):
    for form in ("form_3a", "form_3b"):
        assert "Jatuh dari perahu" not in said(forms.printed(claim=hurt, form=form, known=KNOWN, on=DAY))


def test_a_death_by_illness_has_no_form_of_an_accident(claim):
    assert forms.of(claim) == ["form_4"]
    with pytest.raises(forms.NotThisForm, match="tidak memakai formulir itu"):
        forms.printed(claim=claim, form="form_3", known={}, on=DAY)


def test_a_letter_is_registered_once_and_says_where_to_look(claim):
    letter = letters.received(officer="Dewi Contoh", call_by=date(2025, 12, 4), phone=PHONE)
    made = issue(claim, letter)
    text = said(papers.content(made))
    for word in (claim.number, claim.person.name, "Dewi Contoh", "4 Desember 2025", PHONE, "naung.contoh/keluarga", "gratis", "DATA CONTOH"):  # fmt: skip
        assert word in text
    assert issue(claim, letter) == made


def test_the_letter_on_what_is_missing_names_each_paper_and_what_was_wrong_with_it(claim):
    bring(claim, "card")
    bring(claim, "ktp")
    actions.refuse(paper=paper(claim, "ktp"), because="Terpotong di tepi.", by=reader(), on=DAY, at=NOW)
    text = said(papers.content(issue(claim, letters.missing(claim=claim, phone=PHONE))))
    assert "Kartu keluarga" in text and "belum dapat dipakai: Terpotong di tepi." in text
    assert "Kartu BPJS" not in text  # it was brought: it waits for us


def test_message_11_is_short_and_names_what_is_missing(claim):
    assert "masih perlu Kartu BPJS Ketenagakerjaan dan 7 lainnya." in letters.message(claim=claim, phone=PHONE, on=DAY)  # fmt: skip
    gather(claim, but=["form_4"])
    assert "masih perlu Formulir 4." in letters.message(claim=claim, phone=PHONE, on=DAY)
    assert "we still need Form 4." in letters.message(claim=claim, phone=PHONE, on=DAY, language="en")
    bring(claim, "form_4")
    read(claim, "form_4")
    with pytest.raises(letters.NothingMissing, match="Tidak ada surat yang ditunggu"):
        letters.message(claim=claim, phone=PHONE, on=DAY)


def test_what_was_decided_stands_line_by_line_with_its_article(claim):
    lines = [Line("Uang pemakaman", "Rp10.000.000", "Permenaker 1/2025")]
    text = said(papers.content(issue(claim, letters.decided(rupiah=10_000_000, lines=lines, because="Suratnya bernomor BPJS-1.", phone=PHONE))))  # fmt: skip
    assert "Rp10.000.000" in text and "Permenaker 1/2025" in text and "Suratnya bernomor BPJS-1." in text


def test_what_was_paid_says_without_deduction(claim):
    lines = [Line("Marta Contoh, rekening berakhiran 4417", "Rp10.000.000", "9 Desember 2025")]
    text = said(papers.content(issue(claim, letters.paid(rupiah=10_000_000, lines=lines, phone=PHONE))))
    assert "tanpa potongan" in text and "berakhiran 4417" in text


def test_a_refusal_says_why_and_where_to_complain(claim):
    claims.refuse(claim=claim, because="Perlindungan berakhir sebelum hari itu.", by=approver(), at=NOW, on=DAY)  # fmt: skip
    text = said(papers.content(issue(claim, letters.refused(because="Perlindungan berakhir sebelum hari itu.", phone=PHONE))))  # fmt: skip
    assert "Perlindungan berakhir sebelum hari itu." in text and "pemeriksaan ulang tanpa biaya" in text

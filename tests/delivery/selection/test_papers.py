"""The decree on paper: what it says, that it is always the same, and who gets none."""

from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader

from naung.delivery.selection import issuing, queries
from naung.foundation.papers import codes
from naung.foundation.papers import queries as papers
from naung.foundation.staff.scope import seeing
from naung.foundation.trail.models import Entry
from naung.kit.canonical import sha256
from naung.kit.text import squeeze
from tests.delivery.selection.cast import Listed, cap, crowd, listed
from tests.delivery.selection.test_selection import assess_and_rank, decide, prepare
from tests.people import MACHINE, NOW, NUNHILA

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def signed(people: int = 5):
    crowd(people)
    listed(Listed("Ina Contoh #strike[Bola]", village=NUNHILA, born_on=date(1980, 2, 3)))
    assess_and_rank()
    return decide(prepare()[0])


def issue(decree):
    return issuing.issue(decree=decree, address=SITE, by=MACHINE, at=NOW)


def text_of(paper) -> str:
    """Words with one space between them, however the lines broke."""
    return squeeze(" ".join(page.extract_text() for page in PdfReader(BytesIO(papers.content(paper))).pages))


def test_it_works():
    decree = signed()
    paper = issue(decree)
    said = text_of(paper)
    assert f"Nomor {decree.number}" in said
    assert "Menetapkan 6 orang pekerja rentan di Kota Kupang" in said
    assert "Rp100.800 seorang, seluruhnya Rp604.800" in said
    assert "Pergub" not in said and "Peraturan Gubernur Nusa Tenggara Timur Nomor 18 Tahun 2025" in said
    assert "naskah aslinya belum dicocokkan" in said
    assert "Ditetapkan di Kupang" in said and "Tadeus" in said and "Ina" in said
    assert "Halaman 1 dari 2" in said and "Halaman 2 dari 2" in said
    assert said.count("DATA CONTOH") >= 4
    assert codes.shown(paper.code) in said and decree.content_hash[:8] in said


def test_the_annex_is_by_village_with_rank_and_masked_numbers():
    said = text_of(issue(signed()))
    assert said.index("Namosain, Kecamatan Alak: 5 orang") < said.index("Nunhila, Kecamatan Alak: 1 orang")
    assert "Ina Contoh #strike[Bola]" in said  # a name is never markup
    assert "5371" in said and "••••" in said
    assert not [word for word in said.replace(" ", "").split() if word.isdigit() and len(word) == 16]


def test_it_is_made_once_and_is_the_same_bytes_ever_after():
    decree = signed()
    first = issue(decree)
    made = papers.content(first)
    entries = Entry.objects.count()
    assert issue(decree) == first and Entry.objects.count() == entries
    assert (
        sha256(made)
        == first.sha256
        == sha256(papers.content(papers.by_code(codes.shown(first.code).lower())))
    )
    assert issuing._print(decree, SITE, first.code) == made  # and would be, were it made again
    assert Entry.objects.filter(verb="papers.register").count() == 1


def test_a_person_s_new_address_does_not_change_the_paper():
    decree = signed()
    paper = issue(decree)
    made = papers.content(paper)
    with connection.cursor() as cursor:
        cursor.execute("update registry_person set address = 'RT 09/RW 09'")
    assert papers.content(issue(decree)) == made


def test_a_list_that_is_not_decided_has_no_paper():
    crowd(1)
    assess_and_rank()
    with pytest.raises(issuing.NotSigned, match="belum ditetapkan"):
        issue(prepare()[0])


def test_who_sees_only_a_part_of_the_list_gets_no_half_paper():
    decree = signed()
    with seeing([NUNHILA]), pytest.raises(issuing.NotTheList, match="tidak terbaca utuh"):
        issue(decree)


def test_officers_elsewhere_do_not_read_the_bytes():
    paper = issue(signed())
    with connection.cursor() as cursor, seeing(["53.07"]):
        cursor.execute("set local role naung_app")
        with pytest.raises(papers.NotYours, match="bukan dari wilayah Anda"):
            papers.content(paper)
        cursor.execute("reset role")


def test_a_code_that_nobody_was_given_is_nothing():
    paper = issue(signed())
    other = codes.of(issuing.KIND, "selection.decree:999999")
    assert papers.by_code(other) is None and papers.by_code("") is None and papers.by_code("'; drop") is None
    assert papers.by_code(paper.code[:-1]) is None
    assert codes.read(" abcd-efgh jkm0 ") == "ABCDEFGHJKM0" == codes.read("ABCDEFGHJKMO")


@pytest.mark.parametrize(
    "statement",
    [
        "update papers_paper set sha256 = repeat('0', 64)",
        "delete from papers_copy",
        "update papers_copy set region = '53.07'",
    ],
)
def test_the_database_keeps_a_paper_as_it_was(statement):
    issue(signed())
    with (
        pytest.raises(DatabaseError, match="append-only|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_bytes_that_are_not_the_registered_ones_are_refused_loudly():
    from naung.foundation.papers.models import Copy
    from naung.foundation.vault import seals

    real, code = issue(signed()), "0" * 12
    facts = {name: getattr(real, name) for name in ("kind", "number", "issued_on", "region", "rows", "content_hash", "sha256", "size", "made_at", "trail")}  # fmt: skip
    other = papers.Paper.objects.create(subject="forged", code=code, **facts)
    Copy.objects.create(
        paper=other, region=other.region, content_sealed=seals.seal_bytes(b"%PDF forged", f"paper:{code}")
    )
    with pytest.raises(papers.Damaged, match="Jangan dipakai"):
        papers.content(other)


def test_a_further_list_names_the_decree_it_completes():
    from naung.delivery.selection import actions
    from tests.delivery.selection.cast import programme
    from tests.people import officer

    cap("53.71", 2)
    crowd(3)
    assess_and_rank()
    first = decide(prepare()[0])
    lost = queries.held(programme(), "53.71").first()
    actions.release_places(place_ids=[lost.pk], because="ditolak BPJS", by=MACHINE, at=NOW)
    (further,) = actions.prepare_replacements(
        programme=programme(), by=officer("ina", "regency_officer"), at=NOW, on=date(2025, 9, 2), region="53.71"
    )  # fmt: skip
    said = text_of(issue(decide(further, on=date(2025, 9, 3))))
    assert f"melengkapi Keputusan Nomor {first.number}" in said and "masa tunggu jaminan kematian" in said
    assert queries.later(first) == [queries.decree(further.pk)]


def test_many_people_on_one_paper_take_seconds():
    """2,558 rows, as in Kota Kupang, without a database: only the printing."""
    import time

    decree = signed(1)
    whole = issuing.facts(decree, SITE, "ABCDEFGHJKMN")
    person = whole["villages"][0]["people"][0]
    whole["villages"] = [
        {"name": f"Desa {n}", "short": f"Desa {n}", "people": [person] * 50} for n in range(51)
    ]
    began = time.monotonic()
    made = issuing.printing.pdf(issuing.TEMPLATE, whole, on=decree.decided_on, archive=True)
    assert time.monotonic() - began < 30  # about three seconds on a quiet machine
    assert len(PdfReader(BytesIO(made)).pages) > 50


def test_a_third_list_names_the_decree_that_lost_the_place_and_who_left_since():
    """Round 3 fills a place of round 1: it completes round 2, and changes round 1."""
    from naung.delivery.selection import actions
    from tests.delivery.selection.cast import programme
    from tests.people import officer

    cap("53.71", 2)
    crowd(4)
    assess_and_rank()
    first = decide(prepare()[0])
    for day, document in ((date(2025, 8, 4), "Surat 1"), (date(2025, 9, 3), "Surat 2")):
        place = queries.held(programme(), "53.71").filter(decree=first).first()
        because = actions.Because("left", document, day)
        actions.release_places(place_ids=[place.pk], because=str(because), by=MACHINE, at=NOW, first_free=day)
        actions.note_releases(place_ids=[place.pk], because=because)
        (further,) = actions.prepare_replacements(
            programme=programme(), by=officer("ina", "regency_officer"), at=NOW, on=day, region="53.71"
        )
        last = decide(further, on=day)
    assert (last.round, last.changes.round) == (3, 2)
    told = issuing.facts(last, SITE, "0" * 12)
    assert [line[4:6] for line in told["left"]] == [[first.number, "pindah ke luar wilayah (Surat 2)"]]
    assert any(
        f"1 tempat dalam Keputusan Nomor {first.number} menjadi lowong" in point
        for point in told["considering"]
    )
    said = text_of(issue(last))
    assert f"mengubah Keputusan Nomor {first.number}" in said
    assert f"melengkapi Keputusan Nomor {last.changes.number}" in said
    assert "Lampiran II Keputusan" in said and "3 September 2025" in said

"""The papers of a claim at the site: the village sends a photo, the district reads it, the family gets a letter."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from naung.delivery.claims.documents import queries
from naung.delivery.claims.models import Claim
from naung.foundation.trail.models import Entry
from tests.delivery.claims.documents import scans
from tests.delivery.claims.documents.harm import HARM, made_pdf
from tests.web.fixtures import entered

HURT, DIED = "/klaim/ntt-2025/K-2025-0001", "/klaim/ntt-2025/K-2025-0002"
SMALL = {"size": (1000, 1300), "lines": 14}


@pytest.fixture(scope="module")
def photo() -> bytes:
    return scans.jpeg(scans.page(**SMALL))


def text(answer):
    return " ".join(answer.content.decode().split())


def state(kind, number="K-2025-0001"):
    return queries.one(Claim.objects.get(number=number).pk, kind).state


def send(login, kind, data, *, name="kartu.jpg", at=HURT, **more):
    return entered(login).post(
        f"{at}/surat/{kind}", {"do": "foto", "foto": SimpleUploadedFile(name, data), **more}
    )


def seen(page):
    """The addresses of the photos on a page."""
    return [part.split('"')[0] for part in page.content.decode().split('src="')[1:] if "/foto/" in part.split('"')[0]]  # fmt: skip


def test_it_works(own_world, photo):
    assert "0 dari 6 dokumen." in text(entered("lurah").get(HURT))
    assert send("lurah", "card", photo).status_code == 303
    page = entered("lurah").get(f"{HURT}/surat/card")
    assert "Anda yang menerima surat ini" in text(page) and "Sudah dibaca dan benar" not in text(page)
    page = entered("dewi").get(f"{HURT}/surat/card")
    assert "Sudah dibaca dan benar" in text(page)
    (where,) = seen(page)
    shown = entered("dewi").get(where)
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert "sandbox" in shown["Content-Security-Policy"] and shown.content[:3] == b"\xff\xd8\xff"
    assert Entry.objects.filter(verb="claims.paper_look").count() == 1
    entered("dewi").post(f"{HURT}/surat/card", {"do": "baca"})
    assert state("card") == "READ"
    assert "1 dari 6 dokumen." in text(entered("lurah").get(HURT))


def test_a_blurred_photo_is_shown_its_way_out(own_world):
    blurred = scans.jpeg(scans.page(**SMALL, blur=2.5))
    answer = send("lurah", "card", blurred)
    assert answer.status_code == 422 and "Galat:" in text(answer)
    assert "ambil lagi dekat jendela" in text(answer) and 'name="tetap"' in text(answer)
    assert state("card") == "MISSING"
    assert send("lurah", "card", blurred, tetap="1").status_code == 303
    assert "dikirim walau" in text(entered("dewi").get(f"{HURT}/surat/card"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (lambda: b"MZ\x90", "bukan foto JPEG"),
        (HARM["a program"], "berisi perintah"),
        (lambda: b"\x00\x00\x00\x18ftypheic1234", "HEIC"),
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_whatever_its_name(own_world, data, says):
    answer = send("lurah", "card", data(), name="kartu.jpg")
    assert answer.status_code == 422 and says in text(answer)


def test_all_photos_of_a_sending_are_kept_or_none(own_world, photo):
    two = [SimpleUploadedFile("1.jpg", photo), SimpleUploadedFile("2.jpg", b"MZ")]
    assert entered("lurah").post(f"{HURT}/surat/card", {"do": "foto", "foto": two}).status_code == 422
    assert state("card") == "MISSING"


def test_a_pdf_is_handed_over_and_not_opened_in_the_page(own_world):
    send("lurah", "card", made_pdf(), name="kartu.pdf")
    page = entered("dewi").get(f"{HURT}/surat/card")
    assert seen(page) == [] and "PDF 1, 1 halaman" in text(page)


def test_a_doctors_paper_is_not_shown_to_the_village(own_world, photo):
    send("lurah", "form_3b", photo)
    page = entered("lurah").get(f"{HURT}/surat/form_3b")
    assert seen(page) == [] and "keterangan kesehatan" in text(page)
    (where,) = seen(entered("sari").get(f"{HURT}/surat/form_3b"))
    assert entered("lurah").get(where).status_code == 404
    assert entered("jauh").get(where).status_code == 404


def test_a_refusal_keeps_its_sentence_for_the_family(own_world, photo):
    send("lurah", "card", photo)
    answer = entered("dewi").post(f"{HURT}/surat/card", {"do": "tolak", "sebab": " "})
    assert answer.status_code == 422 and "kata yang dimengerti keluarga" in text(answer)
    entered("dewi").post(f"{HURT}/surat/card", {"do": "tolak", "sebab": "Bagian bawah terpotong."})
    assert "Bagian bawah terpotong." in text(entered("lurah").get(HURT))


def test_a_promise_and_a_paper_at_the_counter(own_world):
    answer = entered("lurah").post(
        f"{DIED}/surat/ktp", {"do": "janji", "hari": "2025-10-25", "siapa": "istri"}
    )
    if answer.status_code == 404:  # it happened in another village
        answer = entered("dewi").post(
            f"{DIED}/surat/ktp", {"do": "janji", "hari": "2025-10-25", "siapa": "istri"}
        )
    assert answer.status_code == 303
    assert "25 Oktober 2025" in text(entered("dewi").get(DIED))
    past = entered("dewi").post(f"{DIED}/surat/ktp", {"do": "janji", "hari": "2025-10-01"})
    assert past.status_code == 422 and "1 Oktober 2025 sudah lewat" in text(past)
    assert entered("dewi").post(f"{DIED}/surat/ktp", {"do": "terima", "tempat": "Dinas"}).status_code == 303
    assert state("ktp", "K-2025-0002") == "RECEIVED"


def test_one_more_paper_is_asked_for_with_a_reason(own_world):
    bare = entered("dewi").post(f"{DIED}/surat", {"surat": "npwp", "sebab": ""})
    assert bare.status_code == 422 and "mengapa surat ini diperlukan" in text(bare)
    strange = entered("dewi").post(f"{DIED}/surat", {"surat": "visum", "sebab": "x"})
    assert strange.status_code == 422 and "Pilih surat" in text(strange)
    assert (
        entered("dewi").post(f"{DIED}/surat", {"surat": "npwp", "sebab": "BPJS meminta."}).status_code == 303
    )
    assert state("npwp", "K-2025-0002") == "MISSING"


def test_who_assesses_does_without_a_paper_where_the_list_lets(own_world):
    assert "Tanpa surat ini" not in text(entered("lurah").get(f"{HURT}/surat/form_3b"))
    assert "Tanpa surat ini" not in text(entered("dewi").get(f"{HURT}/surat/card"))
    entered("dewi").post(f"{HURT}/surat/form_3b", {"do": "tanpa", "sebab": "Tidak dirawat dokter."})
    assert state("form_3b") == "WAIVED"


def read(answer):
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages
    )


def test_a_form_is_printed_with_its_numbers_covered_unless_somebody_says_why(own_world):
    covered = entered("dewi").post(f"{HURT}/cetak/form_3")
    assert covered["Content-Type"] == "application/pdf" and "Formulir 3 (KK1)" in read(covered)
    nik = Entry.objects.filter(verb="registry.reveal").count()
    bare = entered("dewi").post(f"{HURT}/cetak/form_3", {"nomor": "utuh", "sebab": "x"})
    assert bare.status_code == 422 and "paling sedikit" in text(bare)
    whole = entered("dewi").post(
        f"{HURT}/cetak/form_3", {"nomor": "utuh", "sebab": "Berkas untuk BPJS Kupang"}
    )
    assert Entry.objects.filter(verb="registry.reveal").count() == nik + 2
    assert "••••" in read(covered) and "••••" not in read(whole)


def test_the_family_gets_a_letter_on_what_is_missing(own_world):
    page = text(entered("dewi").get(f"{DIED}/surat"))
    assert "Laporan K-2025-0002: kami masih perlu Kartu BPJS Ketenagakerjaan dan " in page
    assert "Surat yang masih kami tunggu" in page and "Santunan sudah dibayar" not in page
    letter = read(entered("dewi").post(f"{DIED}/cetak/missing"))
    assert "K-2025-0002" in letter and "Formulir 4" in letter
    assert entered("dewi").get(f"{DIED}/cetak/paid").status_code == 404
    assert entered("dewi").get(f"{DIED}/cetak/form_3").status_code == 404


def test_nothing_of_it_is_there_for_another_region(own_world):
    for where in ("surat", "surat/card", "cetak/form_3"):
        assert entered("jauh").get(f"{HURT}/{where}").status_code == 404


def test_asking_the_list_costs_no_more_with_more_papers(own_world, django_assert_max_num_queries):
    client = entered("dewi")
    client.get(f"{DIED}/surat")
    with django_assert_max_num_queries(40):
        client.get(f"{DIED}/surat")

"""What a phone sends: made small, stripped, looked at for being readable, sealed; and what is not let in."""

from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from PIL import Image

from naung.delivery.claims.documents import actions, pdfs, photos, queries, scanning
from naung.delivery.claims.documents.models import ScanContent
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.vault.seals import CannotOpen
from tests.delivery.claims.cast import assessor, members, report
from tests.delivery.claims.documents import scans
from tests.delivery.claims.documents.cast import DAY, bring, paper, read, reader, taker
from tests.delivery.claims.documents.harm import HARM, made_pdf
from tests.delivery.claims.documents.test_papers import EVENT
from tests.people import NOW, officer

SMALL = {"size": (1000, 1300), "lines": 14}
WHEN = {"on": DAY, "at": NOW}


@pytest.fixture(scope="module")
def photo() -> bytes:
    """A readable page with a place and a device in its tags."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0112] = "Ponsel Contoh", 6  # the maker; turned by a quarter
    tags.get_ifd(0x8825)[1] = "S"  # where it was taken
    return scans.jpeg(scans.page(**SMALL), exif=tags, comment=b"rahasia")


@pytest.mark.parametrize("name", scans.GOOD)
def test_a_good_photo_has_no_flaw(name):
    assert photos.made(scans.jpeg(scans.page(2, **{**SMALL, **scans.GOOD[name]}))).flaws == ()


@pytest.mark.parametrize("name", scans.BAD)
def test_a_bad_photo_has_one(name):
    assert photos.made(scans.jpeg(scans.page(2, **{**SMALL, **scans.BAD[name]}))).flaws


def test_a_photo_is_made_anew_upright_and_without_place_or_device(photo):
    made = Image.open(BytesIO(photos.made(photo).data))
    assert made.size == (1300, 1000)  # it was held sideways
    assert not made.getexif() and "comment" not in made.info and "exif" not in made.info
    assert b"rahasia" not in photos.made(photo).data and b"Ponsel" not in photos.made(photo).data


def test_a_large_photo_becomes_small_and_a_transparent_one_stands_on_white():
    assert max(Image.open(BytesIO(photos.made(scans.jpeg(scans.page())).data)).size) == photos.LONG_SIDE
    glass = Image.new("RGBA", (900, 900), (0, 0, 0, 0))
    assert Image.open(BytesIO(photos.made(scans.png(glass)).data)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"GIF89a" + b"0" * 50, "bukan foto JPEG, PNG, atau PDF"),
        (b"MZ\x90\x00" + b"0" * 50, "bukan foto"),
        (b"\x00\x00\x00\x18ftypheic" + b"0" * 50, "HEIC dari iPhone"),
        (b"<svg onload='x'/>", "bukan foto"),
        (b"", "bukan foto"),
    ],
)
def test_what_is_no_photo_is_known_by_its_bytes(data, says):
    with pytest.raises(photos.NotAPhoto, match=says):
        photos.media(data)


def test_a_photo_cut_short_is_refused(photo):
    with pytest.raises(photos.NotAPhoto, match="rusak atau terpotong"):
        photos.made(photo[: len(photo) // 3])


def test_a_bomb_is_refused_before_it_is_opened():
    bomb = scans.png(Image.new("1", (12_000, 12_000)))
    assert len(bomb) < 100_000
    with pytest.raises(photos.TooLarge, match="144 megapiksel"):
        photos.made(bomb)
    with pytest.raises(photos.TooLarge, match="lebih besar dari 15 MB"):
        photos.media(b"\xff\xd8\xff" + b"0" * photos.LARGEST)


def test_a_plain_pdf_has_its_pages():
    assert pdfs.looked_into(made_pdf(pages=2)) == 2


@pytest.mark.parametrize("name", HARM)
def test_a_pdf_that_could_do_something_is_refused(name):
    with pytest.raises(pdfs.Unsafe, match="perintah atau berkas lain"):
        pdfs.looked_into(HARM[name]())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (lambda: b"%PDF-1.7\nnothing", "rusak"),
        (lambda: made_pdf(password="x"), "dikunci dengan sandi"),
        (lambda: made_pdf(pages=31), "31 halaman"),
        (lambda: made_pdf(pages=0), "rusak|0 halaman"),
    ],
)
def test_a_pdf_that_nobody_could_read_is_refused(data, says):
    with pytest.raises(pdfs.Unreadable, match=says):
        pdfs.looked_into(data())


# With a claim.


@pytest.fixture
def two(db):
    return [report(person, day=EVENT) for person in sorted(members(2, months=1))]


@pytest.fixture
def claim(two):
    return two[0]


def send(claim, data, kind="ktp", *, by=None, anyway=False):
    return scanning.keep(paper=paper(claim, kind), data=data, by=by or taker(), anyway=anyway, **WHEN)


def test_it_works(claim, photo):
    scan = send(claim, photo)
    row = paper(claim, "ktp")
    assert (row.state, row.pages, scan.number, scan.media) == ("RECEIVED", 1, 1, "image/jpeg")
    seen = scanning.look(scan=scan, by=reader(), **WHEN)
    assert seen == photos.made(photo).data
    assert queries.history(row)[-1].verb == "claims.paper_look"
    assert seen not in bytes(ScanContent.objects.get(scan=scan).sealed)
    assert read(claim, "ktp").state == "READ"


def test_the_same_photo_again_is_the_same_scan_and_another_is_a_page_more(claim, photo):
    first = send(claim, photo)
    assert send(claim, photo) == first
    assert send(claim, made_pdf()).number == 2
    assert (paper(claim, "ktp").pages, len(queries.scans(paper(claim, "ktp")))) == (2, 2)


def test_a_refused_paper_is_photographed_anew_and_the_old_photo_stays(claim, photo):
    send(claim, photo)
    actions.refuse(paper=paper(claim, "ktp"), because="Terpotong.", by=reader(), **WHEN)
    assert (send(claim, photo).round, paper(claim, "ktp").state) == (2, "RECEIVED")
    assert (queries.earlier_scans(paper(claim, "ktp")), len(queries.scans(paper(claim, "ktp")))) == (1, 1)


def test_a_blurred_photo_is_sent_only_by_who_says_so(claim):
    blurred = scans.jpeg(scans.page(**SMALL, blur=2.5))
    with pytest.raises(scanning.HardToRead, match="ambil lagi dekat jendela"):
        send(claim, blurred)
    assert paper(claim, "ktp").state == "MISSING"
    scan = send(claim, blurred, anyway=True)
    assert (scan.flaws, scan.sent_anyway) == (["blurred"], True)


def test_who_photographed_it_does_not_read_it_even_where_another_took_it_in(claim, photo):
    bring(claim, "ktp", by=taker())
    send(claim, photo, by=reader())
    with pytest.raises(actions.YourOwn, match="orang lain yang membacanya"):
        read(claim, "ktp", by=reader())
    with pytest.raises(DatabaseError, match="does not say that it is good"), transaction.atomic(), connection.cursor() as cursor:  # fmt: skip
        cursor.execute("update claims_paper set state = 'READ', judged_on = '2025-12-01', judged_by_id = %s, judged_human = %s where claim_id = %s and kind = 'ktp'",
                       [reader().officer, reader().human, claim.pk])  # fmt: skip
    assert read(claim, "ktp", by=assessor()).state == "READ"


def test_a_paper_about_health_is_seen_by_few(claim, photo):
    scan = send(claim, photo, "death_letter")
    with pytest.raises(NotAllowed):
        scanning.look(scan=scan, by=taker(), **WHEN)
    with pytest.raises(NotAllowed):
        scanning.look(scan=scan, by=officer("uang", "treasurer", "53"), **WHEN)
    assert scanning.look(scan=scan, by=reader(), **WHEN)


def test_a_sealed_photo_opens_as_itself_alone(claim, photo):
    one, other = send(claim, photo), send(claim, made_pdf(), "card")
    content = ScanContent.objects.get(scan=one)
    content.scan = other
    with pytest.raises(CannotOpen):
        from naung.foundation.vault import seals

        seals.open_bytes(content.sealed, queries.field(other))


def test_a_photo_sent_for_two_claims_is_told(two, photo):
    claim, other = two
    send(claim, photo)
    assert queries.seen_elsewhere(other.pk) == []
    send(other, photo, "card")
    assert queries.seen_elsewhere(other.pk) == [claim.number]


def test_the_database_keeps_photos_as_they_came(claim, photo):
    scan = send(claim, photo)
    for sql in ("update claims_scan set size = 1 where id = %s", "delete from claims_scancontent where scan_id = %s"):  # fmt: skip
        with pytest.raises(DatabaseError, match="append-only|permission denied"), transaction.atomic(), connection.cursor() as cursor:  # fmt: skip
            cursor.execute(sql, [scan.pk])

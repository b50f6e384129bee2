"""/keluarga: a number and a day of birth; how far it is, and nothing that a neighbour should not read.

K-2025-0001 is Yohanes, hurt at sea (born 2 August 1978); K-2025-0002 is another Yohanes, who died of an illness (born 3 August 1978)."""

import gzip
import re
from pathlib import Path

import pytest

from naung.web import vendored
from naung.web.family import asked, view
from tests.web.fixtures import entered
from tests.web.world import at, who

YOHANES = {"nomor": "K-2025-0001", "lahir": "2-8-1978"}


@pytest.fixture
def ask(world):
    """Fills in the form as a stranger; what is counted meanwhile is forgotten."""
    from django.core.cache import cache
    from django.db import transaction
    from django.test import Client

    def post(language: str = "id", **typed: str):
        client = Client()
        client.cookies["bahasa"] = language
        return client.post("/keluarga", {**YOHANES, **typed})

    cache.clear()
    with transaction.atomic():
        yield post
        transaction.set_rollback(True)
    cache.clear()


def text(answer) -> str:
    return answer.content.decode()


def test_it_works(ask):
    answer = ask()
    assert answer.status_code == 200
    assert "Laporan K-2025-0001, kami terima 14 Oktober 2025." in text(answer)
    assert "Petugas Kota Kupang" in text(answer) and 'href="tel:' in text(answer)
    assert "Laporan kami terima" in text(answer) and 'aria-current="step"' in text(answer)


def test_it_names_nobody_and_no_sum_and_nothing_of_health(ask):
    for page in (text(ask()), text(ask(nomor="K-2025-0002", lahir="03-08-1978"))):
        assert not re.search(r"Yohanes|Petrus|Banoet|Namosain|Rp\d|juta|perahu|sakit|cacat", page)


@pytest.mark.parametrize(
    "wrong",
    [{"lahir": "3-8-1978"}, {"nomor": "K-2025-0777"}, {"nomor": "L-2025-0001"}, {"nomor": "K-2024-0001"}],
)
def test_a_pair_that_does_not_fit_is_answered_alike_whatever_is_wrong_with_it(ask, wrong):
    answer = ask(**wrong)
    assert answer.status_code == 404
    typed = {**YOHANES, **wrong}
    said = text(answer).replace(typed["nomor"], "N").replace(typed["lahir"], "D")
    other = (
        text(ask(nomor="K-2030-9999", lahir="1-1-1950")).replace("K-2030-9999", "N").replace("1-1-1950", "D")
    )
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", said) == token.sub("", other)
    assert "Nomor dan tanggal lahir itu tidak cocok" in said


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost(ask):
    answer = ask(nomor="123", lahir="kemarin")
    page = text(answer)
    assert answer.status_code == 422 and "Galat:" in page
    assert 'href="#nomor"' in page and 'href="#lahir"' in page
    assert 'value="123"' in page and 'value="kemarin"' in page


def test_who_guesses_birthdays_of_one_number_waits_and_so_does_who_would_have_been_right(ask):
    for day in range(view.A_NUMBER):
        assert ask(lahir=f"{day + 3}-8-1979").status_code == 404
    assert ask(lahir="1-1-1979").status_code == 429
    late = ask()
    assert late.status_code == 429 and "Tunggu sepuluh menit" in text(late)
    assert ask(nomor="K-2025-0002", lahir="03-08-1978").status_code == 200  # another family is not in the way


def test_who_tries_many_numbers_from_one_address_waits(ask):
    for number in range(view.AT_MOST):
        assert ask(nomor=f"K-2025-{500 + number}").status_code == 404
    assert ask(nomor="K-2025-0999").status_code == 429


def test_right_pairs_are_counted_by_the_day_alone(ask):
    assert {ask().status_code for _ in range(view.A_DAY)} == {200}
    assert ask().status_code == 429


def test_what_is_missing_is_named_by_its_title_and_who_promised_is_not(ask):
    from datetime import date

    from naung.delivery.claims import queries as claims
    from naung.delivery.claims.documents import actions, queries

    claim = claims.by_number("K-2025-0002")
    first, *others = queries.missing(claim.pk)
    actions.promise(paper=queries.one(claim.pk, first.kind), promised_for=date(2025, 10, 27), promised_by="tetangga", by=who("dewi"), on=date(2025, 10, 20),
                    at=at(date(2025, 10, 20)))  # fmt: skip
    page = text(ask(nomor="K-2025-0002", lahir="03-08-1978"))
    assert "Masih ada surat yang perlu dikumpulkan." in page and "27 Oktober 2025" in page
    assert all(one.title in page for one in (first, *others)) and "tetangga" not in page


def test_the_number_of_a_letter_s_qr_is_filled_in_and_the_birthday_never(world):
    from django.test import Client

    page = text(Client().get("/keluarga?nomor=K-2025-0001&lahir=2-8-1978"))
    form = page.split("<main")[1]
    assert 'value="K-2025-0001"' in form and "2-8-1978" not in form


def test_an_officer_sees_no_more_than_the_family(ask):
    client = entered("dewi")
    assert "Yohanes" not in text(client.post("/keluarga", YOHANES))


def test_it_is_light_without_script_and_nobody_keeps_it(ask):
    answer = ask()
    page = text(answer)
    sheets = sum(
        len(path.read_bytes()) for path in (Path(vendored.__file__).parent / "static/naung").glob("*.css.gz")
    )
    assert len(gzip.compress(answer.content)) + sheets <= 30_000
    assert len(answer.content) <= 30_000
    assert "<script" not in page and answer["Cache-Control"] == "no-store"


def test_in_english_too(ask):
    page = text(ask("en"))
    assert (
        "we received on 14 October 2025" in page and "kami" not in page.split("<main")[1].split("</main>")[0]
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [("k 2026 12", "K-2026-0012"), ("K-2026-0012", "K-2026-0012"), ("l20260007", "L-2026-0007"), ("12", ""), ("K-1999-1", ""), ("X-2026-1", "")],
)  # fmt: skip
def test_a_number_is_read_however_it_is_typed(typed, number):
    assert asked.read(typed, "").number == number


@pytest.mark.parametrize(
    ("typed", "day"),
    [("12-8-1978", "1978-08-12"), ("12/08/1978", "1978-08-12"), ("12081978", "1978-08-12"), ("1978-08-12", "1978-08-12"), ("12 8 1978", "1978-08-12"),
     ("31-2-1978", "None"), ("", "None"), ("Agustus", "None")],
)  # fmt: skip
def test_a_birthday_is_read_however_it_is_typed(typed, day):
    assert str(asked.read("", typed).born_on) == day

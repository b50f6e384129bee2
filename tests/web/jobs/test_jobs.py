"""An officer starts long work, closes the browser, comes back, cancels, reads what came of it."""

from datetime import timedelta

import pytest

from naung.foundation.staff import queries as staff
from naung.foundation.work import actions, queries, running
from naung.kit import clock
from tests.web.test_pages import text
from tests.web.world import who

pytestmark = pytest.mark.usefixtures("own_world")
KINDS = {name: f"tests.foundation.work.kinds.{name}" for name in ("count", "refuse")}


@pytest.fixture(autouse=True)
def kinds(settings):
    settings.NAUNG_WORK = {
        **settings.NAUNG_WORK,
        **{f"test.{name}": dotted for name, dotted in KINDS.items()},
    }


def start(login="dewi", kind="test.count", **more):
    return actions.start(
        kind=kind,
        arguments={"to": 3},
        by=who(login),
        at=clock.now(),
        on=clock.today(),
        about="Kota Kupang",
        **more,
    )


def run(job):
    running.run(job.pk, now=clock.now, today=clock.today())
    job.refresh_from_db()
    return job


def test_it_works(door):
    job, client = start(), door("dewi")
    said = text(client.get(f"/pekerjaan/{job.pk}"))
    assert "Menunggu giliran" in said and "Kota Kupang. Dimulai oleh Dewi Contoh Dinas" in said
    run(job)
    said = text(client.get(f"/pekerjaan/{job.pk}"))
    assert "Selesai dihitung." in said and "Lihat hasilnya" in said
    assert 'href="/kembali"' in client.get(f"/pekerjaan/{job.pk}").content.decode()


def test_a_bar_says_how_far_and_how_long(door):
    job = start()
    taken = actions.take(number=job.pk, at=clock.now())
    queries.Job.objects.filter(pk=job.pk).update(done=41_200, total=100_000, says="Membaca baris", step_at=clock.now() - timedelta(seconds=40), beat_at=clock.now())  # fmt: skip
    answer = door("dewi").get(f"/pekerjaan/{taken.pk}")
    assert "41.200 dari 100.000, kurang dari semenit lagi" in text(answer)
    assert 'max="100000" value="41200"' in answer.content.decode()


def test_htmx_asks_for_the_middle_and_stops_at_the_end(door):
    job, client = start(), door("dewi")
    answer = client.get(f"/pekerjaan/{job.pk}", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert 'hx-trigger="every 2s"' in answer.content.decode() and "<html" not in answer.content.decode()
    run(job)
    answer = client.get(f"/pekerjaan/{job.pk}", headers={"HX-Request": "true"})
    assert answer.status_code == 286
    assert "hx-get" not in answer.content.decode()


def test_without_script_the_page_asks_for_itself_until_the_end(door):
    job, client = start(), door("dewi")
    refresh = '<noscript><meta http-equiv="refresh"'
    assert refresh in client.get(f"/pekerjaan/{job.pk}").content.decode()
    run(job)
    assert refresh not in client.get(f"/pekerjaan/{job.pk}").content.decode()


def test_cancelled_by_a_button(door):
    job, client = start(), door("dewi")
    answer = client.post(f"/pekerjaan/{job.pk}")
    assert (answer.status_code, answer["Location"]) == (303, f"/pekerjaan/{job.pk}")
    said = text(client.get(answer["Location"]))
    assert "Pembatalan dicatat." in said and "Dibatalkan." in said
    assert "Pembatalan dicatat." not in text(client.get(f"/pekerjaan/{job.pk}")), "said once"


def test_cancelled_too_late_is_told(door):
    job = run(start())
    answer = door("dewi").post(f"/pekerjaan/{job.pk}")
    assert answer.status_code == 409 and "sudah selesai" in text(answer)


def test_a_refusal_is_read_where_the_work_was_started(door):
    job = run(start(kind="test.refuse"))
    assert "Kertasnya habis. Isi dulu, lalu mulai lagi." in text(door("dewi").get(f"/pekerjaan/{job.pk}"))


def test_another_officer_s_work_is_not_found(door):
    job = start()
    for method in ("get", "post"):
        assert getattr(door("sari"), method)(f"/pekerjaan/{job.pk}").status_code == 404
    assert "Kota Kupang" not in text(door("sari").get("/pekerjaan"))


def test_an_administrator_sees_that_there_is_work_and_not_what_it_says(door):
    job = run(start(kind="test.refuse"))
    client = door("admin")
    for address in ("/pekerjaan", f"/pekerjaan/{job.pk}"):
        said = text(client.get(address))
        assert "Dewi Contoh Dinas" in said and "Tidak selesai" in said
        assert "Kertasnya habis" not in said and "Kota Kupang." not in said


def test_the_list_has_the_same_queries_however_many(door, django_assert_max_num_queries):
    for number in range(60):
        start(key=str(number))
    client = door("dewi")
    with django_assert_max_num_queries(20):
        said = text(client.get("/pekerjaan"))
    assert "lembar 1 dari 2, 60 baris" in said
    assert text(client.get("/pekerjaan?hal=2")).count("Kota Kupang") == 10


def test_every_kind_of_work_has_a_name_and_a_function():
    from django.utils.module_loading import import_string

    from naung.project import settings as house
    from naung.web.jobs import words

    for kind, dotted in house.NAUNG_WORK.items():
        assert kind in words.KINDS, f"{kind} has no line in naung/web/jobs/words.py"
        assert callable(import_string(dotted))


def test_nobody_hears_the_regions_of_somebody_else(door):
    assert staff.regions_of(who("dewi").officer, on=clock.today()) == ["53.71"]
    assert start().regions == ["53.71"]


def test_work_for_the_whole_province_is_started_here(door):
    answer = door("sari").post("/pekerjaan", {"kerja": "matching.match"})
    job = run(queries.of(who("sari").officer).first())
    assert (answer.status_code, answer["Location"]) == (303, f"/pekerjaan/{job.pk}")
    assert (job.kind, job.state) == ("matching.match", "DONE"), job.refusal


@pytest.mark.parametrize(("login", "kind"), [("dewi", "matching.match"), ("sari", "house.verify"), ("admin", "matching.match"), ("sari", ""), ("sari", "banking.send")])  # fmt: skip
def test_nobody_starts_here_what_is_not_theirs(door, login, kind):
    answer = door(login).post("/pekerjaan", {"kerja": kind})
    assert answer.status_code == 409 and "Pilih pekerjaan yang boleh Anda mulai" in text(answer)
    assert queries.everything().count() == 0


def test_buttons_are_there_for_whom_they_work(door):
    assert "Cocokkan baris usulan dengan orang" in text(door("sari").get("/pekerjaan"))
    assert "Hitung ulang semua janji" in text(door("admin").get("/pekerjaan"))
    said = text(door("dewi").get("/pekerjaan"))
    assert "Hitung ulang" not in said and "Cocokkan baris" not in said

"""Long work is asked for once, done in the asker's name, watched, cancelled, and gone on with after a death."""

import threading
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from naung.foundation.trail import queries as trail
from naung.foundation.work import actions, queries, running
from naung.kit.refusal import Refusal
from tests.people import MACHINE, NOW, TODAY, officer

KINDS = {name: f"tests.foundation.work.kinds.{name}" for name in ("count", "refuse", "breaks", "look")}


@pytest.fixture
def house(own_database, settings):
    settings.NAUNG_WORK = {f"test.{name}": dotted for name, dotted in KINDS.items()}
    return officer("dewi", "regency_officer")


def start(by, kind="test.count", *, arguments=None, **more):
    wanted = {"arguments": arguments if arguments is not None else {"to": 3}, "at": NOW, "on": TODAY, **more}
    return actions.start(kind=kind, by=by, **wanted)


def run(job, **more):
    running.run(job.pk, now=lambda: NOW + timedelta(minutes=1), today=TODAY, **more)
    job.refresh_from_db()
    return job


def counted() -> list[str]:
    return [entry.subject for entry in trail.by_verb("test.count")]


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'work' and status = 'todo'")
        return cursor.fetchone()[0]


def test_it_works(house):
    job = start(house)
    assert (job.state, queued()) == ("WAITING", 1)
    run(job)
    assert (job.state, job.done, job.total, job.attempt) == ("DONE", 3, 3, 1)
    assert job.result == {"says": "Selesai dihitung.", "counts": {"numbers": 3}, "href": "/kembali"}
    assert counted() == ["test.number:1", "test.number:2", "test.number:3"]
    assert [e.verb for e in trail.about(f"work.job:{job.pk}")] == ["work.start", "work.take", "work.finish"]
    assert trail.by_verb("test.count")[0].actor == str(house), "the work is the officer's own"


def test_done_again_it_does_nothing(house):
    job = run(start(house))
    run(job)
    assert len(counted()) == 3 and job.attempt == 1


def test_a_double_click_is_one_job(house):
    assert start(house).pk == start(house).pk
    assert queued() == 1


def test_after_the_end_it_may_be_asked_for_again(house):
    assert run(start(house)).pk != start(house).pk


def test_two_people_start_the_same_at_once_and_one_is_told(house):
    budi, heard = officer("budi", "regency_officer"), []

    def ask(who):
        try:
            heard.append(start(who, key="same").pk)
        except actions.AlreadyUnderWay as told:
            heard.append(str(told))
        finally:
            connection.close()

    both = [threading.Thread(target=ask, args=[who]) for who in (house, budi)]
    [one.start() for one in both]
    [one.join() for one in both]
    told = [h for h in heard if isinstance(h, str)]
    assert len(told) == 1 and queries.everything().count() == 1
    assert queries.everything().first().officer.name in told[0]
    assert "sedang berjalan" in told[0] and "09.40 WITA" in told[0]


def test_a_machine_starts_no_long_work(house):
    with pytest.raises(actions.OfficersOnly, match="petugas yang masuk"):
        start(MACHINE)


def test_an_unknown_kind_refuses_and_writes_nothing(house):
    with pytest.raises(Refusal, match="Tidak ada pekerjaan bernama bikin.kopi"):
        start(house, "bikin.kopi")
    assert queries.everything().count() == queued() == 0


def test_undone_with_the_request_that_asked(house):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        start(house)
        raise ZeroDivisionError
    assert queries.everything().count() == queued() == 0


def test_it_sees_what_the_officer_sees_after_a_lost_connection_too(house):
    said = run(start(house, "test.look")).result["says"]
    assert said == f"53.71 | 53.71 | naung_app | 53.71 | Dewi | {TODAY}"
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('naung.regions', true)")
        assert cursor.fetchone()[0] != "53.71", "the worker's own sight came back"


def test_who_lost_the_post_meanwhile_sees_nobody(house):
    job = start(house, "test.look")
    with connection.cursor() as cursor:
        cursor.execute(
            "update staff_post set until = %s where officer_id = %s",
            [TODAY - timedelta(days=1), house.officer],
        )
    assert run(job).result["says"].startswith(" |  | ")


@pytest.mark.parametrize(("then", "now", "both"), [
    (["53"], ["53.71"], ("53.71",)), (["53.71"], ["53"], ("53.71",)), (["53.71"], ["53.01"], ()), (["53.71"], ["53.71", "53.01"], ("53.71",)), (["53.7"], ["53.71"], ()),
])  # fmt: skip
def test_the_narrower_of_then_and_now(then, now, both):
    assert running._still(then, now) == both


def test_a_refusal_is_said_as_it_is(house):
    job = run(start(house, "test.refuse"))
    assert (job.state, job.refusal) == ("FAILED", "Kertasnya habis. Isi dulu, lalu mulai lagi.")


def test_a_mistake_of_ours_tells_no_detail(house):
    job = run(start(house, "test.breaks"))
    assert job.state == "FAILED" and "secret" not in job.refusal
    assert f"nomor pekerjaan {job.pk}" in job.refusal


def test_cancelled_before_it_began(house):
    job = actions.cancel(job=start(house), by=house, at=NOW)
    assert job.state == "CANCELLED"
    assert run(job).attempt == 0 and counted() == []


def test_cancelled_between_two_chunks_keeps_what_was_done(house):
    job = start(house, arguments={"to": 200, "milliseconds": 50})
    worker = threading.Thread(target=lambda: (run(job), connection.close()))
    worker.start()
    while len(counted()) < 3:
        pass
    asked = actions.cancel(job=queries.Job.objects.get(pk=job.pk), by=house, at=NOW)
    assert asked.state == "RUNNING", "the worker ends it"
    worker.join(20)
    job.refresh_from_db()
    assert job.state == "CANCELLED" and 3 <= len(counted()) < 200
    with pytest.raises(actions.AlreadyEnded, match="sudah selesai"):
        actions.cancel(job=job, by=house, at=NOW)


def test_a_worker_that_is_told_to_end_puts_it_back(house):
    job = run(start(house), told_to_end=lambda: len(counted()) >= 1)
    assert (job.state, job.attempt, queued()) == ("WAITING", 0, 1)
    run(job)
    assert job.state == "DONE" and len(counted()) == 3


def test_another_worker_at_it_means_hands_off(house):
    from naung.foundation.work import progress

    job = start(house)
    with progress.beside() as other:
        assert progress.mine(other, job.pk)
        assert run(job).state == "WAITING"
    assert run(job).state == "DONE"


def test_what_no_queue_knows_of_is_queued_again(house):
    start(house)
    assert actions.sweep() == 0
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    assert (actions.sweep(), actions.sweep(), queued()) == (1, 0, 1)


def test_after_three_deaths_it_is_given_up_and_said(house):
    job = start(house)
    for _ in range(3):
        assert actions.take(number=job.pk, at=NOW)  # and then the worker died
    job = run(job)
    assert job.state == "FAILED" and "tiga kali terputus" in job.refusal


def test_time_left_is_said_when_something_is_known(house):
    job = start(house)
    assert queries.seconds_left(job) is None
    job.state, job.done, job.total = "RUNNING", 25, 100
    job.step_at, job.beat_at = NOW, NOW + timedelta(seconds=10)
    assert queries.seconds_left(job) == 30


@pytest.mark.parametrize(("change", "sentence"), [
    ("update work_job set done = 9", "does not change any more"),
    ("update work_job set state = 'RUNNING'", "does not change any more"),
    ("delete from work_job", "never deleted|permission denied"),
])  # fmt: skip
def test_what_ended_stays_in_the_database_too(house, change, sentence):
    run(start(house))
    with pytest.raises(Error, match=sentence), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize(("change", "sentence"), [
    ("update work_job set arguments = '{}'", "keeps its"),
    ("update work_job set state = 'RUNNING'", "needs a trail entry"),
    ("update work_job set state = 'DONE', ended_at = now(), result = '{}'", "not possible"),
])  # fmt: skip
def test_the_database_refuses_what_no_action_does(house, change, sentence):
    start(house)
    with pytest.raises(Error, match=sentence), connection.cursor() as cursor:
        cursor.execute(change)

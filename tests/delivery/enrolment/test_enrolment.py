"""From a place on a decree to a participant number and days of cover."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.enrolment import actions, jobs, queries
from naung.delivery.enrolment.models import Membership
from naung.delivery.programme import queries as programmes
from naung.delivery.selection.models import Place
from naung.foundation.exchange import queries as exchange
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail import actions as trail
from naung.kit.months import Month
from naung.partners.bpjs_tk.simulator import Insurer
from tests.delivery.enrolment.cast import CAST, JULY_FIRST, YEAR_END, partners_know, placed, programme
from tests.people import MACHINE, NOW, TODAY, officer

pytestmark = pytest.mark.django_db


def enrol(insurer, *, on=TODAY, by=MACHINE):
    asked = {"programme": programme(), "insurer": insurer, "by": by, "at": NOW, "on": on}
    return jobs.send(**asked), jobs.take(**asked)


def member(person):
    return Membership.objects.get(person=person)


def facts():
    return exchange.facts(queries.batches(programme())[0])


def test_it_works(tmp_path):
    marta, yohanes = placed("marta", "yohanes")
    sent, taken = enrol(Insurer(misbehave=[], lists=tmp_path))
    assert [(b.key, b.rows, b.rupiah) for b in sent] == [("ntt-2025/53.71/01", 2, 201600)]
    assert (taken[0].accepted, taken[0].refused) == (2, 0)
    m = member(marta)
    assert (m.state, m.covered_from, m.covered_until, m.accepted_on) == (
        "ENROLLED",
        JULY_FIRST,
        YEAR_END,
        TODAY,
    )
    assert len(queries.number_of(m)) == 11 and queries.number_of(m) != queries.number_of(member(yohanes))
    assert facts()["state"] == "CLOSED"


def test_the_file_says_what_the_insurer_needs_and_is_kept_byte_for_byte(tmp_path):
    placed("marta")
    insurer = Insurer(misbehave=[], lists=tmp_path)
    (batch,), _ = enrol(insurer)
    content = exchange.file_of(batch).decode().splitlines()
    assert content[0].startswith("H;BPJSTK-BPU-KOLEKTIF-1;DATA CONTOH;SG;ntt-2025/53.71/01;")
    assert (
        content[2].startswith(f"1;{CAST['marta'].nik};MARTA YASINTA BERE;")
        and ";JKK,JKM;07-2025;6;100800;" in content[2]
    )
    assert content[3] == "T;1;6;100800"


def test_a_second_run_adds_nothing_and_changes_nothing(tmp_path):
    placed("marta", "yohanes")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    before = list(Membership.objects.order_by("pk").values())
    assert enrol(Insurer(misbehave=[], lists=tmp_path)) == ([], [])
    assert list(Membership.objects.order_by("pk").values()) == before


def test_who_is_insured_already_is_refused_with_the_payer_and_gives_the_place_back(tmp_path):
    lists = partners_know(tmp_path, "marta", "yohanes", active={"marta": "2025-12-31"})
    marta, yohanes = placed("marta", "yohanes")
    used = programmes.quota(programme(), "53.71").used
    enrol(Insurer(misbehave=[], lists=lists))
    m = member(marta)
    assert (m.state, m.refusal_code) == ("REFUSED", "A01")
    assert m.refusal_reason == "Sudah terlindungi sampai 31 Desember 2025 (dibayar dana desa)."
    place = Place.objects.get(person=marta)
    assert (place.state, place.released_because) == ("RELEASED", f"BPJS A01: {m.refusal_reason}")
    assert programmes.quota(programme(), "53.71").used == used - 1
    assert Place.objects.get(person=yohanes).state == "HELD"


def test_who_has_died_or_is_unknown_is_refused(tmp_path):
    lists = partners_know(tmp_path, "marta", dead={"marta": "2025-05-03"})
    marta, yohanes = placed("marta", "yohanes")
    enrol(Insurer(misbehave=[], lists=lists))
    assert member(marta).refusal_reason == "Tercatat meninggal pada 3 Mei 2025."
    assert member(yohanes).refusal_code == "N01"


def test_age_counts_on_the_day_of_acceptance_and_not_of_the_decree(tmp_path):
    (maria,) = placed("maria")
    enrol(Insurer(misbehave=[], lists=tmp_path), on=date(2025, 7, 20))
    assert (
        member(maria).refusal_reason
        == "Berusia 65 tahun pada tanggal pendaftaran; batasnya di bawah 65 tahun."
    )


def test_the_day_before_the_65th_birthday_is_in_time(tmp_path):
    (maria,) = placed("maria")
    enrol(Insurer(misbehave=[], lists=tmp_path), on=date(2025, 7, 19))
    assert member(maria).state == "ENROLLED"


def test_an_answer_that_comes_late_is_taken_by_the_next_run(tmp_path):
    (marta,) = placed("marta")
    late = Insurer(misbehave=["late"], lists=tmp_path)
    assert enrol(late)[1] == []
    assert member(marta).state == "REQUESTED" and facts()["state"] == "SENT"
    assert (
        queries.cover_on(marta.pk, TODAY).because
        == "Pendaftaran tanggal 14 Juli 2025 belum dijawab BPJS Ketenagakerjaan."
    )
    sent, taken = enrol(late)
    assert sent == [] and taken[0].accepted == 1 and member(marta).state == "ENROLLED"


def test_the_same_answer_twice_changes_nothing_the_second_time(tmp_path):
    placed("marta", "yohanes")
    _, taken = enrol(Insurer(misbehave=["twice"], lists=tmp_path))
    assert [(t.accepted, t.again) for t in taken] == [(2, False), (0, True)]
    assert facts()["suspense"] == 0


def test_half_an_answer_leaves_the_other_half_waiting(tmp_path):
    placed("marta", "yohanes", "petrus")
    partial = Insurer(misbehave=["partial"], lists=tmp_path)
    enrol(partial)
    assert queries.counts(programme()) == {"ENROLLED": 2, "REQUESTED": 1}
    _, taken = enrol(partial)
    assert (taken[0].accepted, taken[0].repeated) == (1, 2)
    assert queries.counts(programme()) == {"ENROLLED": 3} and facts()["suspense"] == 0


def test_wrong_control_totals_hold_the_whole_file(tmp_path):
    placed("marta")
    wrong = Insurer(misbehave=["wrong"], lists=tmp_path)
    _, taken = enrol(wrong)
    assert taken[0].suspended == {"TOTALS": 1} and queries.counts(programme()) == {"REQUESTED": 1}
    enrol(wrong)
    assert queries.counts(programme()) == {"ENROLLED": 1}


def test_lines_that_nobody_sent_go_to_suspense(tmp_path):
    placed("marta")
    _, taken = enrol(Insurer(misbehave=["unknown"], lists=tmp_path))
    assert (taken[0].accepted, taken[0].unknown) == (1, 2)
    assert Membership.objects.count() == 1 and {s.why for s in exchange.suspended("bpjs_tk")} == {"UNKNOWN"}


def test_bytes_that_are_no_answer_are_kept_for_a_person(tmp_path):
    placed("marta")
    garbled = Insurer(misbehave=["garbled"], lists=tmp_path)
    assert enrol(garbled)[1] == []
    (held,) = exchange.suspended("bpjs_tk")
    assert (held.why, held.facts["why"]) == ("UNREADABLE", "not a UTF-8 text table")
    enrol(garbled)
    assert queries.counts(programme()) == {"ENROLLED": 1}


def tampered(insurer, change):
    """Sends, and takes the insurer's answer after `change` has been at its text."""
    (batch,) = jobs.send(programme=programme(), insurer=insurer, by=MACHINE, at=NOW, on=TODAY)
    (content,) = insurer.answer(exchange.file_of(batch), on=TODAY)
    return actions.take_answer(programme=programme(), batch=batch, content=change(content.decode()).encode(), insurer=insurer, by=MACHINE,
                               at=NOW, on=TODAY)  # fmt: skip


def test_an_answer_about_another_nik_answers_nobody(tmp_path):
    placed("marta")
    taken = tampered(
        Insurer(misbehave=[], lists=tmp_path),
        lambda text: text.replace(CAST["marta"].nik, CAST["petrus"].nik),
    )
    assert (taken.accepted, taken.unknown) == (0, 1)
    assert CAST["petrus"].nik not in str(exchange.suspended("bpjs_tk").values())
    assert queries.counts(programme()) == {"REQUESTED": 1}


def test_one_number_for_two_people_holds_the_whole_file(tmp_path):
    marta, yohanes = placed("marta", "yohanes")
    insurer = Insurer(misbehave=[], lists=tmp_path)

    def same(text):
        lines = text.split("\n")
        number = lines[2].split(";")[3]
        lines[3] = ";".join(number if i == 3 else cell for i, cell in enumerate(lines[3].split(";")))
        return "\n".join(lines)

    assert tampered(insurer, same) is None
    assert next(iter(exchange.suspended("bpjs_tk"))).facts["why"] == "one participant number for two people"


def test_cover_never_starts_before_the_agreement_whatever_the_insurer_says(tmp_path):
    (marta,) = placed("marta")
    tampered(Insurer(misbehave=[], lists=tmp_path), lambda text: text.replace(";01-07-2025;", ";01-05-2025;"))
    assert member(marta).covered_from == JULY_FIRST


def test_cover_that_would_start_after_the_programme_is_for_a_person_to_see(tmp_path):
    placed("marta")
    assert (
        tampered(
            Insurer(misbehave=[], lists=tmp_path), lambda text: text.replace(";01-07-2025;", ";01-02-2026;")
        )
        is None
    )
    assert (
        next(iter(exchange.suspended("bpjs_tk"))).facts["why"]
        == "cover that starts after the programme's last day"
    )


def test_a_replacement_is_covered_from_the_day_the_insurer_has_it(tmp_path):
    placed("marta")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    (petrus,) = placed("petrus", first=date(2025, 9, 1))
    (batch,), _ = enrol(Insurer(misbehave=[], lists=tmp_path), on=date(2025, 9, 12))
    assert batch.key == "ntt-2025/53.71/02" and member(petrus).covered_from == date(2025, 9, 12)


def test_the_dead_and_the_merged_are_not_sent(tmp_path):
    marta, yohanes = placed("marta", "yohanes")
    with connection.cursor() as cursor:
        cursor.execute("update registry_person set died_on = '2025-07-03' where id = %s", [marta.pk])
    (batch,), _ = enrol(Insurer(misbehave=[], lists=tmp_path))
    assert batch.rows == 1 and queries.held_back(programme()) == {"died": 1}


def test_an_officer_without_the_post_sends_nothing(tmp_path):
    placed("marta")
    with pytest.raises(
        NotAllowed,
        match="enrolment.send di 53.71; yang berwenang: Petugas BPJS Ketenagakerjaan, Verifikator provinsi",
    ):
        enrol(Insurer(misbehave=[], lists=tmp_path), by=officer("lurah", "village_operator"))


def test_nothing_is_sent_before_the_agreement_was_signed(tmp_path):
    placed("marta")
    with pytest.raises(
        programmes.NoAgreement, match="Belum ada perjanjian kerja sama dengan bpjs_tk per 2025-06-29"
    ):
        enrol(Insurer(misbehave=[], lists=tmp_path), on=date(2025, 6, 29))


def test_cover_by_day_and_by_month(tmp_path):
    (marta,) = placed("marta")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    assert not queries.cover_on(marta.pk, date(2025, 6, 30)).insured
    assert queries.cover_on(marta.pk, JULY_FIRST).insured and queries.cover_on(marta.pk, YEAR_END).insured
    assert (
        queries.cover_on(marta.pk, date(2026, 1, 1)).because
        == "Perlindungan sudah berakhir pada 31 Desember 2025."
    )
    assert [str(m) for m in queries.months_of(marta.pk)] == [f"2025-{m:02}" for m in range(7, 13)]
    assert [len(covered(2025, m)) for m in (6, 7, 12)] == [0, 1, 1]


def covered(year, month):
    sql, params = queries.covered_in(programme(), Month(year, month))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_an_end_shortens_cover_and_frees_the_place(tmp_path):
    (marta,) = placed("marta")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    m = member(marta)
    for _ in range(2):
        actions.end(membership_id=m.pk, on=date(2025, 9, 10), because="meninggal", by=MACHINE, at=NOW)
    m.refresh_from_db()
    assert (m.state, m.covered_until, m.ended_because) == ("ENDED", date(2025, 9, 10), "meninggal")
    assert Place.objects.get(person=marta).state == "RELEASED"
    assert [len(covered(2025, month)) for month in (9, 10)] == [1, 0]


def test_an_end_before_the_beginning_is_refused(tmp_path):
    (marta,) = placed("marta")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    with pytest.raises(
        actions.EndsBeforeItBegan,
        match="Perlindungan baru mulai 1 Juli 2025; tidak dapat berakhir pada 30 Juni 2025",
    ):
        actions.end(membership_id=member(marta).pk, on=date(2025, 6, 30), because="x", by=MACHINE, at=NOW)


def test_a_membership_that_does_not_run_cannot_end(tmp_path):
    (marta,) = placed("marta")
    enrol(Insurer(misbehave=["late"], lists=tmp_path))
    with pytest.raises(actions.NothingToEnd, match="tidak sedang berjalan"):
        actions.end(membership_id=member(marta).pk, on=TODAY, because="x", by=MACHINE, at=NOW)


@pytest.mark.parametrize("change, message", [
    ("covered_from = '2025-06-30'", "enrolment_never_back_dated|keeps its number and first day"),
    ("covered_until = '2026-12-31'", "never made longer"),
    ("agreement_starts = '2025-01-01'", "enrolment_start_is_the_agreements"),
    ("number_index = '\\x00'", "keeps its number"),
    ("state = 'REQUESTED'", "not possible in enrolment_membership"),
])  # fmt: skip
def test_the_database_keeps_the_promises_too(tmp_path, change, message):
    placed("marta")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    with pytest.raises(DatabaseError, match=message), transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        cursor.execute(f"update enrolment_membership set {change}, trail = %s", [entry])


def test_identity_numbers_are_on_no_trail_and_no_exchange_line(tmp_path):
    (marta,) = placed("marta")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    number = queries.number_of(member(marta))
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(facts::text || subject, ' ') from trail_entry")
        told = cursor.fetchone()[0]
        cursor.execute("select string_agg(answer::text || reason, ' ') from exchange_line")
        told += cursor.fetchone()[0]
    assert CAST["marta"].nik not in told and number not in told


def test_a_run_that_stopped_before_sending_goes_on_with_the_same_file(tmp_path):
    (marta,) = placed("marta")
    insurer = Insurer(misbehave=[], lists=tmp_path)
    (decree_id,) = queries.decrees_that_wait(programme())
    stopped = actions.request(
        programme=programme(), decree_id=decree_id, insurer=insurer, by=MACHINE, at=NOW, on=TODAY
    )
    assert stopped.state == "PREPARED" and member(marta).state == "REQUESTED"
    (sent,), _ = enrol(insurer)
    assert (sent.pk, sent.sha256) == (stopped.pk, stopped.sha256) and member(marta).state == "ENROLLED"


def test_a_refused_answer_that_comes_late_frees_the_place_late(tmp_path):
    lists = partners_know(tmp_path, "marta", "yohanes", "petrus", active={"petrus": "2025-12-31"})
    _, _, petrus = placed("marta", "yohanes", "petrus")
    partial = Insurer(misbehave=["partial"], lists=lists)
    enrol(partial)
    assert Place.objects.get(person=petrus).state == "HELD"
    enrol(partial)
    assert Place.objects.get(person=petrus).state == "RELEASED"

"""Prepared by Sari, decided by Budi: what each sees, what must be typed, what is said no to."""

import threading

import pytest

from naung.foundation.approvals.models import Approval
from naung.foundation.papers.models import Paper
from tests.web import world as small_world
from tests.web.decisions.conftest import poorer, propose
from tests.web.fixtures import entered


def at(decree) -> str:
    return f"/persetujuan/{decree.approval_id}"


def form(decree, decision: str = "setujui", **fields) -> dict[str, str]:
    return {"keputusan": decision, "sidik": decree.content_hash, "ketik": "3", **fields}


def said(answer) -> str:
    return answer.content.decode()


def test_it_works(desk, waiting):
    budi = desk("budi")
    assert "Penetapan Kota Kupang, daftar ke-2" in said(budi.get("/persetujuan"))
    shown = said(budi.get(at(waiting)))
    assert "NIK belum dipastikan oleh Dukcapil" in shown and "Anda memutuskan 3 orang dan Rp151.200." in shown
    answer = budi.post(at(waiting), form(waiting))
    assert (answer.status_code, answer["Location"]) == (303, at(waiting))
    after = said(budi.get(at(waiting)))
    assert "Anda menyetujui: Penetapan Kota Kupang, daftar ke-2." in after and "Ini sudah selesai" in after
    waiting.refresh_from_db()
    assert waiting.state == "DECIDED"
    assert Paper.objects.filter(subject=f"selection.decree:{waiting.pk}").exists()


def test_exceptions_come_before_totals_changes_and_names(desk, waiting):
    shown = said(desk("budi").get(at(waiting)))
    places = [shown.index(f'id="{name}"') for name in ("perhatian", "perubahan", "daftar", "keputusan")]
    assert places == sorted(places)
    assert "Rp50.400" in shown  # each of the three months
    assert "Dibanding" in shown and "Daud Contoh Nope" in shown
    assert shown.count("5371 ••••") == 3


def test_the_list_is_filtered_by_an_exception_and_searched(desk, waiting):
    budi = desk("budi")
    assert "3 orang cocok" in said(budi.get(f"{at(waiting)}?tanda=civil"))
    assert "Tidak seorang pun cocok." in said(budi.get(f"{at(waiting)}?q=zzz"))
    assert "Tidak seorang pun cocok." in said(budi.get(f"{at(waiting)}?tanda=entah"))


@pytest.mark.parametrize("typed", ["3", "Rp151.200", "151200", " rp 151.200 "])
def test_the_number_of_people_or_the_amount_confirms(desk, waiting, typed):
    assert desk("budi").post(at(waiting), form(waiting, ketik=typed)).status_code == 303


@pytest.mark.parametrize("typed", ["", "4", "ya", "Rp", "151200000", "3 orang", "-3"])
def test_anything_else_typed_decides_nothing_and_is_not_lost(desk, waiting, typed):
    answer = desk("budi").post(at(waiting), form(waiting, ketik=typed, alasan="sudah diperiksa"))
    assert answer.status_code == 422
    assert "<title>Galat:" in said(answer) and 'href="#ketik"' in said(answer)
    assert said(answer).count("Angka yang diketik tidak sama") == 2  # on top and at the field
    assert f'value="{typed}"' in said(answer) and "sudah diperiksa" in said(answer)
    assert Approval.objects.get(pk=waiting.approval_id).state == "PENDING"


def test_choosing_nothing_decides_nothing(desk, waiting):
    answer = desk("budi").post(at(waiting), {"sidik": waiting.content_hash, "ketik": "3"})
    assert answer.status_code == 422 and "Pilih: setujui, atau tolak" in said(answer)


def test_a_refusal_needs_its_reason_which_the_preparer_reads(desk, waiting):
    budi = desk("budi")
    assert budi.post(at(waiting), form(waiting, "tolak", alasan="jelek")).status_code == 422
    assert (
        budi.post(at(waiting), form(waiting, "tolak", alasan="Daud sudah pindah ke Sikka.")).status_code
        == 303
    )
    shown = said(desk("sari").get(at(waiting)))
    assert "ditolak" in shown and "Daud sudah pindah ke Sikka." in shown
    waiting.refresh_from_db()
    assert waiting.state == "REFUSED"
    assert "Daud sudah pindah ke Sikka." in said(desk("sari").get(f"/penetapan/{waiting.pk}"))


def test_who_prepared_it_sees_everything_and_no_button(desk, waiting):
    shown = said(desk("sari").get(at(waiting)))
    assert "Anda yang menyiapkan ini, jadi orang lain yang memutuskannya." in shown
    assert 'name="keputusan"' not in shown
    assert desk("sari").post(at(waiting), form(waiting)).status_code == 403


def test_dewi_prepared_it_and_later_approves_for_the_city_but_not_this(desk, own_world):
    """One human, two hats one after the other: the button is absent, and a form sent anyway is refused."""
    from datetime import date

    from naung.foundation.staff.models import Post

    poorer()
    decree = propose("dewi")
    Post.objects.filter(officer__login="dewi").update(until=date(2025, 10, 18))
    dewi = small_world.who("dewi")
    Post.objects.create(officer_id=dewi.officer, role="approver", region_id="53.71", since=date(2025, 10, 19))
    shown = said(desk("dewi").get(at(decree)))
    assert "Anda yang menyiapkan ini" in shown and 'name="keputusan"' not in shown
    answer = desk("dewi").post(at(decree), form(decree))
    assert answer.status_code == 409 and "jadi orang lain yang memutuskannya" in said(answer)
    assert Approval.objects.get(pk=decree.approval_id).state == "PENDING"


def test_an_officer_who_may_not_decide_is_told_who_does(desk, waiting):
    shown = said(desk("dewi").get(at(waiting)))
    assert (
        "Yang memutuskan adalah pejabat penyetuju wilayah ini." in shown and 'name="keputusan"' not in shown
    )


def test_another_regency_s_approval_is_not_found(desk, waiting):
    assert desk("jauh").get(at(waiting)).status_code == 404
    assert "Kota Kupang" not in said(desk("jauh").get("/persetujuan"))
    assert "Tidak ada yang menunggu." in said(desk("jauh").get("/persetujuan"))


def test_a_post_that_may_not_read_approvals_opens_none_elsewhere(desk, waiting):
    """Bela is BPJS' officer for the province, and now also a regency's officer in Sumba: the province's approvals stay shut to her."""
    from datetime import date

    from naung.foundation.staff.models import Post

    Post.objects.create(
        officer_id=small_world.who("bpjs").officer,
        role="regency_officer",
        region_id="53.11",
        since=date(2025, 10, 1),
    )
    assert desk("bpjs").get(at(waiting)).status_code == 404
    assert "Tidak ada yang menunggu." in said(desk("bpjs").get("/persetujuan"))


def test_a_content_that_changed_since_the_page_was_shown_is_not_decided(desk, waiting):
    """Sari takes it back and proposes again, without the one who died, while Budi still has the old page open."""
    from django.db import connection

    assert desk("sari").post(f"/penetapan/{waiting.pk}", {"alasan": "seorang meninggal"}).status_code == 303
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_person set died_on = '2025-10-16' where name = %s",
            ["Daud Contoh Nope " + chr(64 + 27)],
        )
    poorer()
    newer = propose()
    assert newer.pk != waiting.pk and newer.rows == 2
    answer = desk("budi").post(at(waiting), form(waiting))
    assert answer.status_code == 409 and "ditarik atau disusun ulang" in said(answer)
    assert f'href="{at(newer)}"' in said(answer)
    answer = desk("budi").post(at(newer), form(waiting, ketik="2"))  # the old hash with the new list
    assert answer.status_code == 409 and "Isinya bukan lagi yang disiapkan" in said(answer)
    assert Approval.objects.get(pk=newer.approval_id).state == "PENDING"


def test_a_double_click_and_the_back_button_double_nothing(desk, waiting):
    from naung.foundation.trail.models import Entry

    budi = desk("budi")
    assert budi.post(at(waiting), form(waiting)).status_code == 303
    entries = Entry.objects.count()
    assert budi.post(at(waiting), form(waiting)).status_code == 303
    assert (
        Entry.objects.count() == entries
        and Paper.objects.filter(subject=f"selection.decree:{waiting.pk}").count() == 1
    )


def second_approver(login: str = "rita") -> None:
    from datetime import date

    from naung.foundation.staff import actions
    from naung.foundation.staff.models import Officer
    from naung.kit.actor import system

    actions.appoint(login=login, name="Rita Contoh Penyetuju", identity=f"NIP-{login}", password=small_world.PASSWORD, role="approver", region="53",
                    since=date(2025, 1, 1), by=system("test"), at=small_world.at(date(2025, 7, 1)))  # fmt: skip
    Officer.objects.filter(login=login).update(must_change_password=False)


def test_who_comes_second_is_told_who_was_first_and_when(desk, waiting):
    second_approver()
    assert desk("budi").post(at(waiting), form(waiting)).status_code == 303
    answer = desk("rita").post(at(waiting), form(waiting, "tolak", alasan="sepuluh huruf lebih"))
    assert answer.status_code == 409
    assert "Budi Contoh Penyetuju sudah menyetujui ini pada" in said(answer)
    assert Approval.objects.get(pk=waiting.approval_id).state == "APPROVED"


def test_two_at_the_same_moment_one_wins_and_the_other_is_told(desk, waiting):
    from django.db import connections

    second_approver()
    start, answers = threading.Barrier(2), {}

    def decide(login: str, decision: str) -> None:
        client = entered(login)
        start.wait()
        answers[login] = client.post(at(waiting), form(waiting, decision, alasan="sepuluh huruf lebih"))
        connections["default"].close()

    threads = [
        threading.Thread(target=decide, args=pair) for pair in (("budi", "setujui"), ("rita", "tolak"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    codes = {login: answer.status_code for login, answer in answers.items()}
    assert sorted(codes.values()) == [303, 409]
    (loser,) = [login for login, code in codes.items() if code == 409]
    winner = {"budi": "Rita Contoh", "rita": "Budi Contoh"}[loser]
    assert winner in said(answers[loser])
    assert Approval.objects.get(pk=waiting.approval_id).state in ("APPROVED", "REFUSED")


def test_a_month_s_contributions_are_decided_here_too(desk, november):
    budi = desk("budi")
    path = f"/persetujuan/{november.approval_id}"
    shown = said(budi.get(path))
    assert "Iuran November 2025" in shown and "Dibanding Oktober 2025." in shown
    assert "Rp453.600" in shown  # 27 x 16,800
    assert (
        budi.post(path, {"keputusan": "setujui", "sidik": november.content_hash, "ketik": "27"}).status_code
        == 303
    )
    november.refresh_from_db()
    assert november.state == "APPROVED"


def test_a_second_approver_of_a_month_is_told_as_well(desk, november):
    second_approver()
    path = f"/persetujuan/{november.approval_id}"
    fields = {"keputusan": "setujui", "sidik": november.content_hash, "ketik": "27"}
    assert desk("budi").post(path, fields).status_code == 303
    answer = desk("rita").post(path, fields)
    assert answer.status_code == 409 and "Budi Contoh Penyetuju sudah menyetujui ini pada" in said(answer)


def claim():
    from datetime import date

    from naung.delivery.claims import actions
    from naung.delivery.claims.documents import gathering
    from naung.delivery.claims.payout import actions as payout
    from naung.delivery.registry.models import Person
    from tests.people import officer

    day = date(2025, 10, 18)
    when = {"at": small_world.at(day), "on": day}
    marta = Person.objects.get(name="Marta Contoh Tefa")
    found = actions.report(
        person_id=marta.pk,
        kind="death",
        cause="illness",
        happened_on=date(2025, 9, 20),
        by=small_world.who("dewi"),
        **when,
    )
    gathering.gather(claim=found, takes=small_world.who("dewi"), reads=small_world.who("sari"), held_at="Dinas (DATA CONTOH)", **when)  # fmt: skip
    payout.review(claim=found, looked_at="Rumah duka dan dua tetangga di RT 02 didatangi.", by=officer("rina", "regency_officer"), **when)  # fmt: skip
    return actions.assess(claim=found, by=officer("nila", "verifier"), **when)


def test_a_claim_needs_its_amount_and_a_young_death_is_pointed_out(desk, own_world):
    found = claim()
    path, budi = f"/persetujuan/{found.approval_id}", desk("budi")
    shown = said(budi.get(path))
    assert (
        f"Klaim {found.number}" in shown and "kurang dari 90 hari" in shown and "Marta Contoh Tefa" in shown
    )
    fields = {"keputusan": "setujui", "sidik": found.approval.content_hash}
    assert budi.post(path, {**fields, "ketik": "1"}).status_code == 422  # lines are no people
    assert budi.post(path, {**fields, "ketik": f"Rp{found.rupiah}"}).status_code == 303
    found.refresh_from_db()
    assert found.state == "APPROVED"


def test_who_reported_a_claim_does_not_decide_it(desk, own_world):
    from datetime import date

    from naung.foundation.staff.models import Post

    found = claim()
    Post.objects.filter(officer__login="dewi").update(until=date(2025, 10, 18))
    Post.objects.create(
        officer_id=small_world.who("dewi").officer,
        role="approver",
        region_id="53.71",
        since=date(2025, 10, 19),
    )
    path = f"/persetujuan/{found.approval_id}"
    shown = said(desk("dewi").get(path))
    assert "Anda yang mencatat laporan klaim ini" in shown and 'name="keputusan"' not in shown
    answer = desk("dewi").post(
        path, {"keputusan": "setujui", "sidik": found.approval.content_hash, "ketik": str(found.rupiah)}
    )
    assert answer.status_code == 409


def test_a_kind_that_nobody_knows_is_listed_and_not_decided(desk, own_world):
    from datetime import date

    from naung.foundation.approvals import actions

    made = actions.prepare(kind="gudang.beras", subject="gudang.beras:1", content_hash="a" * 64, rows=1, rupiah=5, by=small_world.who("sari"),
                           at=small_world.at(date(2025, 10, 17)), region="53.71")  # fmt: skip
    budi = desk("budi")
    assert "gudang.beras" in said(budi.get("/persetujuan"))
    shown = said(budi.get(f"/persetujuan/{made.pk}"))
    assert (
        "Jenis ini tidak dikenal di sini, jadi tidak dapat diputuskan." in shown
        and 'name="keputusan"' not in shown
    )
    answer = budi.post(f"/persetujuan/{made.pk}", {"keputusan": "setujui", "sidik": "a" * 64, "ketik": "5"})
    assert answer.status_code == 409 and "tidak dapat diputuskan" in said(answer)
    assert Approval.objects.get(pk=made.pk).state == "PENDING"


def test_the_inbox_is_kind_when_nothing_waits_and_shows_what_was_decided(desk, own_world):
    budi = desk("budi")
    assert "Tidak ada yang menunggu." in said(budi.get("/persetujuan"))
    done = said(budi.get("/persetujuan?keadaan=selesai"))
    assert "Penetapan Kota Kupang" in done and "Iuran Oktober 2025" in done and "disetujui" in done
    assert "Penetapan" not in said(budi.get("/persetujuan?keadaan=entah")).split("</nav>", 1)[1]


def test_a_longer_list_asks_no_more_questions(desk, waiting):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    budi, asked = desk("budi"), {}
    for path in (
        "/penetapan/1",
        f"/penetapan/{waiting.pk}",
        "/persetujuan/1",
        at(waiting),
    ):  # 27 people, then 3
        with CaptureQueriesContext(connection) as captured:
            assert budi.get(path).status_code == 200
        asked[path] = len(captured)
    assert asked["/penetapan/1"] <= asked[f"/penetapan/{waiting.pk}"] + 3 <= 45
    assert asked["/persetujuan/1"] <= asked[at(waiting)] + 3 <= 45


def test_the_inbox_asks_the_same_few_questions_however_much_waits(
    desk, waiting, november, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    budi = desk("budi")
    with CaptureQueriesContext(connection) as done:
        budi.get("/persetujuan?keadaan=selesai")
    with CaptureQueriesContext(connection) as few:
        budi.get("/persetujuan")
    assert len(few) <= len(done) + 1 <= 30

"""Another account in the place of the one in use: two people, a call to the old contact, a wait."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.delivery.banking import changing, queries, said
from naung.delivery.banking.changing import Wanted
from naung.delivery.banking.models import Account, Call, Change
from naung.delivery.banking.ports import Owner
from naung.foundation.approvals.actions import ContentChanged, SamePerson
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.partners.bank_ntt import simulator
from naung.project.verify import accounts as checks
from tests.delivery.banking.cast import MARTA, approver, bank_knows, clerk, opened, teller
from tests.people import MACHINE, NOW, TODAY, officer

pytestmark = pytest.mark.django_db
WANTED = Wanted(
    "002", "1234 5678 9012", "Marta Yasinta Bere", "regular", "Cabang lama terlalu jauh", "Buku tabungan BRI"
)
LATER = NOW + timedelta(hours=47, minutes=59)
AFTER = NOW + timedelta(hours=48)


def ask(tmp_path, *, by=None, phone="081200009001", **changed) -> Change:
    if not Account.objects.exists():
        (marta,) = opened(tmp_path)
        if phone:
            with connection.cursor() as cursor:
                cursor.execute("update registry_person set phone_sealed = %s, phone_index = %s where id = %s",
                               [seals.seal(phone, "phone"), seals.index(phone, "phone"), marta.pk])  # fmt: skip
    wanted = Wanted(**{**{name: getattr(WANTED, name) for name in WANTED.__slots__}, **changed})
    return changing.request(account=Account.objects.get(), wanted=wanted, by=by or clerk(), at=NOW, on=TODAY)


def call(change, *, by=None, **changed) -> Call:
    said_so = {
        "way": "phone",
        "spoke_with": "Marta",
        "answer": "YES",
        "what": "Benar, saya yang minta",
        **changed,
    }
    return changing.call(change=change, by=by or teller(), at=NOW, on=TODAY, **said_so)


def decide(change, *, approve=True, by=None, content_hash="", at=NOW) -> Change:
    return changing.decide(change=change, approve=approve, content_hash=content_hash or change.content_hash, by=by or approver(), at=at, on=TODAY)  # fmt: skip


def broken() -> list[str]:
    """What the independent checks find in the tables of this transaction."""
    found = []
    for one in checks.CHECKS:
        found += one.find(connection.connection)[1]
    return found


def test_it_works(tmp_path):
    change = ask(tmp_path)
    account, before = change.account, simulator.account(MARTA)
    assert (change.number, change.state, change.bank_name, change.wait_hours) == (1, "REQUESTED", "BRI", 48)
    call(change)
    done = decide(change)
    assert (done.state, done.effective_at) == ("CONFIRMED", AFTER)
    used = [queries.in_use(account, at=at) for at in (NOW, LATER, AFTER)]
    assert [seals.open_sealed(one.sealed, "account") for one in used] == [before, before, "123456789012"]
    assert [one.bank_name for one in used] == ["Bank NTT", "Bank NTT", "BRI"] and used[
        2
    ].masked == "•••• •••• 9012"
    account.refresh_from_db()
    assert seals.open_sealed(account.number_sealed, "account") == before, "the old one stays in history"
    assert broken() == []


def test_a_second_time_changes_nothing(tmp_path):
    change = ask(tmp_path)
    assert ask(tmp_path).pk == change.pk and Change.objects.count() == 1
    call(change)
    first = decide(change)
    assert decide(change).trail == first.trail and decide(change, at=LATER).effective_at == AFTER


NOT_ASKED = [
    ({"account": "12345"}, changing.NotAnAccount, "10 sampai 16 angka"), ({"bank": "999"}, changing.NotAnAccount, "Pilih bank"),
    ({"document": " "}, changing.NotAnAccount, "dokumen yang dilihat"), ({"reason": "pindah"}, said.NoReason, "paling sedikit 10 huruf"),
    ({"reason": "Ganti ke 1234567890 saja"}, said.NumberInText, "Jangan tulis nomor"), ({"holder": "Maria Taneo"}, changing.OtherName, "bukan nama peserta"),
    ({"bank": "130", "account": simulator.account(MARTA)}, changing.SameAccount, "sekarang dipakai"),
]  # fmt: skip


def test_what_cannot_be_asked_for(tmp_path):
    opened(tmp_path)
    for changed, refusal, says in NOT_ASKED:
        with pytest.raises(refusal, match=says):
            ask(tmp_path, **changed)
    with pytest.raises(NotAllowed, match="Petugas dinas"):
        ask(tmp_path, by=teller())
    assert not Change.objects.exists()


def test_one_change_at_a_time(tmp_path):
    change = ask(tmp_path)
    with pytest.raises(changing.WaitsAlready, match="ke-1 rekening ini masih berjalan"):
        ask(tmp_path, account="9876543210987")
    call(change)
    decide(change)
    with pytest.raises(changing.WaitsAlready):
        ask(tmp_path, account="9876543210987")


def test_nobodys_account_is_also_anothers(tmp_path):
    opened(tmp_path, "marta", "yohanes")
    yohanes = Account.objects.get(person__name="Yohanes Bere")
    marta = Account.objects.get(person__name="Marta Yasinta Bere")
    wanted = Wanted(
        "130",
        seals.open_sealed(yohanes.number_sealed, "account"),
        "Marta Yasinta Bere",
        "basic",
        "Ikut rekening tetangga",
        "Buku",
    )
    with pytest.raises(changing.SameAccount, match="dipakai peserta lain"):
        changing.request(account=marta, wanted=wanted, by=clerk(), at=NOW, on=TODAY)


def test_nothing_is_changed_for_the_dead(tmp_path):
    (marta,) = opened(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("update registry_person set died_on = %s where id = %s", [TODAY, marta.pk])
    with pytest.raises(changing.NothingToChange, match="ahli waris memakai rekeningnya sendiri"):
        ask(tmp_path)


def test_without_the_old_contacts_word_there_is_no_yes(tmp_path):
    change = ask(tmp_path)
    with pytest.raises(changing.NotCalled, match="belum dihubungi"):
        decide(change)
    call(change, answer="NOBODY", spoke_with="", what="")
    with pytest.raises(changing.NotCalled, match="belum dihubungi"):
        decide(change)
    call(change)
    call(change, answer="NO", what="Bukan saya, saya tidak pernah minta")
    with pytest.raises(changing.NotCalled, match="Marta berkata bukan dia"):
        decide(change)
    assert (
        decide(change, approve=False).state == "REFUSED"
        and queries.in_use(change.account, at=AFTER).change == 0
    )


NOT_SAID = [
    ({"what": ""}, changing.NothingSaid, "dengan siapa Anda berbicara"), ({"answer": ""}, changing.NothingSaid, "Pilih cara menghubungi"),
    ({"what": "Rekeningnya 1234567890"}, said.NumberInText, "Jangan tulis"),
]  # fmt: skip


def test_a_call_says_who_and_what(tmp_path):
    change = ask(tmp_path)
    for changed, refusal, says in NOT_SAID:
        with pytest.raises(refusal, match=says):
            call(change, **changed)
    with pytest.raises(NotAllowed, match="Petugas Bank NTT"):
        call(change, by=clerk())
    assert not Call.objects.exists()


def test_where_no_number_was_known_somebody_goes_there(tmp_path):
    change = ask(tmp_path, phone="")
    with pytest.raises(changing.NothingSaid, match="orangnya didatangi"):
        call(change)
    assert call(change, way="visit").contact == "" and decide(change).state == "CONFIRMED"


def test_who_asked_neither_calls_nor_decides(tmp_path):
    change = ask(tmp_path)
    same = officer("dewi2", "bank_officer", "53", identity="NIP-dewi")
    with pytest.raises(changing.AskerCalls, match="orang lain yang menelepon"):
        call(change, by=same)
    with pytest.raises(SamePerson):
        decide(change, approve=False, by=same)


def test_the_decision_is_over_exactly_what_was_seen(tmp_path):
    change = ask(tmp_path)
    call(change)
    with pytest.raises(ContentChanged):
        decide(change, content_hash="0" * 64)


def test_it_is_stopped_within_its_wait_by_one_person_and_not_after(tmp_path):
    change = ask(tmp_path)
    call(change)
    decide(change)
    stop = {"change": change, "why": "Pemegangnya datang: bukan dia", "by": teller(), "on": TODAY}
    with pytest.raises(changing.TooLate, match="Masa tunggunya sudah lewat"):
        changing.stop(at=AFTER, **stop)
    assert changing.stop(at=LATER, **stop).state == "STOPPED"
    assert queries.in_use(change.account, at=AFTER).bank_name == "Bank NTT" and broken() == []
    assert changing.stop(at=AFTER, **stop).state == "STOPPED", "stopped again, nothing happens"


def test_who_asked_takes_it_back(tmp_path):
    change = ask(tmp_path)
    taken = changing.withdraw(change=change, why="Salah orang, maaf sekali", by=clerk(), at=NOW, on=TODAY)
    taken.approval.refresh_from_db()
    assert (taken.state, taken.approval.state) == ("WITHDRAWN", "VOID")
    with pytest.raises(changing.TooLate, match="tidak lagi menunggu"):
        call(change)
    assert ask(tmp_path, account="9876543210987").number == 2


TOLD = [
    ({"name": "MARIA TANEO"}, changing.OtherName, "atas nama MARIA TANEO"), ({"status": "TIDAK DIKENAL"}, changing.NotAnAccount, "tidak ada atau sudah ditutup"),
    ({"name": "MARTA YASINTA BERE", "status": "TUTUP"}, changing.NotAnAccount, "sudah ditutup"),
]  # fmt: skip


def test_the_bank_says_whose_it_is(tmp_path):
    change = ask(tmp_path)
    call(change)
    for told, refusal, says in TOLD:
        bank_knows(tmp_path, marta=told)
        known = (tmp_path / "accounts.csv").read_text().replace(simulator.account(MARTA), "123456789012")
        (tmp_path / "accounts.csv").write_text(known)
        with transaction.atomic():
            point = transaction.savepoint()
            changing.inquire(
                change=change, inquiry=simulator.Inquiry(lists=tmp_path), by=MACHINE, at=NOW, on=TODAY
            )
            with pytest.raises(refusal, match=says):
                decide(change)
            transaction.savepoint_rollback(point)


def test_a_bank_that_does_not_answer_is_asked_again(tmp_path):
    change = ask(tmp_path)
    assert simulator.Inquiry(lists=tmp_path).owner(bank="002", account="123456789012", on=TODAY) == Owner(
        None
    )
    assert (
        changing.inquire(
            change=change, inquiry=simulator.Inquiry(lists=tmp_path), by=MACHINE, at=NOW, on=TODAY
        ).inquired_at
        is None
    )


def test_a_payment_soon_after_is_looked_at_twice(tmp_path):
    change = ask(tmp_path)
    person = change.person_id
    assert [one.pk for one in queries.lately_changed([person], at=NOW + timedelta(days=30), on=TODAY)] == [
        change.pk
    ]
    assert queries.lately_changed([person], at=NOW + timedelta(days=31), on=TODAY) == []
    decide(change, approve=False)
    assert queries.lately_changed([person], at=NOW, on=TODAY) == []


def test_a_telephone_number_that_changed_meanwhile_is_told(tmp_path):
    change = ask(tmp_path)
    assert not queries.contact_changed(change)
    with connection.cursor() as cursor:
        cursor.execute("update registry_person set phone_sealed = %s", [seals.seal("081200009999", "phone")])
    assert queries.contact_changed(queries.change(change.pk))


CONFIRM = "state = 'CONFIRMED', decided_at = '2025-07-14 09:00+08', effective_at = '2025-07-17 09:00+08'"


CALLED_BY_ASKER = """
insert into banking_call (change_id, village, way, contact, spoke_with, answer, said, called_by_id, called_human, called_at, trail)
select id, village, 'visit', '', 'x', 'YES', 'x', requested_by_id, requested_human, requested_at, trail from banking_change"""
AGAINST = [
    (f"update banking_change set {CONFIRM}", "decided by a second person"), ("update banking_change set account_index = '\\x00'", "keeps its"),
    ("update banking_change set wait_hours = 1", "banking_change_waits|keeps its"), ("delete from banking_change", "never deleted|permission denied"),
    ("update banking_change set state = 'STOPPED', stopped_at = now(), ended_because = 'x'", "not possible in banking_change|stopped_in_time|used_after"),
    ("update banking_call set answer = 'NO'", "append-only|permission denied"), (CALLED_BY_ASKER, "does not call about it"),
]  # fmt: skip
DECIDED = [
    ("effective_at = decided_at + interval '47 hours'", "banking_change_waits_its_hours|keeps its hour"),
    ("effective_at = effective_at + interval '1 year'", "keeps its hour"),
]


def refused_by_the_database(sql, message):
    with pytest.raises(DatabaseError, match=message), transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        cursor.execute(
            sql.replace(" set ", f" set trail = {entry}, ", 1) if "update banking_change" in sql else sql
        )


def test_the_database_keeps_the_promises_too(tmp_path):
    change = ask(tmp_path)
    call(change)
    for sql, message in AGAINST:
        refused_by_the_database(sql, message)
    decide(change)
    for change_of, message in DECIDED:
        refused_by_the_database(f"update banking_change set {change_of}", message)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["ask", "yes", "no", "approve", "refuse", "stop", "withdraw", "wait"]), max_size=9
    )
)
def test_whatever_the_order_money_goes_to_the_old_account_until_two_people_and_a_wait_say_otherwise(
    tmp_path, steps
):
    """The states against a plain model: (heard, confirmed at) of the change under way, and which account is used."""
    with transaction.atomic():
        point = transaction.savepoint()
        _walk(tmp_path, steps)
        transaction.savepoint_rollback(point)


def _walk(tmp_path, steps):
    if not Account.objects.exists():
        opened(tmp_path)
    account, at, used, going = Account.objects.get(), NOW, 0, None
    for n, step in enumerate(steps):
        change = going and queries.change(going["pk"])
        try:
            with transaction.atomic():
                going = _step(step, account, change, going, at, n)
        except (
            changing.WaitsAlready,
            changing.NotCalled,
            changing.TooLate,
            changing.approvals.AlreadyDecided,
            changing.SameAccount,
        ):
            pass
        at += timedelta(hours=49) if step == "wait" else timedelta(minutes=1)
        if going and going["due"] and going["due"] <= at:
            used, going = going["pk"], None
        last = queries.in_use(account, at=at).change
        assert last == (Change.objects.get(pk=used).number if used else 0)


def _step(step, account, change, going, at, n):
    if step == "ask":
        wanted = Wanted(
            "002", f"12345678{n:04}", "Marta Yasinta Bere", "regular", "Cabang lama terlalu jauh", "Buku"
        )
        made = changing.request(account=account, wanted=wanted, by=clerk(), at=at, on=TODAY)
        return going if going and made.pk == going["pk"] else {"pk": made.pk, "heard": "", "due": None}
    if change is None:
        return going
    if step in ("yes", "no"):
        changing.call(
            change=change,
            way="visit",
            spoke_with="Marta",
            answer=step.upper(),
            what="Katanya begitu",
            by=teller(),
            at=at,
            on=TODAY,
        )
        return {**going, "heard": step}
    if step == "approve":
        done = changing.decide(
            change=change, approve=True, content_hash=change.content_hash, by=approver(), at=at, on=TODAY
        )
        assert going["heard"] == "yes" or going["due"]
        return {**going, "due": done.effective_at}
    if step == "refuse":
        changing.decide(
            change=change, approve=False, content_hash=change.content_hash, by=teller(), at=at, on=TODAY
        )
        return None
    if step in ("stop", "withdraw"):
        getattr(changing, step)(
            change=change,
            why="Bukan dia yang meminta",
            by=teller() if step == "stop" else clerk(),
            at=at,
            on=TODAY,
        )
        return None
    return going

"""A claim's papers: asked by its case, promised, brought, read by another; refused, done without; and when the file is complete."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from naung import law
from naung.delivery.claims import actions as claims
from naung.delivery.claims.documents import actions, queries
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from naung.kit.states import NotInThisState
from tests.delivery.claims.cast import approver, assessor, filer, members, report
from tests.delivery.claims.documents.cast import DAY, bring, gather, paper, read, reader, taker
from tests.people import NOW, officer

pytestmark = pytest.mark.django_db
EVENT = date(2025, 7, 20)


@pytest.fixture
def claim():
    (person,) = members(months=1)
    return report(person, day=EVENT)


def kinds(claim, *states):
    return [one.kind for one in queries.asked(claim.pk) if not states or one.state in states]


def describe(claim, **learnt):
    return claims.describe(claim=claim, by=assessor(), at=NOW, on=DAY, **learnt)


def test_it_works(claim):
    assert kinds(claim, "MISSING") == ["card", "ktp", "ktp_heir", "death_letter", "family_card", "heirs_letter", "form_4", "passbook"]  # fmt: skip
    actions.promise(
        paper=paper(claim, "ktp"),
        promised_for=date(2025, 12, 5),
        promised_by="istri",
        by=taker(),
        on=DAY,
        at=NOW,
    )
    told = queries.progress([claim.pk])[claim.pk]
    assert (told.asked, told.done, told.next_on) == (8, 0, date(2025, 12, 5))
    gathered = gather(claim)
    assert (gathered.complete_on, queries.missing(claim.pk)) == (DAY, [])
    assert [e.verb for e in queries.history(paper(claim, "ktp"))] == [
        f"claims.paper_{verb}" for verb in ("ask", "promise", "receive", "read")
    ]


def test_asking_again_asks_nothing_new(claim):
    by, before = filer(), Entry.objects.count()
    actions.ask(claim=claim, by=by, on=DAY, at=NOW)
    assert Entry.objects.count() == before


def test_what_is_learnt_of_the_case_asks_more_and_drops_what_no_longer_applies():
    (person,) = members(months=1)
    claim = report(person, kind="accident", cause="work_accident", day=EVENT)
    describe(claim, circumstance="traffic", outside_plkk=True)
    assert {"police_letter", "treatment_receipts"} <= set(kinds(claim, "MISSING"))
    describe(claim, circumstance="sea")
    assert "sea_letter" in kinds(claim, "MISSING") and kinds(claim, "DROPPED") == ["police_letter"]
    describe(claim, circumstance="traffic")
    assert paper(claim, "police_letter").state == "MISSING"
    assert paper(claim, "police_letter").because == "kecelakaan lalu lintas"


def test_a_paper_that_was_brought_stays_although_the_case_changed():
    (person,) = members(months=1)
    claim = report(person, kind="accident", cause="work_accident", day=EVENT, circumstance="traffic")
    bring(claim, "police_letter")
    describe(claim, circumstance="ordinary")
    assert paper(claim, "police_letter").state == "RECEIVED"


def test_what_the_heirs_room_knows_is_asked_on_top_and_opens_a_complete_file(claim):
    assert gather(claim).complete_on
    who = {"by": reader(), "on": DAY, "at": NOW}
    actions.also_ask(claim=claim, kind="guardian_letter", because="Ahli waris berumur 9 tahun.", **who)
    assert gather(claim, but=["guardian_letter"]).complete_on is None
    assert [one.because for one in queries.missing(claim.pk)] == ["Ahli waris berumur 9 tahun."]
    again = actions.also_ask(claim=claim, kind="guardian_letter", because="Lain.", **who)
    assert again.because == "Ahli waris berumur 9 tahun."
    actions.no_longer(claim=claim, kind="guardian_letter", because="Walinya ternyata ibu kandung.", **who)
    assert gather(claim).complete_on == DAY


def test_only_a_paper_of_the_list_is_asked_on_top(claim):
    who = {"claim": claim, "by": reader(), "on": DAY, "at": NOW}
    with pytest.raises(law.NotProvided, match="visum tidak ada dalam daftar"):
        actions.also_ask(kind="visum", because="?", **who)
    with pytest.raises(actions.NoReason, match="mengapa surat ini diperlukan"):
        actions.also_ask(kind="npwp", because=" ", **who)


def test_a_refused_paper_comes_again_in_another_round(claim):
    bring(claim, "ktp")
    with pytest.raises(actions.NoReason, match="kata yang dimengerti keluarga"):
        actions.refuse(paper=paper(claim, "ktp"), because=" ", by=reader(), on=DAY, at=NOW)
    actions.refuse(paper=paper(claim, "ktp"), because="Terpotong di tepi.", by=reader(), on=DAY, at=NOW)
    assert (paper(claim, "ktp").state, paper(claim, "ktp").reason) == ("REFUSED", "Terpotong di tepi.")
    bring(claim, "ktp")
    assert (paper(claim, "ktp").round, paper(claim, "ktp").reason) == (2, "")


def test_a_read_paper_that_turns_out_wrong_opens_the_file_until_the_claim_is_assessed(claim):
    assert gather(claim).complete_on
    actions.refuse(paper=paper(claim, "ktp"), because="Milik orang lain.", by=reader(), on=DAY, at=NOW)
    assert gather(claim, but=["ktp"]).complete_on is None
    claims.assess(claim=gather(claim), by=assessor(), at=NOW, on=DAY)
    with pytest.raises(NotInThisState, match="sudah dinilai dengan surat ini"):
        actions.refuse(paper=paper(claim, "ktp"), because="Milik orang lain.", by=reader(), on=DAY, at=NOW)


def test_who_takes_a_paper_in_does_not_read_it(claim):
    bring(claim, "ktp", by=reader())
    with pytest.raises(actions.YourOwn, match="orang lain yang membacanya"):
        read(claim, "ktp", by=reader())
    assert read(claim, "ktp", by=assessor()).state == "READ"


def test_a_paper_is_done_without_only_where_the_list_lets_and_by_who_assesses():
    (person,) = members(months=1)
    claim = report(person, kind="accident", cause="work_accident", day=EVENT, circumstance="sea")
    who = {"on": DAY, "at": NOW}
    with pytest.raises(actions.MustBeThere, match="wajib menurut Permenaker 5/2021"):
        actions.waive(paper=paper(claim, "ktp"), because="Hilang.", by=assessor(), **who)
    with pytest.raises(NotAllowed):
        actions.waive(paper=paper(claim, "sea_letter"), because="Tidak ada.", by=taker(), **who)
    with pytest.raises(actions.NoReason, match="dapat dinilai tanpa"):
        actions.waive(paper=paper(claim, "sea_letter"), because="", by=assessor(), **who)
    actions.waive(
        paper=paper(claim, "sea_letter"), because="Pulau itu tanpa syahbandar.", by=assessor(), **who
    )
    assert gather(claim).complete_on == DAY
    describe(claim, outside_plkk=True)
    assert paper(claim, "sea_letter").state == "WAIVED"  # asking anew does not undo what a person decided


def test_a_paper_about_health_is_judged_by_who_may_see_it(claim):
    bring(claim, "death_letter")
    with pytest.raises(NotAllowed):
        read(claim, "death_letter", by=officer("camat", "district_officer", "53.71"))
    assert read(claim, "death_letter").state == "READ"


@pytest.mark.parametrize("role", ["approver", "auditor"])
def test_papers_are_taken_in_by_who_may(claim, role):
    with pytest.raises(NotAllowed):
        bring(claim, "ktp", by=officer("lain", role, "53"))


def test_nothing_is_received_without_a_photo_or_a_place(claim):
    with pytest.raises(actions.NotThere, match="di mana surat aslinya"):
        actions.receive(paper=paper(claim, "ktp"), held_at=" ", by=taker(), on=DAY, at=NOW)


def test_nobody_promises_for_yesterday(claim):
    with pytest.raises(actions.Overdue, match="30 November 2025 sudah lewat"):
        actions.promise(
            paper=paper(claim, "ktp"),
            promised_for=date(2025, 11, 30),
            promised_by="",
            by=taker(),
            on=DAY,
            at=NOW,
        )


def test_no_number_of_a_person_stands_in_a_sentence_that_is_kept_in_clear(claim):
    with pytest.raises(actions.NumberInText, match="Jangan menulis NIK"):
        actions.receive(paper=paper(claim, "ktp"), held_at="pada Marta 0812 9000 9001", by=taker(), on=DAY, at=NOW)  # fmt: skip
    assert paper(claim, "ktp").state == "MISSING"


def test_the_papers_of_a_refused_claim_stay_as_they_are(claim):
    claims.refuse(claim=claim, because="Bukan peserta.", by=approver(), at=NOW, on=DAY)
    with pytest.raises(actions.ClaimIsOver, match="sudah selesai"):
        bring(claim, "ktp")


def test_a_paper_that_the_claim_does_not_ask_is_not_there(claim):
    with pytest.raises(queries.NoSuchPaper):
        queries.one(claim.pk, "visum")


# The database by itself, whoever writes.


def refused(sql, *values):
    with pytest.raises(DatabaseError, match="naung|claims_") as found, transaction.atomic(), connection.cursor() as cursor:  # fmt: skip
        cursor.execute(sql, values)
    return str(found.value)


def test_the_database_completes_no_file_that_waits_for_a_paper(claim):
    assert "every paper that was asked is read" in refused(
        "update claims_claim set complete_on = '2025-12-01' where id = %s", claim.pk
    )


def test_the_database_opens_no_paper_of_a_complete_file(claim):
    gather(claim)
    assert "taken back before" in refused(
        "update claims_paper set state = 'REFUSED', reason = 'x' where claim_id = %s and kind = 'ktp'",
        claim.pk,
    )


def test_the_database_knows_the_states_and_wants_an_entry(claim):
    assert "not possible" in refused("update claims_paper set state = 'READ', received_on = '2025-12-01', held_at = 'x', judged_on = '2025-12-01', received_by_id = o.id, received_human = o.human_id, judged_by_id = p.id, judged_human = p.human_id from staff_officer o, staff_officer p where o.login = 'agus' and p.login = 'berta' and claim_id = %s", claim.pk)  # fmt: skip
    assert "permission denied" in refused("delete from claims_paper where claim_id = %s", claim.pk)
    assert "keeps its" in refused("update claims_paper set waivable = true where claim_id = %s", claim.pk)


def test_the_database_lets_nobody_read_what_they_took_in(claim):
    bring(claim, "ktp")
    assert "claims_paper_read_by_another" in refused(
        "update claims_paper set state = 'READ', judged_on = received_on, judged_by_id = received_by_id, judged_human = received_human where claim_id = %s and kind = 'ktp'",
        claim.pk,
    )


def test_the_database_waives_nothing_that_must_be_there(claim):
    assert "claims_paper_waived_where_it_may" in refused(
        "update claims_paper set state = 'WAIVED', reason = 'x', judged_on = '2025-12-01', judged_by_id = o.id, judged_human = o.human_id from staff_officer o where o.login = 'lurah' and claim_id = %s and kind = 'ktp'",
        claim.pk,
    )

"""Budget lines hold what their documents say: two people sign each, nothing is committed beyond, rupiah moves within one purse."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from naung.delivery.programme import actions, budget, opening, queries
from naung.delivery.programme.models import Change, Funding
from naung.foundation.approvals.actions import AlreadyDecided, ContentChanged, SamePerson
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.people import NOW, TODAY, moved, officer

pytestmark = pytest.mark.django_db
CITY, MILLION = "53.71", 1_000_000
PROVINCE = opening.PayerFacts("apbd", "Pemerintah Provinsi Nusa Tenggara Timur", "53")


def ntt():
    return queries.by_code("ntt-2025")


def first() -> Funding:
    return Funding.objects.get(programme=ntt(), reference__startswith="DPA")


def tina():
    return officer("tina", "treasurer", "53")


def budi():
    return officer("budi", "approver", "53")


def propose(rupiah=200 * MILLION, reference="Cadangan (DATA CONTOH)", payer=PROVINCE) -> Funding:
    return opening.propose_line(programme=ntt(), payer=payer, reference=reference, rupiah=rupiah, by=tina(), at=NOW, on=TODAY)  # fmt: skip


def paper(line, rupiah, number="Perda 1/2025", by=None, **changed) -> Change:
    asked = {"kind": "perda_apbd", "dated": date(2025, 1, 2), **changed}
    return budget.prepare_grant(line=line, rupiah=rupiah, number=number, by=by or tina(), at=NOW, on=TODAY, **asked)  # fmt: skip


def decide(change, *, approve=True, by=None, content_hash="") -> Change:
    return budget.decide_change(change=change, approve=approve, content_hash=content_hash or change.content_hash, by=by or budi(), at=NOW, on=TODAY)  # fmt: skip


def granted(rupiah=200 * MILLION, **proposed) -> Funding:
    line = propose(rupiah, **proposed)
    decide(paper(line, rupiah))
    line.refresh_from_db()
    return line


def virement(source, target, rupiah=50 * MILLION, **changed) -> Change:
    asked = {"reason": "Cadangan tidak terpakai", "kind": "peraturan_kepala_daerah", "number": "Pergub 7/CONTOH", "dated": TODAY, "by": tina(), **changed}  # fmt: skip
    return budget.prepare_virement(source=source, target=target, rupiah=rupiah, at=NOW, on=TODAY, **asked)


def held() -> dict[str, int]:
    return {line.reference: line.rupiah for line in queries.lines(year=2025)}


def test_it_works():
    """Propose, sign a document, amend it, move what is free: the year's sum is what the documents say."""
    line = propose()
    assert (line.state, line.rupiah, line.asked) == ("PROPOSED", 0, 200 * MILLION)
    decide(paper(line, 150 * MILLION))
    amended = decide(paper(line, 300 * MILLION, number="Perda Perubahan 9/2025", kind="perda_perubahan", account_code="5.1.02"))  # fmt: skip
    assert (amended.what, amended.amends.document) == ("AMEND", "Perda 1/2025")
    before = sum(held().values())
    decide(virement(line, first(), 100 * MILLION))
    assert held() == {"Cadangan (DATA CONTOH)": 200 * MILLION, first().reference: 10_180 * MILLION}
    assert (sum(held().values()), queries.line(line.pk).account_code) == (before, "5.1.02")
    connection.check_constraints()


def test_both_years_come_with_their_line_and_document():
    """Reference domain.md 7, G03 and G04: 100,000 x 6 and 50,000 x 12 months of Rp16,800."""
    lines = {line.year: line for line in queries.lines() if line.payer_name == PROVINCE.name}
    assert {year: line.rupiah for year, line in lines.items()} == {2025: 100_000 * 6 * 16_800, 2026: 50_000 * 12 * 16_800}  # fmt: skip
    assert {line.state for line in lines.values()} == {"GRANTED"}
    papers = queries.changes(line=queries.line(lines[2025].id))
    assert [(one.what, one.kind, one.dated) for one in papers] == [("GRANT", "perda_apbd", date(2024, 12, 27))]  # fmt: skip
    assert all("DATA CONTOH" in one.document for one in papers)
    connection.check_constraints()


def test_a_line_without_its_document_pays_nothing():
    programme = opening.open_for_payer(payer=opening.PayerFacts("apbd", "Pemerintah Kota Kupang", CITY), region=CITY, first_month=queries.months(ntt())[0],
                                       last_month=queries.months(ntt())[-1], places=10, rupiah=5 * MILLION, reference="DPA Kota", like=ntt(),
                                       by=officer("dewi", "regency_officer"), at=NOW)  # fmt: skip
    with pytest.raises(actions.LineNotGranted, match="belum mempunyai dokumen"):
        actions.take_places(programme=programme, region=CITY, places=1, rupiah=0)


def test_a_proposed_line_beside_a_granted_one_is_passed_over():
    propose(20_000 * MILLION)
    with pytest.raises(actions.NoMoneyLeft, match=r"tersisa Rp10\.080\.000\.000"):
        actions.take_places(programme=ntt(), region=CITY, places=1, rupiah=15_000 * MILLION)


def test_the_same_again_is_the_same():
    line = granted()
    change = virement(line, first())
    before = Entry.objects.count()
    assert virement(line, first()) == change
    assert propose() == line
    done = decide(change)
    told = Entry.objects.count()
    assert (decide(done).pk, Entry.objects.count(), held()[line.reference]) == (change.pk, told, 150 * MILLION)  # fmt: skip
    assert told > before


def test_refused_or_withdrawn_changes_nothing():
    line, before = granted(), held()
    assert decide(virement(line, first()), approve=False).state == "REFUSED"
    waits = virement(line, first(), 7 * MILLION)
    assert budget.withdraw_change(change=waits, why="salah ketik rupiahnya", by=tina(), at=NOW, on=TODAY).state == "VOID"  # fmt: skip
    assert budget.withdraw_change(change=waits, why="sekali lagi", by=tina(), at=NOW, on=TODAY).state == "VOID"  # fmt: skip
    assert held() == {**before, line.reference: 200 * MILLION}
    with pytest.raises(AlreadyDecided):
        decide(waits)
    done = decide(virement(line, first(), 8 * MILLION))
    with pytest.raises(budget.ChangeNotWaiting, match="sudah diputuskan"):
        budget.withdraw_change(change=done, why="terlambat", by=tina(), at=NOW, on=TODAY)


def test_who_prepared_it_does_not_decide_it():
    tin = tina()
    change = paper(propose(), MILLION, by=tin)
    moved(tin, "tina", "approver", "53", identity="NIP-tina")
    with pytest.raises(SamePerson):
        decide(change, by=tin)


def test_only_who_keeps_the_money_prepares_and_only_an_approver_decides():
    change = paper(propose(), MILLION)
    with pytest.raises(NotAllowed):
        paper(propose(), MILLION, by=officer("sari", "verifier", "53"))
    with pytest.raises(NotAllowed):
        decide(change, by=officer("dewi", "regency_officer", "53"))
    with pytest.raises(NotAllowed):
        virement(granted(reference="lain"), first(), by=officer("dina", "regency_officer", CITY))


def test_what_the_decider_saw_must_be_what_was_prepared():
    with pytest.raises(ContentChanged):
        decide(paper(propose(), MILLION), content_hash="0" * 64)


def test_a_line_never_holds_less_than_is_committed():
    actions.take_places(programme=ntt(), region=CITY, places=10, rupiah=1_008_000)
    with pytest.raises(budget.BelowCommitted, match=r"terikat Rp1\.008\.000"):
        paper(first(), 1_007_999)
    assert decide(paper(first(), 1_008_000)).state == "DECIDED"
    assert first().rupiah == first().committed == 1_008_000


def test_what_was_committed_while_it_waited_does_not_move():
    change = virement(first(), granted(), 10_080 * MILLION)
    actions.take_places(programme=ntt(), region=CITY, places=1, rupiah=100_800)
    with pytest.raises(budget.BelowCommitted, match="belum terikat"), transaction.atomic():
        decide(change)
    assert first().rupiah == 10_080 * MILLION


def test_an_amendment_of_a_document_that_was_amended_meanwhile_is_stale():
    line = granted()
    one, other = paper(line, 210 * MILLION, number="A"), paper(line, 220 * MILLION, number="B")
    decide(one)
    with pytest.raises(budget.ChangeStale, match="dokumen lain"), transaction.atomic():
        decide(other)
    assert queries.last_document(line) == one


def test_rupiah_moves_within_one_purse_only():
    following = Funding.objects.get(programme=queries.by_code("ntt-2026"))
    with pytest.raises(budget.OtherPurse, match="pembayar yang sama dalam tahun yang sama"):
        virement(first(), following)
    with pytest.raises(budget.OtherPurse):
        virement(first(), granted(reference="kota", payer=opening.PayerFacts("apbd", "Pemerintah Kota Kupang", CITY)))  # fmt: skip
    with pytest.raises(budget.NotGranted, match="belum mempunyai dokumen"):
        virement(first(), propose(reference="tanpa dokumen"))


@pytest.mark.parametrize(("changed", "refusal"), [
    ({"rupiah": 0}, budget.NothingToChange), ({"reason": "perlu"}, budget.NoReason), ({"number": " "}, budget.NoDocument),
    ({"kind": "surat"}, budget.NoDocument), ({"dated": date(2025, 7, 15)}, budget.NoDocument),
])  # fmt: skip
def test_what_is_no_virement_is_refused(changed, refusal):
    with pytest.raises(refusal):
        virement(granted(), first(), **changed)


def test_one_line_is_not_two():
    with pytest.raises(budget.NothingToChange, match="dua baris"):
        virement(first(), first())


@pytest.mark.parametrize(("payer", "rupiah", "refusal"), [
    (opening.PayerFacts("apbd", "Tanpa Wilayah"), 1, opening.NoSuchPayer), (opening.PayerFacts("apbd", " ", "53"), 1, opening.NoSuchPayer),
    (opening.PayerFacts("donor", "Yayasan Contoh"), 1, opening.NoSuchPayer), (PROVINCE, 0, opening.NoSuchLine),
])  # fmt: skip
def test_what_is_no_line_is_refused(payer, rupiah, refusal):
    with pytest.raises(refusal):
        propose(rupiah, reference="baris", payer=payer)


def test_a_line_proposed_again_on_other_terms_is_refused():
    propose()
    with pytest.raises(opening.OtherTerms, match=r"diusulkan dengan Rp200\.000\.000"):
        propose(1)


@pytest.mark.parametrize(("sql", "match"), [
    ("update programme_funding set rupiah = rupiah + 1 where id = {line}", "what its documents say"),
    ("update programme_funding set state = 'GRANTED' where id = {proposed}", "entry of its own|what its documents say"),
    ("update programme_funding set rupiah = 5 where id = {proposed}", "holds_nothing"),
    ("update programme_funding set committed = rupiah + 1 where id = {line}", "never_beyond_the_line"),
    ("update programme_funding set payer = 'village' where id = {line}", "keeps its|of_its_kind"),
    ("update programme_change set rupiah = rupiah + 1", "keeps its"),
    ("delete from programme_change", "never deleted|permission denied"),
])  # fmt: skip
def test_the_database_refuses_too(sql, match):
    ids = {"line": first().pk, "proposed": propose().pk}
    with pytest.raises(Exception, match=match), transaction.atomic(), connection.cursor() as cursor:  # noqa: B017  each guard has its own error
        cursor.execute(sql.format(**ids))
        cursor.execute("set constraints all immediate")


def test_the_database_refuses_a_document_that_nobody_approved():
    change = paper(propose(), MILLION)
    with pytest.raises(IntegrityError, match="approval of exactly this document"), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(state="DECIDED", decided_on=TODAY, line_before=0)


def test_the_database_refuses_rupiah_that_arrives_nowhere():
    line = granted()
    change = virement(line, first())
    with pytest.raises(IntegrityError, match="what its documents say"), transaction.atomic():
        decide(change)
        with connection.cursor() as cursor:
            cursor.execute("update programme_funding set rupiah = rupiah - 1 where id = %s", [first().pk])
            cursor.execute("set constraints all immediate")


def test_opening_for_a_payer():
    """A city takes people over for a year: its programme, its quota, its line without rupiah, its agreements."""
    march, december = date(2025, 9, 1), date(2025, 12, 1)
    terms = opening.Terms("bpjs_tk", "PKS-KOTA (DATA CONTOH)", TODAY, date(2025, 9, 1), "refund")
    asked = {"payer": opening.PayerFacts("apbd", "Pemerintah Kota Kupang", CITY), "region": CITY, "first_month": queries.Month.of(march),
             "last_month": queries.Month.of(december), "places": 100, "rupiah": 6_720_000, "reference": "DPA Kota (DATA CONTOH)", "like": ntt(),
             "agreements": [terms], "by": officer("dewi", "regency_officer"), "at": NOW}  # fmt: skip
    made = opening.open_for_payer(**asked)
    assert (made.code, made.payer, made.region_id, queries.quota(made, CITY).cap) == ("53.71-2025", "apbd", CITY, 100)  # fmt: skip
    assert queries.agreement(made, "bpjs_tk", on=TODAY).unused_months == "refund"
    before = Entry.objects.count()
    assert (opening.open_for_payer(**asked), Entry.objects.count()) == (made, before)
    again = opening.open_for_payer(**{**asked, "reference": "DPA Kota 2 (DATA CONTOH)", "places": 20})
    assert (again, queries.quota(made, CITY).cap, len(queries.lines(programme=made))) == (made, 120, 2)
    donor = opening.open_for_payer(**{**asked, "payer": opening.PayerFacts("donor", "Yayasan Contoh"), "agreements": []})  # fmt: skip
    other = opening.open_for_payer(**{**asked, "payer": opening.PayerFacts("donor", "Perusahaan Contoh"), "agreements": []})  # fmt: skip
    assert (donor.code, other.code, donor.payer) == ("53.71-2025-donor", "53.71-2025-donor-2", "donor")
    with pytest.raises(opening.OtherTerms, match="bulan yang lain"):
        opening.open_for_payer(**{**asked, "first_month": queries.Month.of(date(2025, 10, 1))})
    with pytest.raises(NotAllowed):
        opening.open_for_payer(**{**asked, "by": officer("jauh", "regency_officer", "53.03")})
    connection.check_constraints()

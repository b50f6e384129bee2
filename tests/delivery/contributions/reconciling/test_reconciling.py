"""July in Kupang laid beside the insurer's list and the bank's statement: whatever is odd is named, and adds up to the rupiah."""

from datetime import date

import pytest

from naung.delivery.contributions import queries
from naung.delivery.contributions.reconciling import actions as reconciling
from naung.delivery.contributions.reconciling import finer, paper, queue
from naung.delivery.contributions.reconciling import proof as proofs
from naung.delivery.contributions.reconciling.models import Difference
from naung.foundation.exchange import queries as exchange
from naung.foundation.papers import queries as papers
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.vault import seals
from naung.kit.months import Month
from naung.partners.bpjs_tk.members import Members
from tests.delivery.contributions import cast
from tests.delivery.contributions.cast import PRICE, enrol, one, people, programme
from tests.delivery.contributions.test_month import AUGUST, JULY, WHO, carry, decided, treasurer
from tests.people import NOW, TODAY, officer

pytestmark = pytest.mark.django_db
LATER = date(2025, 8, 2)


def members(n, first=1, **kw):
    """`enrol`, with a participant number of their own for each: the cast gives all of a list the same one."""
    numbers = [f"{first + i:011}" for i in range(n)]
    each = ", ".join(
        f"({i}, decode('{seals.seal(k, 'kpj').hex()}', 'hex'), decode('{seals.index(k, 'kpj').hex()}', 'hex'))"
        for i, k in enumerate(numbers, 1)
    )
    statement = f"""
        update enrolment_membership m set state = 'ENROLLED', number_sealed = v.sealed, number_index = v.index,
            accepted_on = '2025-07-01', covered_from = %(start)s, covered_until = %(until)s, trail = %(trail)s
          from (select id, row_number() over (order by id) as n from selection_place where decree_id = %(decree)s) p
          join (values {each}) v (n, sealed, index) on v.n = p.n where p.id = m.place_id"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cast, "ENROLLED", statement)
        enrol(n, **kw)


@pytest.fixture
def july():
    """Eight members, July paid and acknowledged, and an insurer that was asked for its list."""
    members(8)
    run = decided()
    carry(run)
    return run


def listed(*odd, on=LATER, month=JULY):
    sent = [
        exchange.file_of(one.batch)
        for run in queries.runs(programme(), month)
        for one in queries.invoices(run)
    ]
    (content,) = Members(odd=odd).members(sent, programme="ntt-2025", month=month.first, on=on)
    return content


def take(content, on=LATER):
    file = Members(odd=()).read_members(content)
    return reconciling.take_members(
        partner="bpjs_tk", content=content, file=file, by=treasurer(), at=NOW, on=on
    )


def kinds(state="OPEN"):
    return {(d.kind, d.rupiah) for d in Difference.objects.filter(state=state)}


def test_it_works(july):
    found = take(listed())
    assert (found.ours, found.agreed, sum(found.differences.values())) == (8, 8, 0)
    proof = proofs.of(programme(), JULY)
    assert (proof.state, proof.unexplained, proof.differences) == (proofs.AGREES, 0, [])
    assert {source: proof.total(source).rupiah for source in proofs.SOURCES} == dict.fromkeys(
        proofs.SOURCES, 8 * PRICE
    )
    assert proof.signed.rupiah == 8 * PRICE
    assert [one.what for one in proof.files] == ["list", "receipt", "order", "answer", "statement", "members"]
    assert (proof.listed.ours, proof.listed.agreed, proof.listed.open) == (8, 8, {})


ODD = {
    "missing": {("NOT_THERE", PRICE)},
    "doubled": {("DOUBLED", -PRICE)},
    "short": {("SHORT", PRICE)},
    "wrong_amount": {("WRONG_AMOUNT", 100)},
    "inactive": {("INACTIVE", 0)},
    "renamed": {("OTHER_NAME", 0)},
    "unknown": {("UNKNOWN", -PRICE)},
}


def test_all_at_once_the_differences_are_the_gap_to_the_rupiah(july):
    content = listed(*ODD)
    assert take(content).agreed == 8 - 6  # the seventh oddity is about nobody of ours
    file = Members(odd=()).read_members(content)
    credited = sum(line.rupiah for line in file.lines if line.paid_until >= JULY.last)
    assert 8 * PRICE - credited == sum(d.rupiah for d in Difference.objects.all())
    assert kinds() == set().union(*ODD.values())


def test_a_member_whom_we_did_not_pay_for_is_not_here(july):
    members(1, first=9, mark="late", start=date(2025, 8, 20))
    content = listed()
    other = content.replace(b"T;8;", b"9;00000000009;CONTOH 1;AKTIF;2025-07-31;16800\nT;9;").replace(
        f"T;9;{8 * PRICE}".encode(), f"T;9;{9 * PRICE}".encode()
    )
    take(other)
    assert kinds() == {("NOT_HERE", -PRICE)}


def test_whom_this_house_ended_and_the_list_calls_active_is_a_difference(july):
    cast.write("""update enrolment_membership set state = 'ENDED', ended_because = 'pindah', covered_until = '2025-07-31', trail = %(trail)s
                   where person_id = %(who)s""", {"who": people()[0]})  # fmt: skip
    carry(decided(AUGUST, on=LATER), on=LATER)
    content = listed(month=AUGUST)
    line = b"8;00000000001;CONTOH 1;%s;2025-07-31;0\nT;8;"
    take(content.replace(b"T;7;", line % b"AKTIF"))
    assert kinds() == {("STILL_ACTIVE", 0)}
    take(listed(month=AUGUST, on=date(2025, 8, 9)).replace(b"T;7;", line % b"NONAKTIF"), on=date(2025, 8, 9))
    assert (kinds(), kinds("CLEARED")) == (set(), {("STILL_ACTIVE", 0)})


def test_the_same_list_twice_is_one_list(july):
    content = listed("missing")
    take(content)
    assert take(content).again
    assert (Difference.objects.count(), len(reconciling.lists(programme(), JULY))) == (1, 1)


def test_a_later_list_clears_what_it_no_longer_says_and_an_older_one_changes_nothing(july):
    take(listed("missing"))
    take(listed("short", on=date(2025, 8, 9)))
    assert (kinds("CLEARED"), kinds()) == ({("NOT_THERE", PRICE)}, {("SHORT", PRICE)})
    take(listed("inactive", on=date(2025, 8, 5)))
    assert kinds() == {("SHORT", PRICE)}
    take(listed("missing", on=date(2025, 8, 20)))
    assert (kinds("CLEARED"), kinds()) == ({("SHORT", PRICE)}, {("NOT_THERE", PRICE)})


def test_what_a_person_settled_stays_settled(july):
    take(listed("missing"))
    settle(Difference.objects.get())
    take(listed("missing", on=date(2025, 8, 9)))
    assert kinds("SETTLED") == {("NOT_THERE", PRICE)}
    assert proofs.of(programme(), JULY).listed.settled == {"NOT_THERE": (1, PRICE)}


def settle(difference, because="BPJS memperbaiki daftarnya", by=None):
    return reconciling.settle(difference=difference, because=because, by=by or treasurer(), at=NOW, on=LATER)


def test_settling_needs_a_reason_and_an_officer_who_may(july):
    take(listed("missing"))
    difference = Difference.objects.get()
    with pytest.raises(reconciling.NoReason, match="paling sedikit 10 huruf"):
        settle(difference, because="ok")
    with pytest.raises(NotAllowed, match="yang berwenang"):
        settle(difference, by=officer("berta", "approver", "53"))
    settle(difference)
    with pytest.raises(reconciling.GoneMeanwhile, match="sudah diselesaikan"):
        settle(difference, because="sekali lagi dengan kata lain")


def test_a_month_outside_the_programme_refuses(july):
    content = listed().replace(b";07-2025;", b";07-2024;")
    with pytest.raises(reconciling.NotItsMonth, match="di luar masa program"):
        take(content)


def test_who_may_not_compare_is_told(july):
    file = Members(odd=()).read_members(content := listed())
    with pytest.raises(NotAllowed, match="yang berwenang"):
        reconciling.take_members(
            partner="bpjs_tk",
            content=content,
            file=file,
            by=officer("berta", "approver", "53"),
            at=NOW,
            on=TODAY,
        )


def test_a_refused_line_is_a_difference_of_the_receipt_and_named_in_the_proof():
    enrol(2)
    enrol(1, mark="b", kpj="salah")
    carry(decided())
    reconciling.compare_receipts(programme=programme(), month=JULY, by=treasurer(), at=NOW, on=TODAY)
    assert kinds() == {("REFUSED", PRICE)}
    proof = proofs.of(programme(), JULY)
    assert [(d.gap, d.kind, d.rows, d.rupiah) for d in proof.differences] == [
        ("debited_not_acknowledged", "LINE_REFUSED", 1, PRICE)
    ]
    assert (proof.state, proof.unexplained, proof.gap) == (proofs.UNDER_WAY, 0, PRICE)


@pytest.mark.parametrize("fault", ["partial", "unknown", "garbled"])
def test_whatever_the_partners_do_every_rupiah_of_a_gap_has_a_name(fault, tmp_path):
    enrol(3)
    run = decided()
    for _ in range(3):
        carry(run, {fault}, tmp_path)
        proof = proofs.of(programme(), JULY)
        assert proof.unexplained == 0
        assert [sums.rupiah for sums in finer.year(programme())[0].four] == [
            proof.total(s).rupiah for s in proofs.SOURCES
        ]
    carry(run)
    assert proofs.of(programme(), JULY).state == proofs.AGREES


def test_approved_and_not_billed_yet_has_its_name():
    enrol(2)
    decided()
    proof = proofs.of(programme(), JULY)
    assert [(d.gap, d.kind, d.rupiah) for d in proof.differences] == [
        ("approved_not_billed", "NO_INVOICE", 2 * PRICE)
    ]
    assert (proof.state, proof.unexplained) == (proofs.UNDER_WAY, 0)


def test_without_a_decided_run_there_is_nothing_to_prove():
    assert proofs.of(programme(), JULY).state == proofs.NOTHING
    with pytest.raises(paper.NothingToProve, match="belum punya daftar iuran"):
        issue()


def test_the_year_says_the_same_as_the_month(july):
    first, *others = finer.year(programme())
    proof = proofs.of(programme(), JULY)
    assert (first.month, first.state, first.gap) == (JULY, proofs.AGREES, 0)
    assert list(first.four) == [proof.total(source) for source in proofs.SOURCES]
    assert {one.state for one in others} == {proofs.NOTHING}


def test_down_to_the_village_and_the_person(july):
    take(listed("missing"))
    (village,) = finer.villages(programme(), JULY, "53.71")
    assert ([one.rupiah for one in village.four], village.open) == ([8 * PRICE] * 4, 1)
    total, found = finer.people(programme(), JULY, village.code)
    assert (total, {(p.rupiah, p.billed, p.answer, p.paid_on) for p in found}) == (
        8,
        {(PRICE, True, "ACCEPTED", TODAY)},
    )
    total, odd = finer.people(programme(), JULY, village.code, odd=True)
    assert (total, [p.open for p in odd]) == (1, [("NOT_THERE",)])


def issue(on=LATER):
    return paper.issue(
        programme=programme(), month=JULY, address="http://127.0.0.1:8000", by=treasurer(), at=NOW, on=on
    )


def test_the_papers_are_registered_once_and_the_same_facts_are_the_same_bytes(july):
    take(listed("missing", "unknown"))
    page, book = issue()
    again = issue(on=date(2025, 9, 1))
    assert (
        [one.pk for one in again]
        == [page.pk, book.pk]
        == [one.pk for one in paper.registered(programme(), JULY)]
    )
    assert (papers.content(page)[:5], papers.content(book)[:2]) == (b"%PDF-", b"PK")
    proof, said = proofs.of(programme(), JULY), paper._people(programme(), JULY)
    assert paper.workbook(proof, said, LATER, "X") == paper.workbook(proof, said, LATER, "X")


def test_the_workbook_has_every_sum_difference_person_and_file(july):
    import io

    from openpyxl import load_workbook

    take(listed("missing", "unknown"))
    _page, book = issue()
    sheets = {sheet.title: list(sheet.values) for sheet in load_workbook(io.BytesIO(papers.content(book)))}
    assert list(sheets) == ["Bukti", "Wilayah", "Selisih", "Orang", "Berkas"]
    assert sheets["Wilayah"][-1][1:4] == ("Semua", 8, 8 * PRICE)
    assert sorted(row[5] for row in sheets["Orang"][1:]) == [-PRICE, PRICE]
    assert all(len(row[3]) == 64 for row in sheets["Berkas"][1:])


def test_a_proof_that_changed_is_another_paper(july):
    page, _book = issue()
    take(listed("missing"))
    assert issue()[0].pk != page.pk


def test_one_queue_for_everything_that_waits(july):
    from naung.foundation.payments import actions
    from naung.foundation.payments.ports import StatementLine

    take(listed("missing"))
    actions.take_statement(
        partner="bank_ntt",
        content=b"x",
        lines=[StatementLine("X1", date(2025, 6, 1), 2500, "", "BIAYA")],
        region="53",
        **WHO,
    )
    exchange_file = b"tidak terbaca"
    reconciling.hold(partner="bpjs_tk", content=exchange_file, why="tidak terbaca", region="53", **WHO)
    total, items = queue.items(queue.Asked(), LATER)
    assert total == 3
    assert [(i.kind, i.why, i.rupiah, i.age(LATER)) for i in items] == [
        ("booking", "UNKNOWN", 2500, 62), ("suspense", "UNREADABLE", None, 19), ("difference", "LIST_NOT_THERE", PRICE, 0),
    ]  # fmt: skip
    totals = queue.totals(LATER)
    assert (totals.count, totals.rupiah, totals.oldest) == (3, 2500 + PRICE, 62)
    assert totals.ages == ((1, PRICE), (1, 0), (1, 2500), (0, 0))
    assert [i.kind for i in queue.items(queue.Asked(bucket=2), LATER)[1]] == ["booking"]


def test_something_is_given_to_somebody_who_may_settle_it(july):
    take(listed("missing"))
    difference, tina = Difference.objects.get(), treasurer()

    def give(to):
        return reconciling.assign(
            kind="difference",
            number=difference.pk,
            region="53.71",
            officer=to.officer,
            note="tolong",
            by=tina,
            at=NOW,
            on=LATER,
        )

    assert give(tina).pk == give(tina).pk
    assert queue.items(queue.Asked(officer=tina.officer), LATER)[1][0].officer == "Agus"
    with pytest.raises(reconciling.NobodyThere, match="berwenang menyelesaikannya"):
        give(officer("berta", "approver", "53"))


def test_a_statement_that_is_handed_in_pays_the_months(tmp_path):
    from naung.partners import statements
    from tests.partners.statement_files import camt

    enrol(3)
    run = decided()
    carry(run, {"late"}, tmp_path)
    carry(run, {"late"}, tmp_path)
    (invoice,) = queries.invoices(run)
    if invoice.paid_on is None:
        content = camt([("B1", 3 * PRICE, invoice.code, "")], opening=3 * PRICE)
        handed = reconciling.take_statement(
            partner="bank_ntt",
            content=content,
            file=statements.read(content),
            region="53",
            by=treasurer(),
            at=NOW,
            on=LATER,
        )
        assert (handed.bookings, handed.paid, handed.months, handed.known) == (1, 1, 3, False)
    assert one("select count(*) from contributions_contribution where paid_on is not null") == 3


def test_the_months_before_and_after_are_not_touched(july):
    take(listed("missing"))
    assert proofs.of(programme(), Month(2025, 8)).state == proofs.NOTHING
    assert len(people()) == 8

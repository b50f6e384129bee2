"""What an assessor and an approver are held by: who enrolled somebody, a cause that is not settled, a right that has ended."""

from datetime import date

import pytest
from django.db import IntegrityError

from naung.delivery.claims import actions, cover, queries, sight
from naung.delivery.registry import queries as registry
from naung.foundation.trail.models import Entry
from tests.delivery.claims import cast
from tests.delivery.claims.cast import approver, assessor, complete, filer, members, report
from tests.people import NOW, officer
from tests.properties.test_claims_roles import put

pytestmark = pytest.mark.django_db
NOVEMBER, DIED, ON = date(2025, 11, 1), date(2025, 11, 5), date(2025, 12, 2)


def vera():
    """She prepared the list on which every member of this cast was proposed."""
    return officer("vera", "verifier", "53")


def fisher(**more):
    (person,) = members(months=1, start=NOVEMBER)
    return report(person, cause="work_accident", day=DIED, **more)


def test_who_proposed_somebody_may_tell_of_a_death_but_does_not_file_assess_or_review_it():
    claim = fisher(by=vera())
    assert (claim.filer_human, Entry.objects.get(pk=claim.trail).human) == (None, vera().human)
    with pytest.raises(actions.ProposedThem, match="ikut mengusulkan atau mendaftarkan"):
        cast.assess(claim, by=vera())
    assert vera().human in queries.hands(claim.membership_id)
    for part in ("assessor", "approver"):
        with pytest.raises(IntegrityError, match="listed or enrolled"):
            put(claim, {part: (vera().officer, vera().human)})


def test_a_suspected_cause_is_settled_by_a_person_before_it_is_assessed():
    claim = complete(fisher(suspected=True))
    assert claim.rupiah == 70_000_000  # a drowned fisher: a work accident until shown otherwise
    with pytest.raises(actions.NotSettled, match="masih dugaan"):
        actions.assess(claim=claim, by=assessor(), at=NOW, on=ON)
    who = {"by": assessor(), "at": NOW, "on": ON}
    with pytest.raises(actions.NoReason, match="dari mana sebabnya"):
        actions.settle(claim=claim, cause="illness", because=" ", **who)
    settled = actions.settle(claim=claim, cause="illness", because="Surat RSUD contoh 12/2025.", **who)
    assert (settled.cause, settled.suspected, settled.rupiah, settled.expires_on) == ("illness", False, 10_000_000, None)  # fmt: skip
    sure = actions.settle(claim=claim, cause="work_accident", because="Dua saksi di perahu.", **who)
    assert (sure.rupiah, sure.expires_on) == (70_000_000, date(2030, 11, 5))


def test_five_years_and_a_day_may_only_be_refused():
    claim = fisher(on=date(2030, 11, 6))
    complete(claim, on=date(2030, 11, 6))
    late = {"at": NOW, "on": date(2030, 11, 6)}
    with pytest.raises(actions.Expired, match="berakhir 5 November 2030.*PP 82/2019 Pasal 26"):
        actions.assess(claim=claim, by=assessor(), **late)
    because = "Hak menuntut berakhir 5 November 2030 (PP 82/2019 Pasal 26)."
    assert actions.refuse(claim=claim, because=because, by=approver(), **late).state == "REFUSED"


def test_a_file_that_is_not_complete_names_what_is_missing():
    with pytest.raises(actions.FileIncomplete, match="Yang masih kurang: .*kematian"):
        actions.assess(claim=fisher(), by=assessor(), at=NOW, on=ON)


def test_two_memberships_give_two_grants_and_one_funeral():
    known = cover.Cover("IN", "x", 1, date(2025, 7, 1), 5)
    found = cover.estimate(kind="death", cause="illness", happened_on=DIED, base=1_000_000, cover=known, memberships=2)  # fmt: skip
    assert found.rupiah == 2 * (20_000_000 + 12_000_000) + 10_000_000


def test_how_many_memberships_says_where_it_is_known_from():
    claim = fisher()
    who = {"by": assessor(), "at": NOW, "on": ON}
    with pytest.raises(actions.NoReason, match="jawaban BPJS"):
        actions.describe(claim=claim, memberships=2, **who)
    again = actions.describe(claim=claim, memberships=2, because="Surat B/1", **who)
    assert (again.memberships, again.memberships_because) == (2, "Surat B/1")


def test_a_death_after_the_cover_s_end_follows_the_accident_s_day():
    (person,) = members(months=1, start=NOVEMBER)
    accident = report(person, kind="accident", cause="work_accident", day=date(2025, 11, 20))
    died = report(
        person, cause="work_accident", day=date(2026, 2, 3), on=date(2026, 2, 4), caused_by=accident
    )
    assert (died.cover, died.rupiah, died.expires_on) == ("IN", 70_000_000, date(2030, 11, 20))
    with pytest.raises(actions.UnknownCase, match="orang yang sama"):
        report(person, cause="illness", day=date(2026, 2, 3), on=date(2026, 2, 4), caused_by=accident)


def test_an_approved_death_is_known_to_the_registry():
    from tests.delivery.claims.payout.cast import approved

    claim, _ = approved()
    assert registry.person(claim.person_id).died_on == DIED
    assert Entry.objects.filter(verb="registry.died").count() == 1


def test_the_approver_s_sheet_says_what_makes_one_stop():
    claim = fisher(by=filer(), suspected=True)
    said = " ".join(one.says for one in sight.findings(claim))
    assert "kurang dari 90 hari" in said and "masih dugaan" in said and "berkas belum lengkap" in said

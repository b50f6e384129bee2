"""The fourteen promises, each as checks over the tables."""

from naung.project.verify import (
    accounts,
    books,
    budgets,
    calls,
    claims,
    claims_law,
    cover,
    draws,
    law,
    lists,
    members,
    money,
    papers,
    proof,
    registers,
    renewals,
    seal,
    secrets,
    visibility,
)
from naung.project.verify.check import Check, sql
from naung.project.words import _, gettext_noop

TITLES = {
    1: gettext_noop("satu orang hidup, satu catatan"),
    2: gettext_noop("bulan seseorang dibayar sekali"),
    3: gettext_noop("tempat tidak melebihi kuota"),
    4: gettext_noop("tidak ada yang memutus usulannya sendiri"),
    5: gettext_noop("yang disetujui itulah yang ditagih"),
    6: gettext_noop("uang bulat dan selalu seimbang"),
    7: gettext_noop("tidak ada yang dibayar dua kali; berkas tetap sama"),
    8: gettext_noop("jawaban mitra tidak pernah hilang"),
    9: gettext_noop("setiap perubahan tercatat dan tersegel"),
    10: gettext_noop("perlindungan tidak pernah berlaku surut"),
    11: gettext_noop("tidak memilih berarti tidak seorang pun"),
    12: gettext_noop("setiap rupiah dapat dijelaskan"),
    13: gettext_noop("petugas melihat wilayahnya saja"),
    14: gettext_noop("nomor identitas tidak bocor"),
}


def titles() -> dict[int, str]:
    return {number: _(title) for number, title in TITLES.items()}


PEOPLE = [
    sql(1, "two records of one NIK", "select count(*) from registry_person",
        """select 'records ' || string_agg(code, ', ' order by code) from registry_person where merged_into_id is null
           group by nik_index having count(*) > 1"""),
    sql(1, "a merge that leads nowhere", "select count(*) from registry_person where merged_into_id is not null",
        """with recursive way (start, here, steps) as (
               select id, merged_into_id, 1 from registry_person where merged_into_id is not null
               union all select w.start, p.merged_into_id, w.steps + 1 from way w join registry_person p on p.id = w.here
               where p.merged_into_id is not null and w.steps < 50)
           select 'record ' || start from way where steps >= 50"""),
    sql(1, "a row taken to be somebody who is not in the registry", "select count(*) from intake_row where person_id is not null",
        "select 'row ' || r.id from intake_row r left join registry_person p on p.id = r.person_id where r.person_id is not null and p.id is null"),
    sql(1, "an admitted row without its person", "select count(*) from intake_row where state in ('ADMITTED', 'REPEATED')",
        "select 'row ' || id from intake_row where state in ('ADMITTED', 'REPEATED') and person_id is null"),
    sql(1, "a line that no line stands for, or that speaks for itself as well", "select count(*) from intake_row where stands_id is not null",
        """with recursive way (start, here, steps) as (
               select id, stands_id, 1 from intake_row where stands_id is not null
               union all select w.start, r.stands_id, w.steps + 1 from way w join intake_row r on r.id = w.here where r.stands_id is not null and w.steps < 99)
           select 'row ' || start from way where steps >= 99
           union all select 'row ' || id from intake_row where (stands_id is not null) <> (state in ('SAME', 'REPLACED')) or (stands_id is not null and person_id is not null)
           union all select 'row ' || r.id from intake_row r join intake_row o on o.id = r.stands_id where o.programme_id <> r.programme_id"""),
]  # fmt: skip

PLACES = [
    sql(3, "a counter over its limit", "select count(*) from programme_quota",
        "select region_id || ': ' || used || ' of ' || cap from programme_quota where used > cap or used < 0"),
    sql(3, "a counter that does not count its places", "select count(*) from selection_place where state <> 'RELEASED'",
        """select q.region_id || ': counter ' || q.used || ', places ' || coalesce(n.places, 0)
           from programme_quota q left join (select programme_id, region, count(*) places from selection_place
               where state <> 'RELEASED' group by 1, 2) n on n.programme_id = q.programme_id and n.region = q.region_id
           where q.used <> coalesce(n.places, 0)"""),
    sql(3, "a place in a region without a quota", "select count(distinct region) from selection_place",
        """select distinct p.region from selection_place p left join programme_quota q on q.programme_id = p.programme_id and q.region_id = p.region
           where q.id is null"""),
    sql(3, "a person with two places", "select count(*) from selection_place where state <> 'RELEASED'",
        """select 'person ' || person_id from selection_place where state <> 'RELEASED' group by programme_id, person_id having count(*) > 1"""),
    sql(3, "a budget line passed", "select count(*) from programme_funding",
        "select reference || ': ' || committed || ' of ' || rupiah from programme_funding where committed > rupiah or committed < 0"),
]  # fmt: skip

TWO_PEOPLE = [
    sql(4, "prepared and decided by one person", "select count(*) from approvals_approval",
        "select subject from approvals_approval where decided_human = prepared_human or (state in ('APPROVED', 'REFUSED') and decided_human is null)"),
    sql(4, "an account that is not this human's", "select count(*) from approvals_approval",
        """select a.subject from approvals_approval a left join staff_officer p on p.id = a.prepared_by_id left join staff_officer d on d.id = a.decided_by_id
           where a.prepared_human is distinct from p.human_id or a.decided_human is distinct from d.human_id"""),
    sql(4, "a decree without a second person", "select count(*) from selection_decree where state = 'DECIDED'",
        """select d.number from selection_decree d left join approvals_approval a on a.id = d.approval_id
           where d.state = 'DECIDED' and (a.id is null or a.state <> 'APPROVED')"""),
    sql(4, "one person twice about one pair", "select (select count(*) from matching_pair where decided_human is not null) + (select count(*) from matching_review)",
        """select 'pair ' || id from matching_pair where decided_human = proposed_human
           union all select 'pair ' || pair_id from matching_review where second_human in (human, also_human) or third_human in (human, also_human, second_human)
           union all select 'pair ' || p.id from matching_pair p join staff_officer o on o.id = p.decided_by_id where p.decided_human is distinct from o.human_id
           union all select 'pair ' || r.pair_id from matching_review r left join staff_officer b on b.id = r.second_by_id left join staff_officer c on c.id = r.third_by_id
           where r.second_human is distinct from b.human_id or r.third_human is distinct from c.human_id"""),
    sql(4, "one person in two parts of a claim", "select count(*) from claims_claim",
        """select number from claims_claim where filer_human = assessor_human or filer_human = approver_human or assessor_human = approver_human"""),
]  # fmt: skip

APPROVED = [
    sql(5, "a decree that is not what was approved", "select count(*) from selection_decree where approval_id is not null",
        """select d.number from selection_decree d join approvals_approval a on a.id = d.approval_id
           where a.content_hash <> d.content_hash or a.rows <> d.rows or a.rupiah <> d.rupiah"""),
    sql(5, "a decree with another number of places", "select count(*) from selection_decree",
        """select d.number || ': ' || d.rows || ' said, ' || count(p.id) || ' there' from selection_decree d
           left join selection_place p on p.decree_id = d.id group by d.id having count(p.id) <> d.rows"""),
    sql(5, "a place held without a decided decree", "select count(*) from selection_place where state = 'HELD'",
        """select 'place ' || p.id from selection_place p join selection_decree d on d.id = p.decree_id
           where p.state = 'HELD' and d.state <> 'DECIDED'"""),
    sql(5, "a membership without its place", "select count(*) from enrolment_membership",
        """select 'membership ' || m.id from enrolment_membership m join selection_place p on p.id = m.place_id
           where p.person_id <> m.person_id or p.programme_id <> m.programme_id"""),
    sql(5, "a place for somebody the law does not admit", "select count(*) from selection_place",
        """select 'place ' || p.id from selection_place p left join selection_assessment a on a.person_id = p.person_id and a.programme_id = p.programme_id
           where a.id is null"""),
]  # fmt: skip

ANSWERS = [
    sql(8, "a line answered without a reply, or waiting in a closed batch", "select count(*) from exchange_line",
        """select b.key || ' line ' || l.number from exchange_line l join exchange_batch b on b.id = l.batch_id
           where (l.state in ('ACCEPTED', 'REFUSED')) <> (l.reply_id is not null) or (b.state in ('ANSWERED', 'CLOSED') and l.state = 'WAITING')"""),
    sql(8, "a batch whose lines are not its own", "select count(*) from exchange_batch",
        """select b.key from exchange_batch b left join exchange_line l on l.batch_id = b.id group by b.id
           having count(l.id) <> b.rows or coalesce(sum(l.rupiah), 0) <> b.rupiah or max(l.number) <> b.rows"""),
    sql(8, "a reply to another batch", "select count(*) from exchange_reply",
        """select b.key || ' line ' || l.number from exchange_line l join exchange_reply r on r.id = l.reply_id join exchange_batch b on b.id = l.batch_id
           where r.batch_id <> l.batch_id"""),
    sql(8, "an answer that was taken and not carried out", "select count(*) from exchange_line where state in ('ACCEPTED', 'REFUSED')",
        """select b.key || ' line ' || l.number from exchange_line l join exchange_batch b on b.id = l.batch_id
           join enrolment_membership m on m.id = l.subject
           where b.partner = 'bpjs_tk' and b.kind = 'enrolment' and b.state = 'CLOSED'
             and ((l.state = 'ACCEPTED' and m.state not in ('ENROLLED', 'ENDED')) or (l.state = 'REFUSED' and m.state not in ('REFUSED', 'RETURNED')))
             and not exists (select from exchange_line n join exchange_batch c on c.id = n.batch_id
                              where n.subject = l.subject and n.id > l.id and c.partner = 'bpjs_tk' and c.kind = 'enrolment')"""),
]  # fmt: skip

COVER = [
    sql(10, "cover before the agreement", "select count(*) from enrolment_membership where covered_from is not null",
        """select 'membership ' || m.id from enrolment_membership m join programme_agreement a on a.id = m.agreement_id
           where m.covered_from < a.cover_starts or m.agreement_starts <> a.cover_starts"""),
    sql(10, "an agreement signed after its decree", "select count(*) from selection_decree where decided_on is not null",
        """select distinct d.number from selection_decree d join selection_place p on p.decree_id = d.id join enrolment_membership m on m.place_id = p.id
           join programme_agreement a on a.id = m.agreement_id where d.decided_on < a.signed_on"""),
    sql(10, "enrolled before the decree", "select count(*) from enrolment_membership",
        """select 'membership ' || m.id from enrolment_membership m join selection_place p on p.id = m.place_id join selection_decree d on d.id = p.decree_id
           where d.decided_on is null or m.requested_on < d.decided_on"""),
    sql(10, "cover after death", "select count(*) from registry_person where died_on is not null",
        """select p.code from registry_person p join enrolment_membership m on m.person_id = p.id
           where m.covered_from > p.died_on and m.state = 'ENROLLED'"""),
]  # fmt: skip

CHECKS: list[Check] = [
    *PEOPLE, *PLACES, *TWO_PEOPLE, *APPROVED, *ANSWERS, *COVER,
    *money.CHECKS, *books.CHECKS, *budgets.CHECKS, *lists.CHECKS, *law.CHECKS, *seal.CHECKS, *secrets.CHECKS, *visibility.CHECKS, *papers.CHECKS, *renewals.CHECKS, *registers.CHECKS, *draws.CHECKS, *members.CHECKS, *cover.CHECKS, *accounts.CHECKS, *calls.CHECKS, *proof.CHECKS, *claims.CHECKS, *claims_law.CHECKS,
]  # fmt: skip

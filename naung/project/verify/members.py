"""Promises 2, 4, 5, 8 and 10 about members: one membership a day, no hole for whoever goes on, ends and moves and corrections by two."""

from naung.project.verify.check import sql

LEAVINGS = """
select 'leaving ' || v.id from enrolment_leaving v join programme_programme g on g.id = v.programme_id
  left join lateral (select string_agg(p.code || E'\\n', '' order by p.code) as said from selection_place l join registry_person p on p.id = l.person_id
                      where l.id = any(v.places)) people on true
 where v.content_hash <> encode(sha256(convert_to(
       concat(g.code, ';', v.region, ';', v.number, ';', v.reason, ';', v.document, ';', v.last_day, E'\\n', people.said), 'UTF8')), 'hex')"""
TRANSFERS = """
select 'move ' || t.id from selection_transfer t join programme_programme s on s.id = t.source_id join programme_programme g on g.id = t.target_id
  left join lateral (select string_agg(p.code || E'\\n', '' order by p.code) as said from registry_person p where p.id = any(t.people)) people on true
 where t.content_hash <> encode(sha256(convert_to(
       concat(s.code, ';', g.code, ';', t.region, ';', t.number, ';', t.first_month, ';', t.document, ';', t.reason, E'\\n', people.said), 'UTF8')), 'hex')"""

CHECKS = [
    sql(2, "a day of a person with two memberships", "select count(*) from enrolment_membership where covered_from is not null",
        """select p.code from enrolment_membership a join enrolment_membership b on b.person_id = a.person_id and b.id > a.id
             and b.covered_from <= a.covered_until and b.covered_until >= a.covered_from join registry_person p on p.id = a.person_id"""),
    sql(2, "a person on the lists of two payers in the same months", "select count(*) from selection_place where state <> 'RELEASED'",
        """select p.code from selection_place a join selection_decree d on d.id = a.decree_id join programme_programme g on g.id = a.programme_id
             join selection_place b on b.person_id = a.person_id and b.programme_id > a.programme_id and b.state <> 'RELEASED'
             join selection_decree e on e.id = b.decree_id join programme_programme h on h.id = b.programme_id join registry_person p on p.id = a.person_id
            where a.state <> 'RELEASED' and d.first_month <= h.last_month and e.first_month <= g.last_month and not exists (
                  select from selection_transfer t where t.state = 'DECIDED' and a.person_id = any(t.people)
                     and (t.source_id, t.target_id) in ((a.programme_id, b.programme_id), (b.programme_id, a.programme_id)))"""),
    sql(2, "a second number for somebody who goes on", "select count(*) from enrolment_membership where follows_id is not null",
        """select 'membership ' || m.id from enrolment_membership m join enrolment_membership f on f.id = m.follows_id
            where m.number_index <> f.number_index or m.follows_id = m.id or m.kind = 'NEW'"""),
    sql(4, "an end of cover, a move or a correction without a second person",
        """select (select count(*) from enrolment_leaving) + (select count(*) from selection_transfer) + (select count(*) from registry_correction)""",
        """select 'leaving ' || v.id from enrolment_leaving v left join approvals_approval a on a.id = v.approval_id and a.state = 'APPROVED'
            where v.state = 'DONE' and a.content_hash is distinct from v.content_hash
           union all select 'move ' || t.id from selection_transfer t left join approvals_approval a on a.id = t.approval_id and a.state = 'APPROVED'
            where t.state = 'DECIDED' and a.content_hash is distinct from t.content_hash
           union all select 'correction ' || c.id from registry_correction c left join approvals_approval a on a.id = c.approval_id and a.state = 'APPROVED'
            where c.state = 'CORRECTED' and a.content_hash is distinct from c.content_hash"""),
    sql(4, "cover that nobody but one ended", "select count(*) from enrolment_membership where state = 'ENDED'",
        """select 'membership ' || m.id from enrolment_membership m where m.state = 'ENDED'
              and not exists (select from enrolment_leaving v where v.state = 'DONE' and m.place_id = any(v.places))
              and not exists (select from enrolment_membership n where n.follows_id = m.id and n.kind = 'MOVES' and n.covered_from = m.covered_until + 1)
              and not exists (select from claims_claim c where (c.membership_id = m.id or (c.person_id = m.person_id and c.happened_on = m.covered_until)) and c.kind = 'death' and c.approver_human is not null)"""),
    sql(5, "an end of cover for others than were hashed", "select count(*) from enrolment_leaving", LEAVINGS),
    sql(5, "a move of others than were hashed", "select count(*) from selection_transfer", TRANSFERS),
    sql(10, "a hole in the cover of somebody who goes on or moves",
        "select count(*) from enrolment_membership where kind in ('CONTINUES', 'MOVES') and covered_from is not null",
        """select 'membership ' || m.id from enrolment_membership m join enrolment_membership f on f.id = m.follows_id
            where m.kind in ('CONTINUES', 'MOVES') and m.covered_from is not null and m.covered_from <> f.covered_until + 1
              and (f.state = 'ENROLLED' or exists (select from enrolment_membership n where n.follows_id = f.id and n.kind = 'MOVES'))"""),
    sql(10, "cover before the insurer accepted it", "select count(*) from enrolment_membership where insurer_from is not null",
        "select 'membership ' || id from enrolment_membership where covered_from < insurer_from"),
    sql(8, "a line sent back whose place did not wait", "select count(*) from enrolment_membership where state = 'RETURNED'",
        """select 'membership ' || m.id from enrolment_membership m join selection_place l on l.id = m.place_id
            where m.state = 'RETURNED' and l.state <> 'HELD' or m.state = 'REFUSED' and l.state = 'HELD'"""),
]  # fmt: skip

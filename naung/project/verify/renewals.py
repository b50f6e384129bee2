"""Promises 2, 4, 5 and 10 on the way from one year to the next: what was decided is what stands, one payer a person, and no gap."""

from naung.project.verify.check import sql

# Whoever was offered when the round was decided may have been taken over or have ended since: the hash is of the offer.
ROUNDS = """
select 'round ' || r.id from selection_renewal r join programme_programme s on s.id = r.source_id join programme_programme t on t.id = r.target_id
  left join lateral (
    select string_agg(concat(l.region, ';', case when l.state = 'TAKEN_OVER' or l.reasons && array['not_taken_over', 'nobody_answered'] then 'OFFERED' else l.state end,
                             ';', l.rank, ';', p.code, ';', l.months, E'\\n'), '' order by l.region, l.rank nulls last, p.code) as said
      from selection_renewalline l join registry_person p on p.id = l.person_id where l.round_id = r.id) lines on true
 where r.content_hash <> '' and r.state <> 'WITHDRAWN' and r.content_hash <> encode(sha256(convert_to(
       concat(s.code, ';', t.code, ';', r.months, ';', r.per_place, ';', r.criteria, E'\\n', lines.said), 'UTF8')), 'hex')"""
ANSWERS = """
select 'answer ' || k.id from selection_takeover k join selection_renewal r on r.id = k.round_id join programme_programme t on t.id = r.target_id
  left join lateral (
    select string_agg(concat(l.rank, ';', p.code, ';', l.village, E'\\n'), '' order by l.rank, p.code) as said
      from selection_renewalline l join registry_person p on p.id = l.person_id where l.id = any(k.lines)) lines on true
 where k.content_hash <> encode(sha256(convert_to(
       concat(t.code, ';', k.region, ';', k.number, ';', k.payer, ';', k.payer_name, ';', k.document, ';', k.first_month, E'\\n',
              k.months, ';', k.per_person, ';', case when k.closes then 'True' else 'False' end, E'\\n', lines.said), 'UTF8')), 'hex')"""

CHECKS = [
    sql(2, "two payers for one person", "select count(*) from selection_renewalline where state in ('OFFERED', 'TAKEN_OVER')",
        """select p.code from selection_renewalline l join selection_renewal r on r.id = l.round_id and r.state = 'DECIDED' join registry_person p on p.id = l.person_id
           join selection_place h on h.programme_id = r.target_id and h.person_id = l.person_id and h.state <> 'RELEASED'
           where l.state in ('OFFERED', 'TAKEN_OVER')"""),
    sql(4, "a round or an answer without a second person", "select (select count(*) from selection_renewal) + (select count(*) from selection_takeover)",
        """select 'round ' || r.id from selection_renewal r left join approvals_approval a on a.id = r.approval_id and a.state = 'APPROVED'
            where r.state = 'DECIDED' and (a.content_hash, a.rows, a.rupiah) is distinct from (r.content_hash, r.stays, r.rupiah)
           union all select 'answer ' || k.id from selection_takeover k left join approvals_approval a on a.id = k.approval_id and a.state = 'APPROVED'
            where k.state = 'DECIDED' and (a.content_hash, a.rows, a.rupiah) is distinct from (k.content_hash, k.rows, k.rupiah)"""),
    sql(5, "a round whose lines are not the ones that were hashed", "select count(*) from selection_renewal where content_hash <> ''", ROUNDS),
    sql(5, "an answer whose people are not the ones that were hashed", "select count(*) from selection_takeover", ANSWERS),
    sql(10, "a takeover with a gap, or by nobody who decided", "select count(*) from selection_takeover",
        """select 'answer ' || k.id from selection_takeover k join selection_renewal r on r.id = k.round_id where k.first_month <> r.ends_on + 1
           union all select 'line ' || l.id from selection_renewalline l left join selection_takeover k on k.id = l.takeover_id and k.state = 'DECIDED'
            where l.state = 'TAKEN_OVER' and (k.id is null or not l.id = any(k.lines))"""),
]  # fmt: skip

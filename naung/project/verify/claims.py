"""Promises 4, 5, 7, 8 and 12 about claims: other people at every step, a file that is complete, receivers who are ready, and never a
rupiah more than the insurer granted, nor one less that nobody explained.

Nothing here shares a line with naung/delivery/claims."""

from naung.project.verify.check import sql

HERE = "at time zone 'Asia/Makassar'"
# The insurer's newest word on each claim, and what was transferred since.
WORD = """
with word as (select distinct on (claim_id) * from claims_determination order by claim_id, version desc),
     sent as (select claim_id, sum(rupiah) filter (where kind <> 'interest') as benefit, count(*) filter (where kind = 'benefit') as by_word, sum(rupiah) filter (where kind = 'interest') as interest,
                     sum(rupiah) as rupiah, sum(interest_due) as due from claims_payment group by 1)
"""
# Entries of a treatment that no later one voided.
LIVE = "with live as (select * from claims_care k where k.kind <> 'void' and not exists (select from claims_care v where v.voids_id = k.id))"
HEARD = "with heard as (select distinct on (payment_id) * from claims_confirmation order by payment_id, number desc)"
# Everybody who acts is bound to their human: account column, human column, table.
ACTED = (
    ("claims_review", "officer_id", "human"), ("claims_determination", "officer_id", "human"), ("claims_reply", "officer_id", "human"),
    ("claims_payment", "officer_id", "human"), ("claims_confirmation", "officer_id", "human"), ("claims_gap", "opened_by_id", "opened_human"),
    ("claims_gap", "settled_by_id", "settled_human"), ("claims_paper", "received_by_id", "received_human"), ("claims_paper", "judged_by_id", "judged_human"),
    ("claims_payeeaccount", "entered_by_id", "entered_human"), ("claims_payeeaccount", "decided_by_id", "decided_human"),
    ("claims_payeecall", "called_by_id", "called_human"), ("claims_hold", "opened_by_id", "opened_human"), ("claims_hold", "lifted_by_id", "lifted_human"),
    ("claims_claim", "filer_id", "filer_human"), ("claims_claim", "assessor_id", "assessor_human"), ("claims_claim", "approver_id", "approver_human"),
)  # fmt: skip
STRANGERS = " union all ".join(
    f"select '{table} ' || t.id from {table} t left join staff_officer o on o.id = t.{account} where t.{human} is distinct from o.human_id"
    for table, account, human in ACTED
)
COUNTED = " + ".join(f"(select count(*) from {table})" for table in sorted({table for table, _, _ in ACTED}))

# Whoever put the member on a list or asked the insurer, along the memberships that this one goes on from.
HANDS = """
with recursive held (claim, member) as (
    select id, membership_id from claims_claim
    union select h.claim, m.follows_id from held h join enrolment_membership m on m.id = h.member where m.follows_id is not null),
hands as (
    select h.claim, a.prepared_human as human from held h join enrolment_membership m on m.id = h.member join selection_place p on p.id = m.place_id
      join selection_decree d on d.id = p.decree_id join approvals_approval a on a.id = d.approval_id
    union select h.claim, e.human from held h join exchange_line l on l.subject = h.member join exchange_batch b on b.id = l.batch_id and b.kind = 'enrolment'
      join trail_entry e on e.subject = 'enrolment.batch:' || b.key and e.verb in ('enrolment.request', 'enrolment.resend'))
select distinct c.number from hands x join claims_claim c on c.id = x.claim where x.human in (c.filer_human, c.assessor_human, c.approver_human)"""

PEOPLE = [
    sql(4, "a claim filed, assessed or approved by who enrolled the member", "select count(*) from claims_claim", HANDS),
    sql(4, "a step of a claim under somebody else's account", f"select {COUNTED}", STRANGERS),
    sql(4, "a paper read by who took it in", "select count(*) from claims_paper where state = 'READ'",
        "select 'paper ' || id from claims_paper where state = 'READ' and (judged_human is null or judged_human = received_human)"),
    sql(4, "an account for a family's money that one person wrote and confirmed", "select count(*) from claims_payeeaccount where state = 'CONFIRMED'",
        "select 'account ' || id from claims_payeeaccount where state in ('CONFIRMED', 'STOPPED') and (decided_human is null or decided_human = entered_human)"),
    sql(4, "a call about an account by who wrote it", "select count(*) from claims_payeecall",
        "select 'call ' || c.id from claims_payeecall c join claims_payeeaccount a on a.id = c.account_id where c.called_human = a.entered_human"),
    sql(4, "a dispute lifted by who opened it, or without a paper", "select count(*) from claims_hold where state = 'LIFTED'",
        """select 'hold ' || id from claims_hold where state = 'LIFTED'
              and (lifted_human is null or lifted_human = opened_human or lifted_document = '' or lifted_because = '')"""),
    sql(4, "a payment confirmed by who recorded it", "select count(*) from claims_confirmation",
        "select p.reference from claims_confirmation c join claims_payment p on p.id = c.payment_id where c.human = p.human"),
    sql(4, "a family asked by who wrote the receiver's account", "select count(*) from claims_confirmation",
        """select p.reference from claims_confirmation c join claims_payment p on p.id = c.payment_id
            where exists (select from claims_payeeaccount a where a.payee_id = p.payee_id and a.entered_human = c.human)"""),
    sql(4, "a gap settled by who opened it, or without a reason", "select count(*) from claims_gap",
        "select 'gap ' || id from claims_gap where state = 'SETTLED' and (settled_human is null or settled_human = opened_human or settled_because = '')"),
    sql(4, "a second look that was no other person's", "select count(*) from claims_review",
        """select c.number from claims_review r join claims_claim c on c.id = r.claim_id where r.human in (c.filer_human, c.assessor_human, c.approver_human)"""),
    sql(4, "an early death approved without a second look", "select count(*) from claims_claim where kind = 'death'",
        """with recursive began (id, here) as (
               select id, id from enrolment_membership where covered_from is not null
               union all select b.id, m.follows_id from began b join enrolment_membership m on m.id = b.here join enrolment_membership f on f.id = m.follows_id
                where f.covered_until + 1 = m.covered_from)
           select c.number from claims_claim c
            where c.kind = 'death' and c.state in ('APPROVED', 'DETERMINED', 'PAID', 'CLOSED') and not exists (select from claims_review r where r.claim_id = c.id)
              and c.happened_on - (select min(m.covered_from) from began b join enrolment_membership m on m.id = b.here where b.id = c.membership_id) < 90"""),
]  # fmt: skip

FILES = [
    sql(5, "a complete file with a paper that nobody read", "select count(*) from claims_claim where complete_on is not null",
        """select c.number || ': ' || p.kind from claims_claim c join claims_paper p on p.claim_id = c.id
            where c.complete_on is not null and c.state <> 'REFUSED' and p.state not in ('READ', 'WAIVED', 'DROPPED')"""),
    sql(5, "an assessed claim whose file was never complete", "select count(*) from claims_claim where assessor_id is not null",
        "select number from claims_claim where state not in ('REPORTED', 'REFUSED') and (complete_on is null or complete_on > assessed_on)"),
    sql(8, "a claim that nobody told", "select count(*) from claims_claim",
        "select number from claims_claim c where not exists (select from claims_report r where r.claim_id = c.id)"),
    sql(12, "a determination whose lines do not add up", "select count(*) from claims_determination",
        """select d.letter_number from claims_determination d
            where d.rupiah <> (select coalesce(sum((l->>'amount')::bigint), 0) from jsonb_array_elements(d.lines) l) or (not d.granted and d.rupiah > 0)"""),
    sql(12, "a difference from our estimate that nobody explained", "select count(*) from claims_determination where granted",
        f"""{WORD}, ours as (select c.id as which, l->>'what' as what, sum((l->>'amount')::bigint) as rupiah from claims_claim c, jsonb_array_elements(c.estimate) l group by 1, 2),
               theirs as (select w.claim_id as which, l->>'what' as what, sum((l->>'amount')::bigint) as rupiah from word w, jsonb_array_elements(w.lines) l group by 1, 2)
            select distinct c.number from ours full join theirs using (which, what) join claims_claim c on c.id = which join word w on w.claim_id = c.id
              left join claims_reply r on r.determination_id = w.id
             where c.state in ('PAID', 'CLOSED') and ours.rupiah is distinct from theirs.rupiah and (r.kind is distinct from 'EXPLAINED' or r.because = '')"""),
]  # fmt: skip

DEATHS = [
    sql(7, "one death claimed twice", "select count(*) from claims_claim where kind = 'death' and state <> 'REFUSED'",
        """with recursive root (id, standing) as (
               select id, id from registry_person where merged_into_id is null
               union all select p.id, r.standing from registry_person p join root r on r.id = p.merged_into_id)
           select string_agg(c.number, ', ' order by c.number) from claims_claim c join root r on r.id = c.person_id
            where c.kind = 'death' and c.state <> 'REFUSED' group by r.standing having count(*) > 1"""),
    sql(7, "an illness paid beside the accident that led to it", "select count(*) from claims_claim where caused_by_id is not null",
        """select c.number from claims_claim c join claims_claim a on a.id = c.caused_by_id
            where a.person_id <> c.person_id or a.kind <> 'accident' or c.cause <> 'work_accident' or a.happened_on > c.happened_on"""),
]  # fmt: skip

MONEY = [
    sql(7, "more paid than the insurer granted", "select count(*) from claims_payment",
        f"""{WORD} select c.number || ': ' || s.benefit || ' of ' || coalesce(w.rupiah, 0) from sent s join claims_claim c on c.id = s.claim_id
            left join word w on w.claim_id = s.claim_id and w.granted where s.by_word > 0 and s.benefit > coalesce(w.rupiah, 0)"""),
    sql(7, "a day without work, or a journey, that was paid twice before the case ended", "select count(*) from claims_payment where determination_id is null",
        """select a.reference from claims_payment a join claims_payment b on b.claim_id = a.claim_id and b.id > a.id and b.kind = a.kind
            where (a.kind = 'inability' and a.first_day <= b.last_day and b.first_day <= a.last_day) or (a.kind = 'transport' and a.care_id = b.care_id)"""),
    sql(7, "a part paid without a letter or receipt that stands", "select count(*) from claims_payment where determination_id is null",
        f"""{LIVE} select p.reference from claims_payment p
            where (p.kind = 'transport' and not exists (select from live l where l.id = p.care_id and l.claim_id = p.claim_id and l.rupiah >= p.rupiah))
               or (p.kind = 'inability' and p.days is distinct from (select sum(least(l.until, p.last_day) - greatest(l.day, p.first_day) + 1) from live l
                     where l.claim_id = p.claim_id and l.kind = 'rest' and l.day <= p.last_day and l.until >= p.first_day))"""),
    sql(7, "more interest paid than was due", "select count(*) from claims_payment where kind = 'interest'",
        f"{WORD} select c.number from sent s join claims_claim c on c.id = s.claim_id where s.interest > coalesce(s.due, 0)"),
    sql(7, "one transfer recorded twice", "select count(*) from claims_payment",
        "select reference from claims_payment group by reference having count(*) > 1"),
    sql(7, "a payment of another claim's receiver, or for an older word", "select count(*) from claims_payment",
        """select p.reference from claims_payment p join claims_payee y on y.id = p.payee_id left join claims_determination d on d.id = p.determination_id
            where y.claim_id <> p.claim_id or (d.id is null and p.kind in ('benefit', 'interest')) or d.claim_id <> p.claim_id or not d.granted
               or exists (select from claims_determination n where n.claim_id = p.claim_id and n.version > d.version)"""),
    sql(7, "a payment to an account that was not ready", "select count(*) from claims_payment",
        f"""select p.reference from claims_payment p where p.method <> 'counter' and not exists (
               select from claims_payeeaccount a where a.payee_id = p.payee_id and a.state = 'CONFIRMED' and a.effective_at {HERE} < p.paid_on + 1
                  and (a.number = 1 or (a.effective_at >= a.decided_at + interval '48 hours'
                       and exists (select from claims_payeecall l where l.account_id = a.id and l.answer = 'YES' and l.called_at <= a.decided_at))))"""),
    sql(7, "a payment while somebody contested it", "select count(*) from claims_payment",
        f"""select p.reference from claims_payment p join claims_hold h on h.claim_id = p.claim_id
            where (h.opened_at {HERE})::date < p.paid_on and (h.lifted_at is null or (h.lifted_at {HERE})::date > p.paid_on)"""),
    sql(7, "a claim decided while somebody contests it", "select count(*) from claims_hold",
        """select c.number from claims_hold h join claims_claim c on c.id = h.claim_id where h.state = 'OPEN' and c.state in ('DETERMINED', 'PAID', 'CLOSED')"""),
    sql(6, "a paid claim whose payments are not what was granted", "select count(*) from claims_claim where state in ('PAID', 'CLOSED')",
        f"""{WORD} select c.number from claims_claim c left join word w on w.claim_id = c.id left join sent s on s.claim_id = c.id
            where c.state in ('PAID', 'CLOSED') and (w.id is null or not w.granted or s.benefit < w.rupiah or (s.benefit is null and w.rupiah > 0) or (s.by_word > 0 and s.benefit <> w.rupiah) or c.paid_rupiah is distinct from s.rupiah)"""),
    sql(6, "a closed claim that a family did not confirm in full", "select count(*) from claims_claim where state = 'CLOSED'",
        f"""{HEARD} select c.number from claims_claim c join claims_payment p on p.claim_id = c.id left join heard h on h.payment_id = p.id
              left join claims_gap g on g.payment_id = p.id and g.state = 'SETTLED'
            where c.state = 'CLOSED' and (h.id is null or (h.rupiah < p.rupiah and g.id is null))
           union all select c.number from claims_claim c join claims_gap g on g.claim_id = c.id where c.state = 'CLOSED' and g.state <> 'SETTLED'"""),
]  # fmt: skip

CARE = [
    sql(7, "a receipt counted twice in one claim", "select count(*) from claims_care where rupiah is not null",
        f"""{LIVE} select c.number || ': ' || l.reference_key from live l join claims_claim c on c.id = l.claim_id where l.rupiah is not null
             group by c.number, l.facility_key, l.reference_key having count(*) > 1"""),
    sql(7, "a day without work paid twice", "select count(*) from claims_care where kind = 'rest'",
        f"""{LIVE} select distinct c.number from live a join live b on b.claim_id = a.claim_id and b.id > a.id and b.kind = 'rest' and b.day <= a.until and b.until >= a.day
              join claims_claim c on c.id = a.claim_id where a.kind = 'rest'"""),
    sql(7, "more given back than a family laid out", "select count(*) from claims_care where kind = 'cost'",
        f"""{LIVE} select c.number from live l join claims_claim c on c.id = l.claim_id group by c.number
            having coalesce(sum(l.rupiah) filter (where l.kind = 'repaid'), 0) > coalesce(sum(l.rupiah) filter (where l.kind = 'cost' and l.paid_by = 'family'), 0)"""),
    sql(5, "an accident assessed before a doctor said how it ended", "select count(*) from claims_claim where kind = 'accident' and assessor_id is not null",
        f"""{LIVE} select c.number from claims_claim c where c.kind = 'accident' and c.state not in ('REPORTED', 'REFUSED')
              and exists (select from live l where l.claim_id = c.id) and not exists (select from live l where l.claim_id = c.id and l.kind = 'statement')"""),
]  # fmt: skip

CHECKS = [*PEOPLE, *FILES, *DEATHS, *CARE, *MONEY]

"""The four sums of every finished month, from four tables of the four who say them; and what people said of the bank's bookings.

Nothing here shares a line with naung/delivery/contributions/reconciling."""

from naung.project.verify.check import sql

# What two people approved, what the file carries that the insurer gave a code for, what the receipt's lines say, what the bank moved.
FOUR = """
with run as (select r.id, r.month, r.programme_id, r.approval_id from contributions_run r where r.state = 'RECONCILED'),
     approved as (select run.programme_id, run.month, sum(a.rupiah) n from run join approvals_approval a on a.id = run.approval_id and a.state = 'APPROVED' group by 1, 2),
     billed as (select run.programme_id, run.month, sum(b.rupiah) n from run join contributions_invoice i on i.run_id = run.id and i.code is not null
                  join exchange_batch b on b.id = i.batch_id group by 1, 2),
     receipt as (select run.programme_id, run.month, sum(l.rupiah) n from run join contributions_invoice i on i.run_id = run.id
                   join exchange_line l on l.batch_id = i.batch_id and l.state = 'ACCEPTED' group by 1, 2),
     whole as (select run.programme_id, run.month, sum(b.amount) n from run join contributions_invoice i on i.run_id = run.id
                 join payments_bankline b on b.order_id = i.order_id group by 1, 2),
     part as (select run.programme_id, run.month, sum(p.amount) n from run join contributions_invoice i on i.run_id = run.id
                join payments_part p on p.order_id = i.order_id and p.amount > 0
                join payments_explanation e on e.id = p.explanation_id and e.state = 'DECIDED' group by 1, 2),
     told as (select g.code || ' ' || to_char(a.month, 'YYYY-MM') as which, a.n as approved, b.n as billed, coalesce(w.n, 0) + coalesce(p.n, 0) as debited, k.n as acknowledged
                from approved a join programme_programme g on g.id = a.programme_id
                left join billed b using (programme_id, month) left join receipt k using (programme_id, month)
                left join whole w using (programme_id, month) left join part p using (programme_id, month))
"""

CHECKS = [
    sql(12, "a finished month whose four sums differ", f"{FOUR} select count(*) from told",
        f"""{FOUR} select which || ': approved ' || approved || ', billed ' || coalesce(billed, 0) || ', debited ' || debited || ', acknowledged ' || coalesce(acknowledged, 0)
             from told where billed is distinct from approved or debited <> approved or acknowledged is distinct from approved"""),
    sql(6, "a statement whose balances do not join", "select count(*) from payments_sheet where opening is not null and closing is not null",
        """select number from payments_sheet where opening is not null and closing is not null and opening - moved <> closing"""),
    sql(7, "an explanation whose parts are not its booking", "select count(*) from payments_explanation",
        """select 'explanation ' || e.id from payments_explanation e join payments_bankline b on b.id = e.booking_id left join payments_part p on p.explanation_id = e.id
           group by e.id, e.rupiah, b.amount having coalesce(sum(p.amount), 0) <> e.rupiah or b.amount <> e.rupiah"""),
    sql(7, "a booking that was explained and waits, or is explained by nobody", "select count(*) from payments_bankline",
        """select b.bank_ref from payments_bankline b left join payments_explanation e on e.booking_id = b.id and e.state = 'DECIDED'
           where (b.state = 'EXPLAINED') <> (e.id is not null)"""),
    sql(4, "an explanation above the limit that one person decided", "select count(*) from payments_explanation where state = 'DECIDED'",
        """select 'explanation ' || e.id from payments_explanation e left join approvals_approval a on a.id = e.approval_id
           where e.state = 'DECIDED' and (abs(e.rupiah) > 1000000 or e.approval_id is not null) and (a.state is distinct from 'APPROVED'
              or a.prepared_human = a.decided_human or a.content_hash <> e.content_hash or a.rupiah <> abs(e.rupiah))"""),
    sql(6, "an explained booking that the books do not carry", "select count(*) from payments_explanation where state = 'DECIDED'",
        """select b.bank_ref from payments_explanation e join payments_bankline b on b.id = e.booking_id
           left join ledger_journal j on j.key = 'booking/' || b.partner || '/' || b.bank_ref left join ledger_entry l on l.journal_id = j.id and l.account_id = '1.1.1'
           where e.state = 'DECIDED' group by b.id having coalesce(sum(l.amount), 0) <> -b.amount"""),
    sql(8, "a difference that was settled without a reason, or is nobody's who can be named", "select count(*) from contributions_difference",
        """select 'difference ' || d.id from contributions_difference d left join enrolment_membership m on m.id = d.membership_id
           where (d.state = 'SETTLED' and d.because = '') or (d.membership_id is not null and m.id is null)"""),
    sql(8, "a member list whose counts are not its differences", "select count(*) from contributions_memberlist",
        """select 'list ' || l.id from contributions_memberlist l where l.agreed > l.ours or l.ours_rupiah < 0"""),
]  # fmt: skip

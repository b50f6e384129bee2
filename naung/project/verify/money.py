"""Promises 2, 5, 6, 7, 10 and 12 where they are about money."""

from naung.project.verify.check import sql

LINES = "select count(*) from contributions_contribution"

ONCE = [
    sql(2, "a month of one person twice", LINES,
        """with recursive root (id, standing) as (
               select id, id from registry_person where merged_into_id is null
               union all select p.id, r.standing from registry_person p join root r on r.id = p.merged_into_id)
           select 'person ' || r.standing || ' in ' || to_char(c.month, 'YYYY-MM') from contributions_contribution c join root r on r.id = c.person_id
           group by r.standing, c.scheme, c.month having count(*) > 1"""),
    sql(2, "a line in no run, or in another month's", LINES,
        """select c.person_id || ' ' || c.month from contributions_contribution c left join contributions_run r on r.id = c.run_id
           where r.id is null or r.month <> c.month"""),
    sql(2, "paid in two programmes", LINES,
        """select 'person ' || c.person_id || ' in ' || to_char(c.month, 'YYYY-MM') from contributions_contribution c join contributions_run r on r.id = c.run_id
           group by c.person_id, c.month, c.scheme having count(distinct r.programme_id) > 1"""),
]  # fmt: skip

APPROVED = [
    sql(5, "a contribution without a place on a decided decree", LINES,
        """select 'person ' || c.person_id || ' in ' || to_char(c.month, 'YYYY-MM') from contributions_contribution c
           left join selection_place p on p.id = c.place_id and p.state in ('HELD', 'RELEASED') left join selection_decree d on d.id = p.decree_id
           where d.state is distinct from 'DECIDED'"""),
    sql(5, "a run that bills something else than was approved", "select count(*) from contributions_run",
        """select 'run ' || r.id from contributions_run r left join approvals_approval a on a.id = r.approval_id
           where r.state <> 'PREPARED' and (a.state is distinct from 'APPROVED' or (a.rows, a.rupiah, a.content_hash) is distinct from (r.rows, r.rupiah, r.content_hash))"""),
    sql(5, "a run with other lines than it says", "select count(*) from contributions_run",
        """select 'run ' || r.id || ': ' || r.rupiah || ' said, ' || coalesce(sum(c.rupiah), 0) || ' there' from contributions_run r
           left join contributions_contribution c on c.run_id = r.id group by r.id having count(c.person_id) <> r.rows or coalesce(sum(c.rupiah), 0) <> r.rupiah"""),
    sql(5, "an invoice that is not its lines", "select count(*) from contributions_invoice",
        """select 'invoice ' || i.id from contributions_invoice i left join contributions_contribution c on c.run_id = i.run_id and c.region = i.region
           group by i.id having count(c.person_id) <> i.rows or coalesce(sum(c.rupiah), 0) <> i.rupiah"""),
    sql(5, "a billed run whose invoices leave something out", "select count(*) from contributions_run where state in ('BILLED', 'PAID', 'RECONCILED')",
        """select 'run ' || r.id from contributions_run r left join contributions_invoice i on i.run_id = r.id
           where r.state in ('BILLED', 'PAID', 'RECONCILED') group by r.id having coalesce(sum(i.rupiah), 0) <> r.rupiah"""),
]  # fmt: skip

BALANCED = [
    sql(6, "a journal that does not balance", "select count(*) from ledger_journal",
        """select j.key || ': ' || coalesce(sum(e.amount), 0) from ledger_journal j left join ledger_entry e on e.journal_id = j.id
           group by j.id having coalesce(sum(e.amount), 0) <> 0 or count(e.id) < 2"""),
    sql(6, "an amount in no journal or on no account", "select count(*) from ledger_entry",
        """select 'entry ' || e.id from ledger_entry e left join ledger_journal j on j.id = e.journal_id left join ledger_account a on a.code = e.account_id
           where j.id is null or a.code is null or e.amount = 0"""),
    sql(6, "the books do not say what was billed", "select count(*) from contributions_run where billed_on is not null",
        """with billed as (select coalesce(sum(rupiah), 0) n from contributions_run where state in ('BILLED', 'PAID', 'RECONCILED')),
                booked as (select coalesce(sum(e.amount), 0) n from ledger_entry e join ledger_journal j on j.id = e.journal_id left join ledger_journal o on o.id = j.reverses_id
                            where e.account_id = '5.1.1' and 'bill' in (j.kind, o.kind))
           select 'billed ' || billed.n || ', booked ' || booked.n from billed, booked where billed.n <> booked.n"""),
    sql(6, "the books do not say what is owed", "select count(*) from contributions_invoice",
        """with owed as (select coalesce(sum(i.rupiah), 0) n from contributions_invoice i join contributions_run r on r.id = i.run_id
                         left join payments_order o on o.id = i.order_id where r.state in ('BILLED', 'PAID', 'RECONCILED') and o.state is distinct from 'PAID'),
                booked as (select coalesce(-sum(amount), 0) n from ledger_entry where account_id = '2.1.1')
           select 'owed ' || owed.n || ', booked ' || booked.n from owed, booked where owed.n <> booked.n"""),
]  # fmt: skip

PAID_ONCE = [
    sql(7, "an order paid by another amount or twice", "select count(*) from payments_order where state = 'PAID'",
        """select o.key from payments_order o left join payments_bankline b on b.order_id = o.id
           left join (select p.order_id, p.amount from payments_part p join payments_explanation e on e.id = p.explanation_id
                       where e.state = 'DECIDED' and p.amount > 0) p on p.order_id = o.id where o.state = 'PAID'
           group by o.id having count(b.id) + count(p.order_id) <> 1 or coalesce(sum(b.amount), 0) + coalesce(sum(p.amount), 0) <> o.amount
              or max(b.reference) <> o.reference"""),
    sql(7, "an invoice paid without its order", "select count(*) from contributions_invoice where paid_on is not null",
        """select 'invoice ' || i.id from contributions_invoice i left join payments_order o on o.id = i.order_id
           where i.paid_on is not null and (o.state is distinct from 'PAID' or o.amount <> i.rupiah)"""),
    sql(7, "a line paid before its invoice", "select count(*) from contributions_contribution where paid_on is not null",
        """select 'person ' || c.person_id from contributions_contribution c left join contributions_invoice i on i.run_id = c.run_id and i.region = c.region
           where c.paid_on is not null and i.paid_on is distinct from c.paid_on"""),
    sql(7, "an invoice with two orders that the bank did not refuse", "select count(*) from contributions_invoice",
        """select 'invoice ' || i.id from contributions_invoice i join payments_order o on o.subject = i.id and o.key like 'contributions/%' and o.state <> 'REJECTED'
           group by i.id having count(*) > 1"""),
    sql(7, "an order made again for one that was not refused, or by one person", "select count(*) from contributions_retry where state = 'DECIDED'",
        """select 'retry ' || t.id from contributions_retry t join payments_order o on o.id = t.old_id join payments_order n on n.id = t.order_id
           join contributions_invoice i on i.id = t.invoice_id left join approvals_approval a on a.id = t.approval_id
           where t.state = 'DECIDED' and (o.state <> 'REJECTED' or n.subject <> i.id or n.amount <> i.rupiah or a.state is distinct from 'APPROVED'
              or a.prepared_human = a.decided_human)"""),
    sql(7, "a payment code replaced by one person, or not the one that was decided", "select count(*) from contributions_codechange where state = 'DECIDED'",
        """select 'invoice ' || c.invoice_id || ' change ' || c.number from contributions_codechange c join contributions_invoice i on i.id = c.invoice_id
           left join approvals_approval a on a.id = c.approval_id
           left join contributions_codechange n on n.invoice_id = c.invoice_id and n.state = 'DECIDED' and n.number = (
                select min(x.number) from contributions_codechange x where x.invoice_id = c.invoice_id and x.state = 'DECIDED' and x.number > c.number)
           where c.state = 'DECIDED' and (coalesce(n.old, i.code) <> c.new or a.state is distinct from 'APPROVED' or a.prepared_human = a.decided_human)"""),
    sql(7, "an order that did not wait for its SP2D", "select count(*) from contributions_run where papers",
        """select 'run ' || r.id || ': ' || i.region from contributions_run r join contributions_invoice i on i.run_id = r.id and i.order_id is not null
           left join contributions_disbursement d on d.run_id = r.id and d.state = 'ISSUED' left join approvals_approval a on a.id = d.approval_id
           where r.papers and (d.id is null or d.gross <> r.rupiah or d.spm_on < d.spp_on or d.sp2d_on < d.spm_on or a.state is distinct from 'APPROVED'
              or a.prepared_human = a.decided_human)"""),
    sql(7, "a batch that is not the file it names", "select count(*) from exchange_batch",
        """select b.key from exchange_batch b left join exchange_content c on c.id = b.content_id where c.sha256 is distinct from b.sha256"""),
    sql(7, "money debited that no order asked for, and not in suspense", "select count(*) from payments_bankline",
        """select b.bank_ref from payments_bankline b left join payments_order o on o.id = b.order_id
           where (b.state = 'MATCHED' and (o.id is null or o.amount <> b.amount)) or (b.order_id is not null and b.state <> 'MATCHED')"""),
]  # fmt: skip

IN_COVER = [
    sql(10, "a month outside the cover", LINES,
        """select 'person ' || c.person_id || ' in ' || to_char(c.month, 'YYYY-MM') from contributions_contribution c
           left join enrolment_membership m on m.id = c.membership_id
           where m.id is null or m.covered_from is null or c.month < date_trunc('month', m.covered_from)
              or (c.month > m.covered_until and c.paid_on is null)"""),
]  # fmt: skip

EXPLAINED = [
    sql(12, "a contribution that its tariff does not explain", LINES,
        """select 'person ' || c.person_id || ' in ' || to_char(c.month, 'YYYY-MM') from contributions_contribution c
           left join contributions_tariff t on t.id = c.tariff_id where t.id is null or (t.total, t.month) is distinct from (c.rupiah, c.month)"""),
    sql(12, "a tariff whose lines do not add up, or name no article", "select count(*) from contributions_tariff",
        """select 'tariff ' || t.id from contributions_tariff t where t.total <> (select coalesce(sum((l->>'amount')::bigint), 0) from jsonb_array_elements(t.lines) l)
              or exists (select from jsonb_array_elements(t.lines) l where coalesce(l->>'reference', '') = '')"""),
    sql(12, "a claim whose lines do not add up, or name no article", "select count(*) from claims_claim",
        """select c.number from claims_claim c where c.rupiah <> (select coalesce(sum((l->>'amount')::bigint), 0) from jsonb_array_elements(c.estimate) l)
              or exists (select from jsonb_array_elements(c.estimate) l where coalesce(l->>'reference', '') = '')"""),
]  # fmt: skip

CHECKS = [*ONCE, *APPROVED, *BALANCED, *PAID_ONCE, *IN_COVER, *EXPLAINED]

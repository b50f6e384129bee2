"""Promises 1, 4 and 5 where money could be led elsewhere: a changed account had its second person, its call, its wait; one account, one person."""

from naung.project.verify.check import sql

USED = "select count(*) from banking_change where state in ('CONFIRMED', 'STOPPED')"
# The change as it was hashed; the index of the account stands for its number.
HASHED = """encode(sha256(convert_to(concat(c.account_id, ';', c.number, ';', c.bank, ';', encode(c.account_index, 'hex'), ';', c.holder, ';', c.product, ';',
                  c.reason, ';', c.document, ';', c.wait_hours), 'UTF8')), 'hex')"""

CHECKS = [
    sql(4, "a change of account without a second person", USED,
        """select 'change ' || c.id from banking_change c left join approvals_approval a on a.id = c.approval_id
            left join staff_officer p on p.id = c.requested_by_id left join staff_officer d on d.id = a.decided_by_id
           where c.state in ('CONFIRMED', 'STOPPED') and (a.id is null or a.state <> 'APPROVED' or a.kind <> 'banking.change'
                 or a.subject <> 'banking.change:' || c.id or p.human_id is distinct from c.requested_human or d.human_id is distinct from a.decided_human
                 or a.decided_human is not distinct from p.human_id)"""),
    sql(4, "a change of account whose old contact said no such thing", USED,
        """select 'change ' || c.id from banking_change c
           where c.state in ('CONFIRMED', 'STOPPED') and (select k.answer from banking_call k join staff_officer o on o.id = k.called_by_id
                 where k.change_id = c.id and k.answer <> 'NOBODY' and o.human_id <> c.requested_human and k.called_at between c.requested_at and c.decided_at
                 order by k.called_at desc, k.id desc limit 1) is distinct from 'YES'"""),
    sql(4, "a change of account used before its wait", USED,
        """select 'change ' || c.id from banking_change c left join approvals_approval a on a.id = c.approval_id
           where c.state in ('CONFIRMED', 'STOPPED') and (c.wait_hours < 48 or a.decided_at is distinct from c.decided_at
                 or c.effective_at is null or extract(epoch from c.effective_at - a.decided_at) < 3600 * c.wait_hours)"""),
    sql(5, "a change of account that is not what was approved", "select count(*) from banking_change",
        f"""select 'change ' || c.id from banking_change c left join approvals_approval a on a.id = c.approval_id
           where c.content_hash is distinct from a.content_hash or c.content_hash <> {HASHED}"""),
    sql(1, "one account in use for two people", "select count(*) from banking_account where number_index is not null",
        """with used (person, bank, number) as (
               select person_id, '130', number_index from banking_account where number_index is not null
               union select person_id, bank, account_index from banking_change where state in ('REQUESTED', 'CONFIRMED'))
           select 'people ' || string_agg(p.code, ', ' order by p.code) from used u join registry_person p on p.id = u.person
           where p.merged_into_id is null group by u.bank, u.number having count(distinct u.person) > 1"""),
    sql(1, "an account under a name that nobody compared", "select count(*) from banking_account where name_score is not null",
        """select 'account ' || a.id from banking_account a where a.name_score is not null and a.state in ('OPENED', 'ACTIVE', 'INACTIVE', 'DORMANT')
             and not exists (select from trail_entry e where e.subject = 'banking.account:' || a.id and e.verb = 'banking.name' and e.human is not null)"""),
]  # fmt: skip

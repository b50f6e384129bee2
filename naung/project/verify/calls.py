"""Promise 7 where a partner is called instead of sent a file: nothing is asked to move twice on a guess."""

from naung.project.verify.check import sql

MOVING = "select count(*) from exchange_call where moves"

CHECKS = [
    sql(7, "money asked to move again without knowing that it had not", MOVING,
        """with told as (
               select c.id, c.reference, c.moves, lag(c.id) over w as before, lag(c.moves) over w as moved, lag(h.verdict) over w as known
               from exchange_call c left join exchange_heard h on h.call_id = c.id where c.reference <> '' window w as (partition by c.partner, c.reference order by c.id))
           select 'order ' || reference || ' at call ' || id from told
           where moves and before is not null and coalesce(known, '') <> 'NOT_FOUND' and not (moved and coalesce(known, '') = 'NOT_DONE')"""),
    sql(7, "an order asked for in other words", MOVING,
        "select 'order ' || reference from exchange_call where moves group by partner, reference having count(distinct sha256) > 1"),
    sql(7, "a call's number given twice", "select count(*) from exchange_call",
        "select external_id from exchange_call group by partner, external_id having count(*) > 1"),
    sql(7, "an order that the bank did and we call refused", "select count(*) from exchange_heard",
        """select 'order ' || o.reference from payments_order o where o.state = 'REJECTED' and exists (
               select from exchange_call c join exchange_heard h on h.call_id = c.id where c.reference = o.reference and h.verdict = 'DONE')"""),
]  # fmt: skip

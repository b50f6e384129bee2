"""From an approved run to invoices with a payment code: one file to the insurer for each region."""

from datetime import date, datetime

from django.db import connection, transaction

from naung.delivery.contributions.models import BASE, Invoice, Run
from naung.delivery.contributions.ports import Bill, Due, Insurer, Note
from naung.delivery.contributions.states import RUN
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import queries as batches
from naung.foundation.exchange.ports import Unreadable
from naung.foundation.ledger import actions as ledger
from naung.foundation.ledger.chart import CONTRIBUTIONS, PAYABLE
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import say_month
from naung.kit.months import Month

KIND = "contribution"
# The number of a line in its region's file: the order is that of the lines' own facts, so that the bytes are the same each time.
NUMBERED = """
select row_number() over (order by c.village, c.person_id)::int as number, c.membership_id, c.person_id, c.rupiah
  from contributions_contribution c where c.run_id = %s and c.month = %s and c.region = %s
"""


def regions_without_invoice(run: Run) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct c.region from contributions_contribution c where c.run_id = %s and c.month = %s
                  and not exists (select from contributions_invoice i where i.run_id = c.run_id and i.region = c.region) order by 1""",
            [run.pk, run.month],
        )
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def invoice(run: Run, region: str, insurer: Insurer, *, by: Actor, at: datetime) -> Invoice:
    """The region's file, its registration and its invoice stand or fall together."""
    due = _due(run, region)
    rupiah = sum(line.rupiah for line in due)
    bill = Bill(key_of(run, region), run.programme.code, region, run.month, BASE, len(due), rupiah)
    batch = exchange.prepare_batch(
        partner=insurer.partner, kind=KIND, key=bill.key, region=region, content=insurer.write(bill, due), rupiah=rupiah,
        lines_sql=f"select number, '', membership_id, rupiah from ({NUMBERED}) n", params=[run.pk, run.month, region], by=by, at=at,
    )  # fmt: skip
    exchange.send(batch=batch, by=by, at=at)
    return Invoice.objects.create(run=run, region=region, rows=len(due), rupiah=rupiah, batch_id=batch.pk)


def key_of(run: Run, region: str = "") -> str:
    """The same in every house that walks the same road: programme, month, round, region; never a number of the database's."""
    return "/".join([run.programme.code, f"{run.month:%Y-%m}", str(run.round), *filter(None, [region])])


def _due(run: Run, region: str) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select n.number, m.number_sealed, p.name, n.rupiah from ({NUMBERED}) n
                  join enrolment_membership m on m.id = n.membership_id join registry_person p on p.id = n.person_id order by n.number""",
            [run.pk, run.month, region],
        )
        return [
            Due(number, seals.open_sealed(sealed, "kpj"), name, rupiah)
            for number, sealed, name, rupiah in cursor.fetchall()
        ]


def ask_for_code(one: Invoice, insurer: Insurer, *, by: Actor, at: datetime, on: date) -> bool:
    """Takes the insurer's payment code; False while there is none, or when it counted otherwise than we did."""
    batch = batches.by_number(one.batch_id)
    for content in insurer.bill(batches.file_of(batch), on=on):
        try:
            note = insurer.read_note(content)
        except Unreadable as unreadable:
            exchange.hold(
                partner=insurer.partner,
                content=content,
                why=str(unreadable),
                region=one.region,
                by=by,
                at=at,
                batch=batch,
            )
            continue
        if _take_code(one, note, content, insurer, by=by, at=at):
            return True
    return False


@transaction.atomic
def _take_code(
    one: Invoice, note: Note, content: bytes, insurer: Insurer, *, by: Actor, at: datetime
) -> bool:
    batch = batches.by_number(one.batch_id)
    if (note.key, note.rows, note.rupiah) != (batch.key, one.rows, one.rupiah) or not (
        note.code.isdigit() and len(note.code) == 12
    ):
        why = f"kode iuran {note.code}: {note.rows} peserta, Rp{note.rupiah}; tagihan kami {one.rows} peserta, Rp{one.rupiah}"
        exchange.hold(
            partner=insurer.partner, content=content, why=why, region=one.region, by=by, at=at, batch=batch
        )
        return False
    exchange.acknowledge(batch=batch, by=by, at=at)
    trail.record(by=by, verb="contributions.code", subject=f"contributions.run:{one.run_id}", at=at, region=one.region,
                 facts={"code": note.code, "rows": note.rows, "rupiah": note.rupiah})  # fmt: skip
    return bool(Invoice.objects.filter(pk=one.pk, code=None).update(code=note.code))


@transaction.atomic
def book(run: Run, *, by: Actor, at: datetime, on: date) -> Run:
    """The debt enters the books, region by region, and the run is billed."""
    lines = []
    for one in Invoice.objects.filter(run=run).order_by("region"):
        lines += [(CONTRIBUTIONS, one.rupiah, one.pk, one.region), (PAYABLE, -one.rupiah, one.pk, one.region)]
    memo = f"Iuran {say_month(run.month)} {run.programme.code} tahap {run.round}"
    ledger.post(key=f"contributions/{key_of(run)}", on=on, kind="bill", memo=memo, lines=lines, by=by, at=at)
    run.state, run.billed_on = RUN.after(run.state, "bill"), on
    run.trail = trail.record(by=by, verb="contributions.bill", subject=f"contributions.run:{run.pk}", at=at, region=run.programme.region_id,
                             facts={"month": str(Month.of(run.month)), "rows": run.rows, "rupiah": run.rupiah})  # fmt: skip
    run.save(update_fields=["state", "billed_on", "trail"])
    return run

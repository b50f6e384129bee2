"""What lies in the auditor's working paper, sheet by sheet: names of columns and rows, each read by one query of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from naung.delivery.monitoring import books as realisation
from naung.foundation.ledger import books, chart
from naung.kit.months import Month

Rows = Iterator[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Scope:
    """From month to month, both included; `seed` and `size` of the sample."""

    first: Month
    last: Month
    seed: str
    size: int

    @property
    def days(self) -> dict[str, Any]:
        return {"first": self.first.first, "last": self.last.last}


def trial(scope: Scope) -> Rows:
    for month in scope.first.until(scope.last):
        for turn in books.trial(month.first, month.last):
            place = chart.accounts()[turn.code].place(month.last) if turn.code in chart.accounts() else ""
            yield str(month), turn.code, place, turn.name, turn.opening, turn.debit, turn.credit, turn.closing


JOURNALS = """
select j.key, j."on", j.kind, j.memo, coalesce(r.key, ''), coalesce(d.number, ''), coalesce(d.document, ''), n.debit, n.entries, j.content_hash, j.trail
  from ledger_journal j left join ledger_journal r on r.id = j.reverses_id left join ledger_draft d on d.journal_id = j.id
  join (select journal_id, sum(amount) filter (where amount > 0)::bigint debit, count(*) entries from ledger_entry group by 1) n on n.journal_id = j.id
 where j."on" between %(first)s and %(last)s order by j."on", j.key
"""
ENTRIES = """
select j.key, j."on", e.account_id, greatest(e.amount, 0), greatest(-e.amount, 0), coalesce(e.ref::text, ''), e.region
  from ledger_entry e join ledger_journal j on j.id = e.journal_id
 where j."on" between %(first)s and %(last)s order by j."on", j.key, e.account_id, e.region, e.ref, e.amount
"""
BOOKINGS = """
select b.partner, b.bank_ref, b."on", b.amount, b.reference, b.text, b.state, coalesce(o.key, ''), s.sha256
  from payments_bankline b join payments_statement s on s.id = b.statement_id left join payments_order o on o.id = b.order_id
 where b."on" between %(first)s and %(last)s order by b."on", b.partner, b.bank_ref
"""
INVOICES = """
select g.code, r.month, r.round, i.region, i.rows, i.rupiah, coalesce(i.code, ''), r.billed_on, i.paid_on, coalesce(o.key, ''), b.sha256
  from contributions_invoice i join contributions_run r on r.id = i.run_id join programme_programme g on g.id = r.programme_id
  join exchange_batch b on b.id = i.batch_id left join payments_order o on o.id = i.order_id
 where r.month between %(first)s and %(last)s order by g.code, r.month, r.round, i.region
"""
RECEIPTS = """
select b.key, b.partner, r.sha256, r.taken_at at time zone 'Asia/Makassar', r.answers, n.accepted, n.rupiah, n.refused
  from exchange_reply r join exchange_batch b on b.id = r.batch_id
  join contributions_invoice i on i.batch_id = b.id join contributions_run u on u.id = i.run_id
  join (select batch_id, count(*) filter (where state = 'ACCEPTED') accepted, coalesce(sum(rupiah) filter (where state = 'ACCEPTED'), 0)::bigint rupiah,
               count(*) filter (where state = 'REFUSED') refused from exchange_line group by 1) n on n.batch_id = b.id
 where u.month between %(first)s and %(last)s order by b.key, r.sha256
"""
OPEN = """
select 'mutasi bank tanpa perintah bayar', b.bank_ref, b."on", b.amount, b.reference from payments_bankline b
 where b.state = 'UNMATCHED' and b."on" between %(first)s and %(last)s
union all
select 'tagihan belum dibayar', g.code || '/' || to_char(r.month, 'YYYY-MM') || '/' || i.region, r.billed_on, i.rupiah, coalesce(i.code, '')
  from contributions_invoice i join contributions_run r on r.id = i.run_id join programme_programme g on g.id = r.programme_id
 where i.paid_on is null and r.month between %(first)s and %(last)s
union all
select 'jawaban mitra yang tertahan: ' || s.why, s.partner || '/' || s.id, (s.opened_at at time zone 'Asia/Makassar')::date, 0, s.region
  from exchange_suspense s where s.state = 'OPEN' and (s.opened_at at time zone 'Asia/Makassar')::date between %(first)s and %(last)s
 order by 1, 3, 2
"""
# Anybody can draw it again: the months of people whose SHA-256 of "seed:code:month" is smallest.
SAMPLE = """
with drawn as (
    select encode(sha256(convert_to(%(seed)s || ':' || p.code || ':' || to_char(c.month, 'YYYY-MM'), 'UTF8')), 'hex') as lot, p.code, c.*
      from contributions_contribution c join registry_person p on p.id = c.person_id
     where c.month between %(first)s and %(last)s order by 1, 2, c.month limit %(size)s)
select c.lot, c.code, c.month, c.village, c.payer, c.rupiah, coalesce(i.code, ''), c.paid_on, c.acknowledged_on, coalesce(d.number, '')
  from drawn c join selection_place l on l.id = c.place_id join selection_decree d on d.id = l.decree_id
  left join contributions_invoice i on i.run_id = c.run_id and i.region = c.region order by 1, 2, 3
"""


def query(sql: str, scope: Scope) -> Rows:
    """Rows as the database gives them, a thousand at a time; a cursor of the server's holds the place."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, {**scope.days, "seed": scope.seed, "size": scope.size})
        while rows := cursor.fetchmany(1_000):
            yield from rows


def differences(scope: Scope) -> Rows:
    yield from query(OPEN, scope)
    for year in range(scope.first.year, scope.last.year + 1):
        until = min(scope.last, Month(year, 12))
        for one in realisation.lra(year, until).differences:
            yield (
                "iuran dibayar dan buku besar berbeda",
                one.region,
                one.month,
                one.people - one.ledger,
                f"{one.people} / {one.ledger}",
            )


SHEETS = (
    ("Neraca saldo", ("Bulan", "Akun", "Kode bagan akun daerah", "Nama", "Saldo awal", "Debit", "Kredit", "Saldo akhir"), trial),
    ("Jurnal", ("Kunci", "Tanggal", "Jenis", "Uraian", "Membalik", "Bukti memorial", "Dokumen", "Debit", "Baris", "Sidik isi", "Nomor jejak"), JOURNALS),
    ("Entri", ("Jurnal", "Tanggal", "Akun", "Debit", "Kredit", "Rujukan", "Wilayah"), ENTRIES),
    ("Mutasi bank", ("Bank", "Nomor mutasi", "Tanggal", "Jumlah", "Rujukan", "Uraian", "Keadaan", "Perintah bayar", "sha256 rekening koran"), BOOKINGS),
    ("Tagihan", ("Program", "Bulan", "Tahap", "Wilayah", "Orang", "Rupiah", "Kode iuran", "Ditagih", "Dibayar", "Perintah bayar", "sha256 berkas"), INVOICES),
    ("Tanda terima", ("Batch", "Mitra", "sha256 berkas", "Diterima (WITA)", "Jawaban", "Diakui", "Rupiah diakui", "Ditolak"), RECEIPTS),
    ("Selisih", ("Apa", "Mana", "Tanggal", "Rupiah", "Keterangan"), differences),
    ("Contoh", ("SHA-256 dari benih:kode:bulan", "Kode orang", "Bulan", "Desa/kelurahan", "Pembayar", "Rupiah", "Kode iuran", "Dibayar", "Diakui", "Nomor SK"), SAMPLE),
)  # fmt: skip


def rows(source: Any, scope: Scope) -> Rows:
    return query(source, scope) if isinstance(source, str) else source(scope)

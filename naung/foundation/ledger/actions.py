"""Posting and reversing. A mistake is corrected by a further journal that says why; a month is closed by closing.py."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.foundation.ledger import chart, queries
from naung.foundation.ledger.models import Account, Journal
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor, system
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_date, say_month
from naung.kit.refusal import Refusal
from naung.kit.rupiah import rupiah, say

Line = tuple[str, int, int | None, str]  # account, whole rupiah (debit above zero), what it is for, region


class NotBalanced(Refusal):
    """Debits and credits differ, or there are fewer than two lines."""


class AnotherJournal(Refusal):
    """The key belongs to a journal with other content."""


class UnknownAccount(Refusal):
    """An account that the chart does not have."""


class AccountNotInUse(Refusal):
    """An account of the chart that takes no entries on this day."""


class MonthClosed(Refusal):
    """The month takes no more journals."""


class AlreadyReversed(Refusal):
    """A journal is reversed once."""


@transaction.atomic
def post(
    *,
    key: str,
    on: date,
    kind: str,
    memo: str,
    by: Actor,
    at: datetime,
    lines: Iterable[Line] = (),
    lines_sql: str = "",
    params: Sequence[Any] = (),
    reverses: Journal | None = None,
) -> Journal:
    """Writes a journal whole: a list of lines, or a SELECT of (account text, amount bigint, ref bigint, region text).

    The same key and content again is the journal there is. NotBalanced, AnotherJournal, UnknownAccount, AccountNotInUse, MonthClosed."""
    _stage(lines, lines_sql, params)
    digest = _content_hash(on, kind)
    if there := queries.by_key(key):
        return _the_same(there, digest)
    total = _may_stand(on)
    entry = trail.record(by=by, verb="ledger.reverse" if reverses else "ledger.post", subject=f"ledger.journal:{key}", at=at, why=memo,
                         facts={"kind": kind, "on": on, "debit": total, "hash": digest})  # fmt: skip
    journal = Journal.objects.create(
        key=key, on=on, kind=kind, memo=memo, reverses=reverses, content_hash=digest, trail=entry
    )
    _write(journal)
    return journal


@transaction.atomic
def examine(
    *, on: date, kind: str, lines: Iterable[Line] = (), lines_sql: str = "", params: Sequence[Any] = ()
) -> tuple[str, int]:
    """What `post` would write, without writing it: the journal's hash and the sum of its debits. Refuses as `post` does."""
    _stage(lines, lines_sql, params)
    return _content_hash(on, kind), _may_stand(on)


def _may_stand(on: date) -> int:
    """The sum of the staged debits, when they are a journal of this day."""
    _open_month(on)
    total = _check_staged()
    _in_use(on)
    return total


def _stage(lines: Iterable[Line], lines_sql: str, params: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists ledger_new_entry")
        cursor.execute(
            "create temporary table ledger_new_entry (account text, amount bigint, ref bigint, region text) on commit drop"
        )
        if lines_sql:
            cursor.execute(f"insert into ledger_new_entry {lines_sql}", params)
        with cursor.copy("copy ledger_new_entry from stdin") as copy:
            for account, amount, ref, region in lines:
                copy.write_row((account, rupiah(amount), ref, region))


def _content_hash(on: date, kind: str) -> str:
    """Of the day, the kind and the lines in a stable order."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select encode(sha256(convert_to(coalesce(string_agg(concat_ws(' ', account, amount, ref, region), E'\\n'
                      order by account, ref, region, amount), ''), 'UTF8')), 'hex') from ledger_new_entry"""
        )
        return sha256(canonical([on, kind, cursor.fetchone()[0]]))


def _the_same(journal: Journal, digest: str) -> Journal:
    if journal.content_hash != digest:
        raise AnotherJournal(
            _("Jurnal %(key)s sudah ada dengan isi lain. Koreksi dicatat sebagai jurnal baru.")
            % {"key": journal.key}
        )
    return journal


def _open_month(on: date) -> None:
    if queries.is_closed(on):
        raise MonthClosed(
            _("Pembukuan %(month)s sudah ditutup. Catat koreksinya pada bulan yang masih terbuka.")
            % {"month": say_month(on)}
        )


def _check_staged() -> int:
    """The sum of the debits, when the lines are a journal at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct account from ledger_new_entry where account not in (select code from ledger_account)"
        )
        if unknown := [str(row[0]) for row in cursor.fetchall()]:
            raise UnknownAccount(
                _("Akun %(codes)s tidak ada di bagan akun.") % {"codes": ", ".join(sorted(unknown))}
            )
        cursor.execute(
            """select count(*), coalesce(sum(amount), 0), coalesce(sum(amount) filter (where amount > 0), 0),
                      count(*) filter (where amount = 0) from ledger_new_entry"""
        )
        rows, total, debit, zeros = (int(n) for n in cursor.fetchone())
    if total or rows < 2 or zeros:
        raise NotBalanced(
            _(
                "Jurnal tidak seimbang: selisih %(difference)s pada %(rows)s baris (%(zeros)s baris bernilai nol)."
            )
            % {"difference": say(total), "rows": rows, "zeros": zeros}
        )
    return debit


def _in_use(on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """select code, name from ledger_account where code in (select account from ledger_new_entry)
                  and (since > %(on)s or until < %(on)s) order by code""",
            {"on": on},
        )
        if shut := [f"{code} {name}" for code, name in cursor.fetchall()]:
            raise AccountNotInUse(
                _("Akun %(names)s tidak dipakai pada %(on)s.")
                % {"names": ", ".join(shut), "on": say_date(on)}
            )


def _write(journal: Journal) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into ledger_entry (journal_id, account_id, amount, ref, region)
               select %s, account, amount, ref, coalesce(region, '') from ledger_new_entry""",
            [journal.pk],
        )


@transaction.atomic
def reverse(*, journal: Journal, on: date, why: str, by: Actor, at: datetime) -> Journal:
    """A further journal with every sign turned. Reversing again is the reversal there is; a reversal is not reversed."""
    if journal.reverses_id:
        raise AlreadyReversed(
            _("Jurnal %(key)s sendiri adalah pembalikan. Catat jurnal baru.") % {"key": journal.key}
        )
    if there := Journal.objects.filter(reverses=journal).first():
        return there
    turned = "select account_id, -amount, ref, region from ledger_entry where journal_id = %s"
    return post(key=f"reverse/{journal.key}", on=on, kind="reversal", memo=why, by=by, at=at, lines_sql=turned, params=[journal.pk],
                reverses=journal)  # fmt: skip


@transaction.atomic
def load_chart(*, at: datetime) -> int:
    """Accounts that chart.yaml has and the books do not, and last days that it gives them; how many are new or changed."""
    there = {one.code: one for one in Account.objects.all()}
    changed = 0
    for code, one in chart.accounts().items():
        known = there.get(code)
        if known is None:
            Account.objects.create(code=code, name=one.name, kind=one.kind, since=one.since, until=one.until)
        elif (known.name, known.until) != (one.name, one.until):
            known.name, known.until = one.name, one.until
            known.save(update_fields=["name", "until"])
        else:
            continue
        changed += 1
    if changed:
        trail.record(by=system("setup"), verb="ledger.load_chart", subject="ledger.chart", at=at,
                     facts={"changed": changed, **chart.source()})  # fmt: skip
    return changed

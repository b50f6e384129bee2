"""Kinds of long work for the tests: counting, waiting, refusing, breaking, seeing."""

import time

from django.db import connection, transaction

from naung.foundation.trail import actions as trail
from naung.foundation.work.ports import Outcome, Report, Task
from naung.kit.refusal import Refusal


class NoPaper(Refusal):
    """For the test."""


def count(task: Task, report: Report) -> Outcome:
    """Writes one entry a number, each once: what is there already is not written again."""
    wanted = task.arguments["to"]
    for number in range(1, wanted + 1):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from trail_entry where verb = 'test.count' and subject = %s",
                [f"test.number:{number}"],
            )
            if not cursor.fetchone()[0]:
                trail.record(by=task.by, verb="test.count", subject=f"test.number:{number}", at=task.at)
        report(number, wanted, "Menghitung")
        time.sleep(task.arguments.get("milliseconds", 0) / 1000)
    return Outcome("Selesai dihitung.", {"numbers": wanted}, "/kembali")


def refuse(task: Task, report: Report) -> Outcome:
    raise NoPaper("Kertasnya habis. Isi dulu, lalu mulai lagi.")


def breaks(task: Task, report: Report) -> Outcome:
    raise ZeroDivisionError("secret detail")


def look(task: Task, report: Report) -> Outcome:
    """What the database shows this work: before and after its connection was lost."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('naung.regions'), current_user")
        regions, role = cursor.fetchone()
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('naung.regions')")
        (again,) = cursor.fetchone()
    return Outcome(f"{regions} | {again} | {role} | {','.join(task.regions)} | {task.by.name} | {task.on}")

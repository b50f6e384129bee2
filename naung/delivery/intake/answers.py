"""What the registers answered about people, said on the rows that those people came from (R09, R11).

The registry stands behind us on the road and knows no rows; so whoever asked the registers calls this afterwards."""

import json
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from naung.delivery.intake import actions
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor

# Who pays, as the insurer's own refusals call them; a payer that has no word here is named by its code.
PAYERS = {
    "apbn": "APBN",
    "apbd": "APBD",
    "village": "dana desa",
    "donor": "donatur",
    "self": "sendiri",
    "employer": "pemberi kerja",
}
# The parameters are those that sentences.py reads.
SAID = """
select r.id as row_id, 'R09' as code, 'nik' as field, 'warn' as severity,
       jsonb_build_object('until', p.insured_until, 'payer', coalesce(%(payers)s::jsonb->>p.insured_by, p.insured_by)) as params
  from intake_row r join registry_person p on p.id = r.person_id where p.insured_until >= %(on)s
union all
select r.id, 'R11', 'name', 'warn', jsonb_build_object('day', p.died_on)
  from intake_row r join registry_person p on p.id = r.person_id where p.civil_answer = 'DEAD' and p.died_on is not null"""
NEW = f"select * from ({SAID}) s where not exists (select from intake_finding f where f.row_id = s.row_id and f.code = s.code)"


@transaction.atomic
def say(*, by: Actor, at: datetime, on: date) -> int:
    """Notes on every row of somebody who is covered already on that day (R09) or died (R11); how many were new.

    A thing is said once; run again, nothing. The rows go on as they were: what holds a person back is decided at selection."""
    with connection.cursor() as cursor:
        cursor.execute(f"select code, count(*) from ({NEW}) n group by 1 order by 1", _params(on))  # noqa: S608  text of this file
        new = dict(cursor.fetchall())
    if not new:
        return 0
    entry = trail.record(
        by=by, verb="intake.answers", subject="intake.rows", at=at, facts={**new, "on": str(on)}
    )
    return actions.add_findings(source_sql=NEW, trail=entry, params=_params(on))


def _params(on: date) -> dict[str, Any]:
    return {"on": on, "payers": json.dumps(PAYERS)}

"""One payer a person and day: who holds a place and is not sent, since somebody else covers those days or was asked to."""

from typing import Any

from django.db import connection

from naung.delivery.enrolment.sending import LAST
from naung.delivery.programme.queries import Programme

LISTED = f"""
with wanted as (
    select l.id as place_id, l.person_id, l.region, l.village, l.programme_id, greatest(d.first_month, g.first_month) as start
      from selection_place l join selection_decree d on d.id = l.decree_id and d.state = 'DECIDED'
      join programme_programme g on g.id = l.programme_id
     where l.programme_id = %(programme)s and l.state = 'HELD' and (%(region)s = '' or l.region = %(region)s)
       and not exists (select from enrolment_membership m where m.place_id = l.id)
), {LAST}
select p.code, p.name, coalesce(v.name, '') as village, w.region, g.code as programme, b.payer, b.covered_until as until, b.state
  from wanted w join last b on b.person_id = w.person_id join programme_programme g on g.id = b.programme_id
  join registry_person p on p.id = w.person_id left join regions_region v on v.code = w.village
 where b.covered_until is null or b.covered_until >= w.start and not exists (
           select from selection_transfer t where t.source_id = b.programme_id and t.target_id = w.programme_id and t.state = 'DECIDED'
              and w.person_id = any(t.people))
 order by w.region, p.name_folded, p.code"""  # noqa: S608  code of the house


def paid_elsewhere(programme: Programme, region: str = "") -> list[dict[str, Any]]:
    """Holders of a place whom another programme covers in the same days: code, name, village, region, programme, payer, until (None: it
    was asked and has not been answered), state."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED, {"programme": programme.pk, "region": region})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

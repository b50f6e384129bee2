"""One payer a person and month: who holds a place that another programme pays for in the same months, by name."""

from typing import Any

from django.db import connection

from naung.delivery.programme import queries as programmes

# People with a live place of another programme whose months touch %(start)s to %(last)s, unless two people decided that they come over.
ELSEWHERE = """
    select o.person_id, o.programme_id, g.payer, g.code as payer_programme, g.last_month
      from selection_place o join selection_decree e on e.id = o.decree_id join programme_programme g on g.id = o.programme_id
     where o.programme_id <> %(programme)s and o.state in ('PROPOSED', 'HELD') and g.last_month >= %(start)s and e.first_month <= %(last)s
       and not exists (select from selection_transfer t where t.source_id = o.programme_id and t.target_id = %(programme)s
                          and t.state = 'DECIDED' and o.person_id = any(t.people))"""
LISTED = f"""
select p.code, p.name, coalesce(v.name, '') as village, a.region, o.payer_programme as programme, o.payer,
       (o.last_month + interval '1 month - 1 day')::date as until
  from ({ELSEWHERE}) o join selection_assessment a on a.programme_id = %(programme)s and a.person_id = o.person_id and a.rank is not null
  join registry_person p on p.id = o.person_id left join regions_region v on v.code = a.village
 where %(region)s = '' or a.region = %(region)s
 order by a.region, a.rank, p.code"""  # noqa: S608  code of the house


def paid_elsewhere(programme: programmes.Programme, region: str = "") -> list[dict[str, Any]]:
    """Candidates of a programme whom another pays already: code, name, village, region, programme, payer, until (last day). No list takes them."""
    params = {
        "programme": programme.pk,
        "start": programme.first_month,
        "last": programme.last_month,
        "region": region,
    }
    with connection.cursor() as cursor:
        cursor.execute(LISTED, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

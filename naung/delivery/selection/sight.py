"""What a careful person wants to see before signing a list: exceptions, what changed, and every name.

Sets throughout: one pass over the list gives every flag; a page of names is one query more. Reads under row-level security, so
whoever sees only a part of the region sees only that part."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.models import Decree
from naung.foundation.approvals.ports import Changes, Finding
from naung.foundation.vault import seals
from naung.kit.clock import say_date
from naung.kit.text import fold, mask

PAGE = 50
NAMES = 50  # of those who entered or left, shown by name

# Every person of the list with what may be wrong about them. An earlier decided list of the region makes a village "new".
LISTED = """
with listed as (
    select l.person_id, l.rank, l.village, l.state, l.released_because, p.code, p.name, p.name_folded, p.born_on, p.sex, p.nik_sealed,
           p.occupation_text, p.civil_answer, p.died_on, p.merged_into_id, p.decile, p.phone_index, p.kk_index,
           p.village <> l.village as moved, a.facts, a.score,
           count(*) over (partition by p.phone_index) as same_phone, count(*) over (partition by p.kk_index) as same_household
      from selection_place l join registry_person p on p.id = l.person_id
      left join selection_assessment a on a.programme_id = l.programme_id and a.person_id = l.person_id
     where l.decree_id = %(decree)s
), before as (
    select distinct l.village from selection_place l join selection_decree d on d.id = l.decree_id
     where d.state = 'DECIDED' and d.region = %(region)s and d.id < %(decree)s
), raised as (
    select n.person_id, f.flag from listed n cross join lateral (values
        ('dead', n.died_on is not null or n.civil_answer = 'DEAD'),
        ('merged', n.merged_into_id is not null),
        ('civil', n.civil_answer <> 'SAME' and n.civil_answer <> 'DEAD'),
        ('changed', n.moved or (n.facts->>'decile')::int is distinct from n.decile),
        ('decile', n.decile is null),
        ('old', n.born_on <= (%(first)s::date - interval '60 years')),
        ('phone', n.phone_index is not null and n.same_phone > 1),
        ('household', n.kk_index is not null and n.same_household > 3),
        ('village', exists (select from before) and n.village not in (select village from before)),
        ('status', n.facts->>'status_from' = 'occupation')
    ) f (flag, it) where f.it
)
"""
# The gravest first. The first four stop a careful person; the others are worth a look.
FLAGS: dict[str, tuple[str, Callable[[], str]]] = {
    "dead": ("danger", lambda: _("tercatat meninggal dunia")),
    "merged": ("danger", lambda: _("catatan ganda: orangnya sudah ada dengan nomor lain")),
    "civil": ("danger", lambda: _("NIK belum dipastikan oleh Dukcapil")),
    "changed": ("danger", lambda: _("data berubah sesudah dinilai (pindah atau desil lain)")),
    "decile": ("warn", lambda: _("desil belum diketahui")),
    "old": ("warn", lambda: _("berusia 60 tahun ke atas")),
    "phone": ("warn", lambda: _("nomor telepon sama dengan orang lain di daftar ini")),
    "household": ("warn", lambda: _("lebih dari tiga orang dari satu kartu keluarga")),
    "village": ("warn", lambda: _("dari desa atau kelurahan yang baru pertama kali ada di daftar")),
    "status": ("calm", lambda: _("status pekerjaan hanya menurut pekerjaannya, belum dari sumber resmi")),
}


def findings(decree: Decree) -> list[Finding]:
    """Each kind of exception that applies to somebody, then what the list leaves open in the region."""
    with connection.cursor() as cursor:
        cursor.execute(f"{LISTED} select flag, count(*) from raised group by flag", _params(decree))
        counted = dict(cursor.fetchall())
    people = [
        Finding(key, kind, says(), counted[key]) for key, (kind, says) in FLAGS.items() if key in counted
    ]
    return [*people, *_left_open(decree)]


def _params(decree: Decree) -> dict[str, Any]:
    return {"decree": decree.pk, "region": decree.region, "first": decree.first_month}


def _left_open(decree: Decree) -> list[Finding]:
    found = []
    quota = programmes.quota(decree.programme, decree.region)
    if quota and decree.state == "PREPARED" and quota.cap > quota.used:
        found.append(
            Finding(
                "",
                "warn",
                _("tempat tetap kosong: calon yang memenuhi syarat tidak cukup"),
                quota.cap - quota.used,
            )
        )
    if without := _villages_without(decree):
        found.append(
            Finding(
                "",
                "calm",
                _("desa atau kelurahan di wilayah ini tanpa seorang pun yang memegang tempat"),
                without,
            )
        )
    return found


def _villages_without(decree: Decree) -> int:
    """Villages of the region where nobody holds or is proposed for a place of this programme."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select count(*) from regions_region r where r.level = 4 and r.code like %s and not exists (
                   select from selection_place l where l.programme_id = %s and l.village = r.code and l.state <> 'RELEASED')""",
            [f"{decree.region}.%", decree.programme_id],
        )
        return int(cursor.fetchone()[0])


def people(
    decree: Decree, *, search: str = "", flag: str = "", page: int = 1
) -> tuple[int, list[dict[str, Any]]]:
    """How many match, and one page of them by rank: rank, code, name, born_on, sex, nik (masked), village, work, score, flags.

    search: the beginning of a word of the name, or of the village's. An unknown flag matches nobody."""
    params = {
        **_params(decree),
        "flag": flag,
        "search": f"%{fold(search)}%",
        "limit": PAGE,
        "offset": PAGE * (max(page, 1) - 1),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{LISTED}, chosen as (
                select n.*, v.name as village_name from listed n left join regions_region v on v.code = n.village
                 where (n.name_folded like %(search)s or lower(v.name) like %(search)s)
                   and (%(flag)s = '' or exists (select from raised r where r.person_id = n.person_id and r.flag = %(flag)s)))
            select count(*) over (), c.rank, c.code, c.name, c.born_on, c.sex, c.nik_sealed, c.village_name, c.occupation_text, c.score,
                   c.decile, c.state, c.released_because,
                   (select coalesce(array_agg(r.flag), '{{}}') from raised r where r.person_id = c.person_id)
              from chosen c order by c.rank, c.code limit %(limit)s offset %(offset)s""",
            params,
        )
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), [_person(*row[1:]) for row in rows]


def _person(rank: int, code: str, name: str, born_on: Any, sex: str, nik: Any, village: str, work: str, score: int | None,
            decile: int | None, state: str, because: str, flags: list[str]) -> dict[str, Any]:  # fmt: skip
    said = [
        {"kind": kind, "says": says()}
        for key, (kind, says) in FLAGS.items()
        if key in flags and key != "status"
    ]
    return {"rank": rank, "code": code, "name": name, "born_on": born_on, "sex": sex, "nik": mask(seals.open_sealed(nik, "nik")),
            "village": village or "", "work": work, "score": score, "decile": decile, "state": state, "because": because, "flags": said}  # fmt: skip


def changes(decree: Decree) -> Changes:
    """Against the refused list that this one replaces; else against the decree that it completes; else there is nothing before."""
    refused = _refused_before(decree)
    if refused:
        return _against(decree, refused)
    return _completed(decree) if decree.changes else Changes()


def _refused_before(decree: Decree) -> Decree | None:
    same = Decree.objects.filter(programme=decree.programme_id, region=decree.region, round=decree.round)
    return same.filter(state="REFUSED", pk__lt=decree.pk).order_by("-pk").first()


ONLY_HERE = """
select count(*) over (), p.code, p.name, v.name as village, '' as because
  from selection_place l join registry_person p on p.id = l.person_id left join regions_region v on v.code = l.village
 where l.decree_id = %(here)s and not exists (select from selection_place o where o.decree_id = %(there)s and o.person_id = l.person_id)
 order by l.rank limit %(names)s
"""
RELEASED = """
select count(*) over (), p.code, p.name, v.name as village, l.released_because as because
  from selection_place l join selection_decree d on d.id = l.decree_id join registry_person p on p.id = l.person_id
  left join regions_region v on v.code = l.village
 where l.programme_id = %(programme)s and l.region = %(region)s and l.state = 'RELEASED' and d.state = 'DECIDED' and d.id < %(here)s
   and l.trail > %(since)s
 order by l.rank limit %(names)s
"""


def _against(decree: Decree, other: Decree) -> Changes:
    entered = _names(ONLY_HERE, here=decree.pk, there=other.pk)
    left = _names(ONLY_HERE, here=other.pk, there=decree.pk)
    since = _("daftar %(day)s yang ditolak") % {"day": say_date(other.prepared_on)}
    return Changes(since, entered[0], left[0], entered[1], left[1])


def _completed(decree: Decree) -> Changes:
    """A further list adds people; who gave their places up since the last decided one is who left."""
    entered = _names(ONLY_HERE, here=decree.pk, there=decree.changes_id)
    left = _names(RELEASED, here=decree.pk, programme=decree.programme_id, region=decree.region, since=decree.changes.trail)  # fmt: skip
    return Changes(decree.changes.number, entered[0], left[0], entered[1], left[1])


def _names(sql: str, **params: Any) -> tuple[int, list[dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**params, "names": NAMES})
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), [
        dict(zip(("code", "name", "village", "because"), row[1:], strict=True)) for row in rows
    ]

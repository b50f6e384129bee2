"""Reads: people, by what they are known by, always resolved through merges."""

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.delivery.registry.models import Person
from naung.foundation.vault import seals
from naung.kit.refusal import Refusal

# Person id -> the id of the record that stands for it today. A merge always points at a record that stood at that
# moment, so the chain ends and cannot come back to itself.
RESOLVED = """
with recursive chain (id, at) as (
    select id, merged_into_id from registry_person where merged_into_id is not null
    union all
    select chain.id, p.merged_into_id from chain join registry_person p on p.id = chain.at where p.merged_into_id is not null
)
select c.id, c.at as standing from chain c join registry_person p on p.id = c.at where p.merged_into_id is null
union all
select id, id from registry_person where merged_into_id is null
"""
MOST_BEGINNINGS = 60  # more words than these begin alike: what was typed says too little to list them

NEAR = """
select o.word, s.word from unnest(%(words)s::text[], %(others)s::text[]) o (word, other),
    registry_slips(registry_sound(o.other)) r (rest) join registry_slip s on s.rest = r.rest
union all
select a.word, w.word from unnest(%(asked)s::text[]) a (word),
    lateral (select w.word from registry_word w where w.word >= a.word and w.word < a.word || '~' order by 1 limit %(most)s) w"""


class NoSuchPerson(Refusal):
    """Nobody in the registry has this code, or this officer does not see their region."""


def standing() -> QuerySet[Person]:
    """Everybody who has a record of their own, the dead included: not merged away."""
    return Person.objects.filter(merged_into=None)


def living() -> QuerySet[Person]:
    """Everybody standing who is not known to have died."""
    return standing().filter(died_on=None)


def by_code(code: str) -> Person:
    """The person with this code, or the one it was merged into; NoSuchPerson."""
    found = Person.objects.filter(code=code).first()
    if not found:
        raise NoSuchPerson(
            _("Tidak ada orang dengan kode %(code)s. Kode terdiri dari N dan 14 huruf atau angka.")
            % {"code": code}
        )
    return person(found.pk)


def person(person_id: int) -> Person:
    """The record that stands for this id today; NoSuchPerson."""
    return Person.objects.get(pk=resolve(person_id))


def resolve(person_id: int) -> int:
    """The id that stands for this id today, itself when it was never merged; NoSuchPerson."""
    while True:
        found = Person.objects.filter(pk=person_id).values_list("merged_into_id").first()
        if found is None:
            raise NoSuchPerson(_("Tidak ada orang dengan nomor urut %(number)s.") % {"number": person_id})
        if found[0] is None:
            return person_id
        person_id = found[0]


def by_nik(nik: str) -> Person | None:
    """The standing person with this NIK, by its keyed hash."""
    index = seals.index(nik, "nik")
    # two indexes, one over those who stand and one over those merged away: a condition that names neither reads the whole table
    found = standing().filter(nik_index=index).first()
    if found is None:
        found = Person.objects.filter(nik_index=index, merged_into__isnull=False).first()
    return person(found.pk) if found else None


def found_by_words(asked: list[str], wanted: int) -> dict[int, int]:
    """Person id -> which of the questions found them (1 the first), within the current scope and at most `wanted`.

    asked: tsquery texts over words of the folded name, '#1978' for the year of birth and '@53.71' for where they live; a later
    question is asked only where the earlier ones found too few. The ids say nothing yet: read the people under their policy."""
    with connection.cursor() as cursor:
        cursor.execute("select person, question from registry_found(%s::tsquery[], %s)", [asked, wanted])
        return dict(cursor.fetchall())


def words_near(spellings: dict[str, list[str]]) -> dict[str, set[str]]:
    """Each word asked -> the words of the registry's names that begin with it, or that sound like it or one of its spellings,
    or do when a letter is left out of each. At most MOST_BEGINNINGS + 1 of those that only begin alike."""
    pairs = [(word, other) for word, others in spellings.items() for other in (word, *others)]
    near: dict[str, set[str]] = {word: set() for word in spellings}
    with connection.cursor() as cursor:
        cursor.execute(NEAR, {"words": [w for w, _ in pairs], "others": [o for _, o in pairs], "asked": list(spellings),
                              "most": MOST_BEGINNINGS + 1})  # fmt: skip
        for word, found in cursor.fetchall():
            near[word].add(found)
    return near


def resolved_relation() -> str:
    """SQL for (id, standing) of every record, for joining in set-based work: merged ones answer with who stands."""
    return RESOLVED


def people_relation() -> str:
    """SQL for the standing records with all their columns, for set-based work of later steps."""
    return "select * from registry_person where merged_into_id is null"


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from registry_person where merged_into_id is null")
        return int(cursor.fetchone()[0])

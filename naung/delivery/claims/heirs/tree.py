"""The family tree of a person: entered once, put right by a further version that says why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.banking import said
from naung.delivery.claims.heirs import papers, queries, sound, words
from naung.delivery.claims.heirs.models import Relative
from naung.delivery.claims.models import Claim
from naung.delivery.registry import queries as registry
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.months import age_on
from naung.kit.refusal import Refusal
from naung.kit.text import fold


class InTheTree(Refusal):
    """This relative stands in the tree already, or is the person themselves."""


class NotInTheTree(Refusal):
    """No relative of this tree has this number."""


@dataclass(frozen=True, slots=True)
class Told:
    """A relative as told or read. `nik` and `phone` in plain digits here, sealed in the table. `via`: the number of the relative it
    descends through."""

    relation: str
    name: str
    sex: str
    born_on: date | None = None
    died_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    nik: str = ""
    phone: str = ""
    source: str = "told"
    via: int | None = None


@transaction.atomic
def enter(*, claim: Claim, told: Told, by: Actor, at: datetime, on: date) -> Relative:
    """Writes a relative into the tree of this claim's person. The very same again is the one that stands there.

    NotAllowed, NotKnown, InTheTree."""
    claim = sound.locked(claim, by, on)
    person = registry.resolve(claim.person_id)
    _one_at_a_time(person)
    standing = queries.tree(person)
    fields = _possible(_sound(told, on, {one.number for one in standing}), claim.person.born_on)
    if same := _same(standing, told, fields):
        return same
    _nobody_twice(claim, standing, fields)
    numbers = [one.number for one in queries.versions(person)]
    return _write(claim, person, max(numbers, default=0) + 1, 1, fields, "", by, at, on)


@transaction.atomic
def correct(
    *, claim: Claim, number: int, told: Told, because: str, by: Actor, at: datetime, on: date
) -> Relative:
    """Another version of a relative, with the reason; the one before stays. An empty NIK or telephone keeps the known one.

    NotAllowed, NotKnown, NoReason, NotInTheTree, InTheTree."""
    claim = sound.locked(claim, by, on)
    person = registry.resolve(claim.person_id)
    _one_at_a_time(person)
    before, standing = _stands(person, number)
    fields = _possible(_sound(told, on, {one.number for one in standing} - {number}), claim.person.born_on)
    for kept in ("nik", "phone"):
        if fields[f"{kept}_index"] is None:
            fields[f"{kept}_index"], fields[f"{kept}_sealed"] = (
                getattr(before, f"{kept}_index"),
                getattr(before, f"{kept}_sealed"),
            )
    _nobody_twice(claim, [one for one in standing if one.number != number], fields)
    return _write(
        claim, before.person_id, number, before.version + 1, fields, said.enough(because), by, at, on
    )


@transaction.atomic
def strike(*, claim: Claim, number: int, because: str, by: Actor, at: datetime, on: date) -> Relative:
    """Takes out who was entered by mistake; the row stays, with the reason. NotAllowed, NoReason, NotInTheTree."""
    claim = sound.locked(claim, by, on)
    person = registry.resolve(claim.person_id)
    _one_at_a_time(person)
    before, standing = _stands(person, number)
    if any(one.via == number for one in standing):
        raise InTheTree(_("%(name)s menghubungkan kerabat lain. Pindahkan dahulu mereka.") % {"name": before.name})  # fmt: skip
    fields = {name: getattr(before, name) for name in KEPT}
    return _write(claim, before.person_id, number, before.version + 1, {**fields, "void": True}, said.enough(because), by, at, on)  # fmt: skip


KEPT = ("relation", "via", "name", "sex", "born_on", "died_on", "joined_on", "left_on", "source", "nik_sealed", "nik_index", "phone_sealed", "phone_index")  # fmt: skip


def _sound(told: Told, on: date, numbers: set[int]) -> dict[str, object]:
    if told.relation not in words.RELATIONS or told.source not in words.SOURCES or told.sex not in ("L", "P"):
        raise sound.NotKnown(_("Pilih hubungan, jenis kelamin, dan sumber keterangannya."), "hubungan")
    if told.via is not None and told.via not in numbers:
        raise sound.NotKnown(_("Pilih kerabat penghubung dari pohon ini."), "lewat")
    nik, phone = sound.nik(told.nik), sound.phone(told.phone)
    born, died = sound.not_ahead(told.born_on, on, "lahir"), sound.not_ahead(told.died_on, on, "meninggal")
    if born and died and died < born:
        raise sound.NotKnown(_("Meninggal sebelum lahir: periksa kedua tanggalnya."), "meninggal")
    spouse = told.relation == "spouse"
    joined, left = (told.joined_on, told.left_on) if spouse else (None, None)
    if joined and left and left < joined:
        raise sound.NotKnown(_("Cerai sebelum menikah: periksa kedua tanggalnya."), "cerai")
    return {
        "relation": told.relation, "via": told.via, "name": sound.name(told.name), "sex": told.sex, "born_on": born, "died_on": died,
        "joined_on": joined, "left_on": left, "source": told.source, "nik_sealed": nik[0], "nik_index": nik[1], "phone_sealed": phone[0],
        "phone_index": phone[1],
    }  # fmt: skip


# Years between a parent and a child below which a date is mistyped. Adoption asks for more (PP 54/2007: from 30 years, of who is under 18).
APART = 10


def _possible(fields: dict[str, object], born: date) -> dict[str, object]:
    """Dates that cannot be beside the member's own (`born`) are refused where they are typed, for an heir's order and share rest on them."""
    relation, theirs, joined = fields["relation"], fields["born_on"], fields["joined_on"]
    if isinstance(joined, date) and joined < max(theirs if isinstance(theirs, date) else born, born):
        raise sound.NotKnown(
            _("Menikah sebelum salah satunya lahir: periksa tanggal nikah dan tanggal lahir."), "menikah"
        )
    if isinstance(theirs, date) and relation in ("child", "grandchild") and age_on(born, theirs) < APART:
        raise sound.NotKnown(
            _(
                "Lahir ketika peserta belum %(years)s tahun: periksa tahun lahirnya, atau pilih hubungan yang lain."
            )
            % {"years": APART},
            "lahir",
        )
    if isinstance(theirs, date) and relation in ("parent", "grandparent") and age_on(theirs, born) < APART:
        raise sound.NotKnown(
            _("Orang tua lebih tua paling sedikit %(years)s tahun dari peserta: periksa tahun lahirnya.")
            % {"years": APART},
            "lahir",
        )
    return fields


def _same(standing: list[Relative], told: Told, fields: dict[str, object]) -> Relative | None:
    """The relative that is told again in every word that was told."""
    plain = ("relation", "name", "sex", "born_on", "died_on", "joined_on", "left_on", "via")
    for one in standing:
        same_nik = not told.nik.strip() or _raw(one.nik_index) == _raw(fields["nik_index"])
        if same_nik and all(getattr(one, name) == fields[name] for name in plain):
            return one
    return None


def _nobody_twice(claim: Claim, standing: list[Relative], fields: dict[str, object]) -> None:
    index = _raw(fields["nik_index"])
    if index and index == bytes(claim.person.nik_index):
        raise InTheTree(_("NIK itu milik %(name)s sendiri, bukan kerabatnya.") % {"name": claim.person.name})
    for one in standing:
        twin = (fold(one.name), one.relation, one.born_on) == (fold(str(fields["name"])), fields["relation"], fields["born_on"])  # fmt: skip
        known = not (index and one.nik_index and _raw(one.nik_index) != index)
        if (index and _raw(one.nik_index) == index) or (twin and known and one.born_on):
            raise InTheTree(_("%(name)s sudah ada di pohon ini sebagai %(relation)s. Perbaiki yang itu.")
                            % {"name": one.name, "relation": words.relation(one.relation, one.sex)})  # fmt: skip


def _raw(value: object) -> bytes:
    return bytes(value) if value else b""  # type: ignore[call-overload,no-any-return]


def _stands(person: int, number: int) -> tuple[Relative, list[Relative]]:
    standing = queries.tree(person)
    for one in standing:
        if one.number == number:
            return one, standing
    raise NotInTheTree(_("Tidak ada kerabat bernomor %(n)s di pohon ini.") % {"n": number})


def _write(claim: Claim, person: int, number: int, version: int, fields: dict[str, object], because: str, by: Actor, at: datetime, on: date) -> Relative:  # fmt: skip
    verb = "claims.enter_relative" if version == 1 else "claims.strike_relative" if fields.get("void") else "claims.correct_relative"  # fmt: skip
    entry = trail.record(by=by, verb=verb, subject=f"claims.claim:{claim.number}", at=at, region=claim.village, why=because,
                         facts={"relative": number, "version": version, "relation": fields["relation"], "source": fields["source"]})  # fmt: skip
    made = Relative.objects.create(person_id=person, village=claim.village, number=number, version=version, because=because,
                                   entered_by_id=by.officer, entered_human=by.human, entered_at=at, trail=entry, **fields)  # fmt: skip
    papers.ask(claim=claim, by=by, at=at, on=on)
    return made


def _one_at_a_time(person: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"claims.relative:{person}"])

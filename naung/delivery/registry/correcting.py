"""A person's name, birth date, mother's name or NIK put right after admission.

A wrong letter holds a registration up for months; a changed number can turn one person into another. So what stood there is
kept, one officer shows the paper they saw, and another decides. The code of the person stays what it was."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.registry.models import Correction, Person
from naung.delivery.registry.states import CORRECTION
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit import nik as niks
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.text import digits, fold, squeeze

KIND = "registry.correction"
FIELDS = ("name", "born_on", "mother", "nik")
SHORTEST_REASON = 20  # letters: enough to say which paper was seen and where
# The register is asked again about whoever is somebody else than it answered for.
ANSWER_IS_OLD = "civil_answer = '', civil_checked_on = null"


class NotAFact(Refusal):
    """The new value is none that this fact can have."""


class NothingChanges(Refusal):
    """What is proposed is what stands there."""


class WaitsAlready(Refusal):
    """A correction of this fact waits for its decision."""


class SaysTooLittle(Refusal):
    """The document or the reason is missing, or says nothing."""


class SomebodyElses(Refusal):
    """Another person stands in the registry under this number: that is a merge, not a correction."""


class ChangedMeanwhile(Refusal):
    """What stood there when it was proposed stands there no more."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A fact as text; a number sealed and by its index, and never as text."""

    text: str = ""
    sealed: bytes | None = None
    index: bytes | None = None


@transaction.atomic
def propose(
    *, person: Person, field: str, becomes: str, document: str, reason: str, by: Actor, at: datetime, on: date
) -> Correction:
    """Puts a corrected fact before a second officer. `becomes`: a name, a NIK of 16 digits, or a day as 1978-08-12.

    NotAllowed, NotAFact, NothingChanges, WaitsAlready, SaysTooLittle, SomebodyElses."""
    staff.require(by, "registry.correct", person.village, on=on)
    document, reason = squeeze(document), squeeze(reason)
    value = _value(field, squeeze(becomes), on)
    was = _standing(person, field)
    _differs(person, field, value, was)
    if Correction.objects.filter(person=person, field=field, state="PROPOSED").exists():
        raise WaitsAlready(_("Perbaikan ini sudah diajukan dan menunggu keputusan petugas lain."))
    if not document or len(reason) < SHORTEST_REASON:
        raise SaysTooLittle(
            _("Tulis dokumen yang dilihat, dan alasannya paling sedikit %(n)s huruf.")
            % {"n": SHORTEST_REASON}
        )
    return _write(person, field, was, value, document, reason, by, at)


def _value(field: str, becomes: str, on: date) -> _Value:
    if field == "nik" and niks.parse(digits(becomes)):
        number = digits(becomes)
        return _Value(sealed=seals.seal(number, "nik"), index=seals.index(number, "nik"))
    if field == "born_on" and _day(becomes) and date(1900, 1, 1) < (_day(becomes) or on) < on:
        return _Value(becomes)
    if field in ("name", "mother") and len(fold(becomes)) > 1:
        return _Value(becomes)
    raise NotAFact(_("Isi nilai baru yang benar: nama, tanggal, atau NIK 16 angka."))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _standing(person: Person, field: str) -> _Value:
    if field == "nik":
        return _Value(sealed=bytes(person.nik_sealed), index=bytes(person.nik_index))
    return _Value(str(getattr(person, field)))


def _differs(person: Person, field: str, value: _Value, was: _Value) -> None:
    if (value.text, value.index) == (was.text, was.index):
        raise NothingChanges(_("Nilai yang diajukan sama dengan yang tercatat."))
    _free(person, value)


def _free(person: Person, value: _Value) -> None:
    taken = Person.objects.filter(nik_index=value.index, merged_into=None).exclude(pk=person.pk)
    if value.index and taken.exists():
        raise _somebody_elses()


def _somebody_elses() -> SomebodyElses:
    return SomebodyElses(
        _("Orang lain sudah tercatat dengan NIK ini. Periksa di antrean ganda apakah keduanya satu orang.")
    )


def _write(
    person: Person,
    field: str,
    was: _Value,
    value: _Value,
    document: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> Correction:
    number = _next_number()
    hashed = content_hash(person.code, field, was.text, value.text, value.index, document, reason)
    approval = approvals.prepare(kind=KIND, subject=f"{KIND}:{number}", content_hash=hashed, rows=1, rupiah=0, by=by, at=at,
                                 region=person.village, note=reason)  # fmt: skip
    entry = trail.record(by=by, verb="registry.propose_correction", subject=f"registry.person:{person.pk}", at=at, region=person.village,
                         why=reason, facts={"correction": number, "field": field, "document": document, "hash": hashed})  # fmt: skip
    return Correction.objects.create(
        id=number, person=person, village=person.village, field=field, was=was.text, becomes=value.text, was_sealed=was.sealed,
        becomes_sealed=value.sealed, becomes_index=value.index, document=document, reason=reason, content_hash=hashed, approval=approval, trail=entry,
    )  # fmt: skip


def content_hash(
    code: str, field: str, was: str, becomes: str, index: bytes | None, document: str, reason: str
) -> str:
    """What the second person signs; a number by its keyed index."""
    return sha256(
        canonical([code, field, was, becomes, bytes(index).hex() if index else "", document, reason])
    )


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('registry_correction', 'id'))")
        return int(cursor.fetchone()[0])


@transaction.atomic
def decide(
    *,
    correction: Correction,
    approve: bool,
    content_hash: str,
    by: Actor,
    at: datetime,
    on: date,
    note: str = "",
) -> Correction:
    """Another human decides. Approved: the person is called so from now on, and the civil registry is asked again. Again: unchanged.

    NotAllowed, SomebodyElses, ChangedMeanwhile, and what approvals.decide refuses."""
    staff.require(by, "registry.decide", correction.village, on=on)
    correction = Correction.objects.select_for_update(of=("self",)).select_related("approval").get(pk=correction.pk)  # fmt: skip
    approvals.decide(
        approval=correction.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    if correction.state != "PROPOSED":
        return correction
    if approve:
        _put_right(correction)
    return _move(correction, "correct" if approve else "refuse", by, at, note)


def _put_right(correction: Correction) -> None:
    person = Person.objects.select_for_update().get(pk=correction.person_id)
    stands = _standing(person, correction.field)
    if stands.text != correction.was or (
        correction.was_sealed and seals.open_sealed(stands.sealed, "nik") != seals.open_sealed(correction.was_sealed, "nik")
    ):  # fmt: skip
        raise ChangedMeanwhile(
            _("Catatan orang ini sudah berubah sejak perbaikan diajukan. Ajukan sekali lagi.")
        )
    if correction.field == "nik":
        _free(person, _Value(index=bytes(correction.becomes_index or b"")))
    columns, values = _columns(correction)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"update registry_person set {columns}, {ANSWER_IS_OLD} where id = %s", [*values, person.pk]
            )  # noqa: S608
    except IntegrityError:  # somebody was admitted, or merged away, under this number at the same moment
        raise _somebody_elses() from None


def _columns(correction: Correction) -> tuple[str, list[Any]]:
    if correction.field == "nik":
        return "nik_index = %s, nik_sealed = %s", [correction.becomes_index, correction.becomes_sealed]
    if correction.field == "name":
        return "name = %s, name_folded = %s", [correction.becomes, fold(correction.becomes)]
    return f"{correction.field} = %s", [correction.becomes]


def _move(correction: Correction, verb: str, by: Actor, at: datetime, why: str) -> Correction:
    correction.state = CORRECTION.after(correction.state, verb)
    correction.trail = trail.record(by=by, verb=f"registry.{verb}_correction", subject=f"registry.person:{correction.person_id}", at=at,
                                    region=correction.village, why=why, facts={"correction": correction.pk, "field": correction.field,
                                                                              "hash": correction.content_hash})  # fmt: skip
    correction.save(update_fields=["state", "trail"])
    return correction


@transaction.atomic
def withdraw(*, correction: Correction, why: str, by: Actor, at: datetime, on: date) -> Correction:
    """Takes a correction back that waits. NotAllowed; decided or withdrawn before: NotInThisState."""
    correction = Correction.objects.select_for_update(of=("self",)).select_related("approval").get(pk=correction.pk)  # fmt: skip
    staff.require(by, "registry.correct", correction.village, on=on)
    approvals.void(approval=correction.approval, by=by, at=at, why=why)
    return _move(correction, "withdraw", by, at, why)


def by_approval(approval: int) -> Correction:
    return Correction.objects.select_related("person").get(approval=approval)


def of_person(person_ids: list[int]) -> list[dict[str, Any]]:
    """Every correction of these records, the newest first; a number by neither value."""
    found = Correction.objects.filter(person__in=person_ids).order_by("-pk")
    return list(found.values("pk", "field", "was", "becomes", "document", "reason", "state", "approval_id"))


def corrected_since(entries: dict[int, int]) -> set[int]:
    """Of people -> trail entry, those of whom something was put right after that entry."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct s.person from unnest(%s::bigint[], %s::bigint[]) s (person, entry) join registry_correction c
                   on c.person_id = s.person and c.state = 'CORRECTED' and c.trail > s.entry""",
            [list(entries), list(entries.values())],
        )
        return {person for (person,) in cursor.fetchall()}

"""Taking lists and words about deaths, finding the insured among them, saying who is meant, and writing down visits to families."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import finding, matching, reading
from naung.delivery.claims.deaths.matching import Outcome
from naung.delivery.claims.deaths.models import Death, DeathCandidate, DeathList, DeathNotice, DeathVisit
from naung.delivery.claims.deaths.reading import NotAList
from naung.delivery.claims.deaths.states import DEATH, LISTS, NOTICE, RESULTS, SOURCES
from naung.delivery.claims.models import Claim
from naung.delivery.registry import queries as registry
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.staff.scope import seeing
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.text import fold, squeeze

__all__ = ["NotAList", "Outcome"]
SHORTEST_WHY = 10  # letters: a sentence that somebody else understands later
Progress = Callable[[int, int | None], None]
LOCK = "select pg_advisory_xact_lock(53, 71)"  # two runs at once would look at the same notices


class UnknownSource(Refusal):
    """A death list comes from one of the known offices."""


class NotYetDead(Refusal):
    """A death lies on the day of its list or before."""


class NothingRead(Refusal):
    """Not one line of the file could be read."""


class NoReason(Refusal):
    """Somebody who is to understand it later needs a sentence."""


class NotOneOfThem(Refusal):
    """Only whoever was put beside the notice can be the one."""


class AlreadySaid(Refusal):
    """Somebody was faster."""


class NoClaimYet(Refusal):
    """There is no claim for this death."""


class NotThatDay(Refusal):
    """A visit lies between the death and today."""


class UnknownResult(Refusal):
    """A visit ends in one of the known ways."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`fresh` False: the same file was here before, and nothing was added. `flaws`: lines by number, and which cell (reading.read);
    `left_out` of them are no notices."""

    kept: DeathList
    rows: int
    flaws: list[tuple[reading.Where, str]]
    fresh: bool = True

    @property
    def left_out(self) -> list[reading.Where]:
        return [where for where, code in self.flaws if code != reading.KEPT]


@transaction.atomic
def take(
    *, name: str, data: bytes, source: str, region: str, listed_on: date, by: Actor, at: datetime, on: date
) -> Taken:
    """Takes an office's list of deaths (xlsx, xls, ods or csv); its lines become notices that `look` goes on with. The same file again adds nothing.

    region: whose list, a village or the code above it. Refuses NotAList, NothingRead, UnknownSource, NotYetDead, NotAllowed, UnknownRegion.
    A line that cannot be read, or speaks of a day after the list, is named in `flaws` and left out."""
    if by.officer:
        staff.require(by, "claims.visit", region, on=on)
    _may_come(source, LISTS, listed_on, on)
    regions.by_code(region)
    sha256 = hashlib.sha256(data).hexdigest()
    there = DeathList.objects.filter(sha256=sha256, village=region).first()
    if there:
        return Taken(there, there.rows, [(n, code) for n, code in there.flaws], fresh=False)
    lines, flaws = reading.read(data)
    late = [(line.number, "later") for line in lines if line.died_on > listed_on]
    beyond = {where for where, _code in late}
    flaws = sorted([flaw for flaw in flaws if flaw[0] not in beyond] + late, key=_in_order)
    lines = [line for line in lines if line.number not in beyond]
    if not lines:
        raise NothingRead(
            _(
                "Tidak satu baris pun dapat dibaca: setiap baris perlu nama dan tanggal meninggal yang tidak lewat dari tanggal daftar."
            )
        )
    entry = trail.record(by=by, verb="claims.take_deaths", subject=f"claims.deathlist:{sha256[:16]}", at=at, region=region,
                         facts={"source": source, "rows": len(lines), "flaws": len(flaws), "sha256": sha256})  # fmt: skip
    kept = DeathList.objects.create(source=source, village=region, name=squeeze(name)[:200], sha256=sha256, listed_on=listed_on,
                                    rows=len(lines), flaws=[list(flaw) for flaw in flaws], trail=entry)  # fmt: skip
    _keep(kept, lines, region, entry)
    return Taken(kept, len(lines), flaws)


def _in_order(flaw: tuple[reading.Where, str]) -> list[int]:
    """By sheet and line, as numbers."""
    return [int(part) for part in str(flaw[0]).split("!")]


def _may_come(source: str, known: tuple[str, ...], listed_on: date, on: date) -> None:
    if source not in known:
        raise UnknownSource(_("Pilih dari mana daftar ini: Dukcapil, desa, rumah sakit, atau lainnya."))
    if listed_on > on:
        raise NotYetDead(_("Tanggal daftar %(day)s belum tiba.") % {"day": say_date(listed_on)})


def _keep(kept: DeathList, lines: list[reading.Line], region: str, entry: int) -> None:
    niks = [line.nik or None for line in lines]
    places = _villages(lines, region)
    sealed, index = seals.seal_all(niks, "nik"), seals.index_all(niks, "nik")
    DeathNotice.objects.bulk_create(
        [DeathNotice(source=kept.source, reference=f"{kept.sha256}:{region}:{line.number}", list=kept, listed_on=kept.listed_on, name=line.name,
                     name_folded=fold(line.name), born_on=line.born_on, sex=line.sex, died_on=line.died_on, village=places[line.place],
                     nik_sealed=sealed[i], nik_index=index[i], trail=entry) for i, line in enumerate(lines)],
        batch_size=1000,
    )  # fmt: skip


def _villages(lines: list[reading.Line], region: str) -> dict[str, str]:
    """The code of each place as typed; whose list it is where the words name no village inside."""
    typed = {line.place for line in lines}
    if len(region) not in (5, 8):
        return dict.fromkeys(typed, region)
    found = regions.resolve_villages([(place, region) for place in typed if place])
    return {place: (found[place, region].code if place else None) or region for place in typed}


@transaction.atomic
def notice(
    *, source: str, reference: str, name: str, died_on: date, village: str, listed_on: date, by: Actor, at: datetime, on: date,
    nik: str = "", born_on: date | None = None, sex: str = "",
) -> DeathNotice:  # fmt: skip
    """Takes one word about a death (an event of a registry) and looks at once whom it means. The same reference again: unchanged."""
    _may_come(source, SOURCES, listed_on, on)
    if died_on > listed_on:
        raise NotYetDead(_("Tanggal meninggal lewat dari tanggal kabarnya."))
    there = DeathNotice.objects.filter(source=source, reference=reference).first()
    if there:
        return there
    entry = trail.record(
        by=by,
        verb="claims.notice_death",
        subject=f"claims.deathnotice:{source}/{reference}"[:200],
        at=at,
        region=village,
    )
    made = DeathNotice.objects.create(
        source=source, reference=reference, listed_on=listed_on, name=squeeze(name), name_folded=fold(name), born_on=born_on, sex=sex,
        died_on=died_on, village=village, nik_sealed=seals.seal(nik, "nik") if nik else None, nik_index=seals.index(nik, "nik") if nik else None,
        trail=entry,
    )  # fmt: skip
    with seeing(["*"]):
        matching.run(by=by, at=at, only=[made.pk])
        finding.bring(on=on, by=by, at=at)
    made.refresh_from_db()
    return made


def look(
    *, by: Actor, at: datetime, on: date, most: int = matching.MOST, sets: int = 0, progress: Progress = lambda done, total: None
) -> Outcome:  # fmt: skip
    """Finds the insured among all that was told, by registers too, until nothing waits: `most` notices a set, each set one transaction;
    or so many `sets`, where somebody waits for it.

    It may end after any set: another run goes on with what is left, and a run with nothing left changes nothing. `progress(done, total)`
    is called after each set."""
    found = _set(by, at, on, most, first=True)
    ran = 1
    while found.waiting and ran != sets:
        progress(ran * most, ran * most + found.waiting)
        found, ran = _sum(found, _set(by, at, on, most)), ran + 1
    return found


def _set(by: Actor, at: datetime, on: date, most: int, *, first: bool = False) -> Outcome:
    """One set; the first asks the registers, and for everybody's number at once."""
    with seeing(["*"]):
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        told = finding.told(on=on, by=by, at=at) if first else 0
        found = matching.run(by=by, at=at, most=most, numbers=first)
        finding.bring(on=on, by=by, at=at)
    return replace(found, matched=found.matched + told)


def _sum(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(
        one.matched + other.matched, one.possible + other.possible, one.nobody + other.nobody, other.waiting
    )


def look_again(*, on: date) -> int:
    """Cover and amounts of open deaths, worked out anew once a day: a month that was paid late changes them. How many changed."""
    with seeing(["*"]):
        return finding.again(on=on)


@transaction.atomic
def same(*, notice: DeathNotice, person_id: int, why: str, by: Actor, at: datetime, on: date) -> DeathNotice:
    """A person says that a notice speaks of this member, with the reason. NotOneOfThem, NoReason, AlreadySaid, NotAllowed."""
    notice = _asked(notice, by, on)
    if not DeathCandidate.objects.filter(notice=notice, person_id=person_id).exists():
        raise NotOneOfThem(_("Pilih salah satu orang yang disandingkan dengan kabar ini."))
    person = registry.person(person_id)  # in one's own regions: else nobody is found
    return _say(notice, "match", why, by, at, on, person_id=person.pk, how="person")


@transaction.atomic
def nobody(*, notice: DeathNotice, why: str, by: Actor, at: datetime, on: date) -> DeathNotice:
    """A person says that a notice speaks of none of those beside it. NoReason, AlreadySaid, NotAllowed."""
    return _say(_asked(notice, by, on), "pass", why, by, at, on)


def _asked(notice: DeathNotice, by: Actor, on: date) -> DeathNotice:
    notice = DeathNotice.objects.select_for_update().get(pk=notice.pk)
    staff.require(by, "claims.match", notice.village, on=on)
    if notice.state != "POSSIBLE":
        raise AlreadySaid(_("Petugas lain sudah menjawab kabar ini."))
    return notice


def _say(
    notice: DeathNotice, verb: str, why: str, by: Actor, at: datetime, on: date, **columns: Any
) -> DeathNotice:
    notice.why, notice.state = _reason(why), NOTICE.after(notice.state, verb)
    notice.decider_id, notice.decider_human = by.officer, by.human
    for name, value in columns.items():
        setattr(notice, name, value)
    notice.trail = trail.record(by=by, verb=f"claims.death_{verb}", subject=f"claims.deathnotice:{notice.pk}", at=at, region=notice.village,
                                why=notice.why, facts={"state": notice.state})  # fmt: skip
    notice.save()
    if verb == "match":
        finding.bring(on=on, by=by, at=at)
        notice.refresh_from_db()
    return notice


@transaction.atomic
def visit(
    *, death: Death, result: str, visited_on: date, by: Actor, at: datetime, on: date, note: str = ""
) -> DeathVisit:
    """Writes down a visit to the family: claim (one was opened), refused, elsewhere, alive, not_found, again (they changed their mind).

    Refuses UnknownResult, NotThatDay, NoReason (all but claim and not_found need a sentence), NoClaimYet, NotAllowed. The same visit
    again: unchanged."""
    death = Death.objects.select_for_update().get(pk=death.pk)
    staff.require(by, "claims.visit", death.village, on=on)
    if result not in RESULTS:
        raise UnknownResult(_("Pilih apa hasil kunjungan."))
    if not death.died_on <= visited_on <= on:
        raise NotThatDay(_("Kunjungan antara hari meninggal dan hari ini."))
    there = DeathVisit.objects.filter(
        death=death, visited_on=visited_on, result=result, visitor_human=by.human or 0
    ).first()
    if there:
        return there
    note = squeeze(note) if result in ("claim", "not_found") else _reason(note)
    if result == "claim" and not claims_of(death):
        raise NoClaimYet(
            _("Klaim kematian orang ini belum dibuka. Buka klaimnya dahulu; kunjungan ini sesudah itu.")
        )
    return _visited(death, result, visited_on, note, by, at, on)


def _visited(
    death: Death, result: str, visited_on: date, note: str, by: Actor, at: datetime, on: date
) -> DeathVisit:
    entry = trail.record(by=by, verb="claims.visit", subject=f"claims.death:{death.pk}", at=at, region=death.village, why=note,
                         facts={"result": result, "visited_on": str(visited_on)})  # fmt: skip
    if verb := RESULTS[result]:
        death.state, death.trail = DEATH.after(death.state, verb), entry
        death.save(update_fields=["state", "trail"])
    return DeathVisit.objects.create(death=death, village=death.village, visited_on=visited_on, result=result, note=note, visitor_id=by.officer or 0,
                                     visitor_human=by.human or 0, entered_on=on, trail=entry)  # fmt: skip


def claims_of(death: Death) -> list[Claim]:
    """The claims of this person's death under whichever record, the refused ones too."""
    return list(
        Claim.objects.filter(
            kind="death", person_id__in=registry.records_of(registry.resolve(death.person_id))
        ).order_by("pk")
    )


def _reason(why: str) -> str:
    why = squeeze(why)
    if len(why) < SHORTEST_WHY:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": SHORTEST_WHY})
    return why

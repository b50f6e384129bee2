"""Children whose school is paid for: chosen by the family, followed year by year until level, age, wedding or work end it.

A school year falls due by itself (`open_year`, run twice it adds nothing); it is claimed with the school's letter, then paid. What the
law asks of a child that works is not known (Permenaker 1/2025 softened it), so a person decides that, never this code."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.banking import said
from naung.delivery.claims.heirs import queries, sound
from naung.delivery.claims.heirs.models import Relative, Scholar, ScholarYear
from naung.delivery.claims.heirs.states import CHILD, YEAR
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import entry
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say

BY_HAND = (
    "married",
    "working",
    "died",
    "chosen_other",
    "level",
)  # what a person ends it by; age is the calendar's


class NoScholarship(Refusal):
    """The law gives none here: not a child, too few months, too many children, or too old."""


class NotThisYear(Refusal):
    """This school year is claimed, paid or ended already, or the level goes backwards."""


class PaidTooMuch(Refusal):
    """More than the year's amount, or nothing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a run of `open_year` did: so many years fell due, so many scholarships ended by age or level."""

    due: int = 0
    ended: int = 0


@transaction.atomic
def choose(*, claim: Claim, relative: int, level: str, starts_year: int, by: Actor, at: datetime, on: date) -> Scholar:  # fmt: skip
    """Names a child, in the family's order, with the level and school year it begins at. The same again: the same.

    NotAllowed, NotKnown, NoScholarship."""
    claim = sound.locked(claim, by, on)
    if level not in law.LEVELS:
        raise sound.NotKnown(_("Pilih jenjang sekolahnya."), "jenjang")
    begun = law.school_year(claim.happened_on)
    if not begun <= starts_year <= begun + 8:  # a newborn enters kindergarten within so many years
        raise sound.NotKnown(_("Tahun ajaran mulai %(first)s atau sesudahnya.") % {"first": begun}, "tahun")
    child = _child(claim, relative)
    _young_enough(claim, child, law.school_year_begins(starts_year))
    going = [one for one in queries.scholars(claim.pk) if one.state == "GOING"]
    if same := next((one for one in going if one.relative == relative), None):
        return same
    place = min(set(range(1, len(going) + 2)) - {one.place for one in going})
    if not amount_of(claim, level, place):
        raise NoScholarship(_("Untuk anak ke-%(n)s dalam klaim ini aturan tidak memberi beasiswa: paling banyak dua anak, dan setelah sakit hanya dengan iuran yang cukup lama.") % {"n": place})  # fmt: skip
    told = entry(claim, "claims.choose_child", by, at, {"relative": relative, "place": place, "level": level, "from": starts_year})  # fmt: skip
    return Scholar.objects.create(claim=claim, region=claim.region, village=claim.village, relative=relative, place=place, level=level,
                                  starts_year=starts_year, entered_by_id=by.officer, entered_human=by.human, entered_at=at, trail=told)  # fmt: skip


def _child(claim: Claim, relative: int) -> Relative:
    found = next((one for one in queries.tree(claim.person_id) if one.number == relative), None)
    if found is None or found.relation != "child":
        raise NoScholarship(_("Beasiswa untuk anak dari peserta. Tambahkan dahulu anaknya ke pohon keluarga."))  # fmt: skip
    if found.died_on:
        raise NoScholarship(
            _("%(name)s tercatat meninggal. Kami turut berduka. Pilih anak yang lain.") % {"name": found.name}
        )
    if found.born_on is None:
        raise NoScholarship(
            _("Tanggal lahir %(name)s belum diketahui; beasiswa berhenti pada batas usia.")
            % {"name": found.name}
        )
    return found


def _young_enough(claim: Claim, child: Relative, begins: date) -> None:
    if child.born_on and law.scholarship_until(born_on=child.born_on, event_on=claim.happened_on) <= begins:
        raise NoScholarship(_("%(name)s sudah melewati batas usia beasiswa.") % {"name": child.name})


def amount_of(claim: Claim, level: str, place: int) -> law.Result | None:
    """A school year's amount by the law of the event's day; None where none is due."""
    found = law.scholarship_year(
        event_on=claim.happened_on, cause=claim.cause, months_paid=claim.months_paid, level=level, child=place
    )
    return found if found.lines else None


@transaction.atomic
def open_year(*, on: date, by: Actor, at: datetime) -> Opened:
    """Every child's school year that begins within the days of the reminder, and those begun since its start, falls due once. Ends who
    passed the age or has used up the years of the last level. Run again: nothing."""
    remind = law.provision("scholarship.reminder_days", on=on).value
    last = law.school_year(on + timedelta(days=remind))
    due = ended = 0
    going = (
        Scholar.objects.select_for_update(of=("self",)).filter(state="GOING", claim__state__in=PAYS).select_related("claim").order_by("pk")
    )  # fmt: skip
    for one in going:  # a few children a regency, not people by the thousand
        before = {year.year: year for year in queries.years(one.pk)}
        for year in range(one.starts_year, last + 1):
            if year in before or one.state != "GOING":
                continue
            if why := _over(one, list(before.values()), year):
                _end(one, why, "", law.school_year_begins(year), by, at)
                ended += 1
            else:
                before[year] = _due(one, list(before.values()), year, by, at)
                due += 1
    return Opened(due, ended)


PAYS = ("APPROVED", "DETERMINED", "PAID", "CLOSED")  # a child is followed once the estimate stands


def next_level(one: Scholar, years: list[ScholarYear]) -> str:
    """The level of the next school year: the same while years of it are left, else the next one; '' where the last is used up."""
    counted = [year.level for year in years if year.state != "ENDED"]
    level = counted[-1] if counted else one.level
    for step in law.LEVELS[law.LEVELS.index(level) :]:
        if counted.count(step) < law.scholarship_years(step, event_on=one.claim.happened_on):
            return step
    return ""


def _over(one: Scholar, years: list[ScholarYear], year: int) -> str:
    child = queries.child_of(one)
    if child and child.died_on and child.died_on <= law.school_year_begins(year):
        return "died"
    if child and child.born_on and law.scholarship_until(born_on=child.born_on, event_on=one.claim.happened_on) <= law.school_year_begins(year):  # fmt: skip
        return "age"
    return "" if next_level(one, years) else "level"


def _due(one: Scholar, years: list[ScholarYear], year: int, by: Actor, at: datetime) -> ScholarYear:
    level = next_level(one, years)
    found = amount_of(one.claim, level, one.place)
    if found is None:
        raise NoScholarship(
            _("Aturan tidak memberi beasiswa untuk klaim %(number)s.") % {"number": one.claim.number}
        )
    line = found.lines[0]
    told = entry(one.claim, "claims.open_year", by, at, {"scholar": one.pk, "year": year, "level": level, "rupiah": line.amount})  # fmt: skip
    return ScholarYear.objects.create(scholar=one, region=one.region, village=one.village, year=year, due_on=law.school_year_begins(year), level=level,
                                      rupiah=line.amount, reference=line.reference, confidence=line.confidence, trail=told)  # fmt: skip


@transaction.atomic
def claim_year(*, year: ScholarYear, level: str, school: str, document: str, by: Actor, at: datetime, on: date) -> ScholarYear:  # fmt: skip
    """Puts a school year before the insurer, with the school's letter; the level is the letter's. Again: unchanged.

    NotAllowed, NotKnown, NotThisYear."""
    claim, year = _year(year, by, on)
    if year.state == "CLAIMED" and (year.level, year.school, year.document) == (level, school.strip(), document.strip()):  # fmt: skip
        return year
    if year.state != "DUE":
        raise NotThisYear(_("Tahun ajaran ini sudah ditagih, dibayar, atau berakhir."))
    if level not in law.LEVELS or len(school.strip()) < 3:
        raise sound.NotKnown(_("Pilih jenjang dan tulis nama sekolahnya, seperti pada surat sekolah."), "sekolah")  # fmt: skip
    _forward(year, level)
    line = amount_of(claim, level, year.scholar.place).lines[0]  # type: ignore[union-attr]
    year.level, year.rupiah, year.reference, year.confidence = (
        level,
        line.amount,
        line.reference,
        line.confidence,
    )
    year.school, year.document, year.claimed_on = said.harmless(school), sound.document(document), on
    return _moved(claim, year, "claim", by, at, {"level": level, "rupiah": line.amount})


def _forward(year: ScholarYear, level: str) -> None:
    others = [one for one in queries.years(year.scholar_id) if one.pk != year.pk and one.state != "ENDED"]
    used = sum(one.level == level for one in others)
    most = law.scholarship_years(level, event_on=year.scholar.claim.happened_on)
    if used >= most:
        raise NotThisYear(_("Jenjang ini sudah dibayar %(n)s tahun, paling lama menurut aturan.") % {"n": most})  # fmt: skip
    earlier = [law.LEVELS.index(one.level) for one in others if one.year < year.year]
    if earlier and law.LEVELS.index(level) < max(earlier):
        raise NotThisYear(_("Jenjang ini lebih rendah daripada tahun sebelumnya. Periksa surat sekolahnya."))


@transaction.atomic
def pay_year(*, year: ScholarYear, rupiah: int, payment: str, paid_on: date, by: Actor, at: datetime, on: date) -> ScholarYear:  # fmt: skip
    """What the family received for a claimed year, by one transfer. Again: unchanged. NotAllowed, NotKnown, NotThisYear, PaidTooMuch."""
    claim, year = _year(year, by, on, "claims.pay")
    if year.state == "PAID" and (year.payment, year.paid_rupiah) == (payment.strip(), rupiah):
        return year
    if year.state != "CLAIMED":
        raise NotThisYear(_("Yang dibayar hanya tahun ajaran yang sudah ditagih dan belum dibayar."))
    if not 0 < rupiah <= year.rupiah:
        raise PaidTooMuch(
            _("Beasiswa tahun ini %(most)s; tulis yang diterima keluarga.") % {"most": say(year.rupiah)}
        )
    payment = sound.document(payment, "bukti")
    if ScholarYear.objects.filter(payment=payment).exists():
        raise sound.NotKnown(_("Nomor bukti transfer ini sudah dipakai. Satu transfer untuk satu tahun."), "bukti")  # fmt: skip
    year.paid_on, year.paid_rupiah, year.payment = (
        sound.not_ahead(paid_on, on, "tanggal"),
        rupiah,
        payment,
    )
    return _moved(claim, year, "pay", by, at, {"rupiah": rupiah})


@transaction.atomic
def end_year(*, year: ScholarYear, because: str, by: Actor, at: datetime, on: date) -> ScholarYear:
    """Nothing comes of this year, with the reason (out of school, refused by the insurer). Again: unchanged. NotAllowed, NoReason, NotThisYear."""
    claim, year = _year(year, by, on)
    if year.state == "ENDED":
        return year
    if year.state == "PAID":
        raise NotThisYear(_("Tahun ajaran ini sudah dibayar."))
    year.ended_because = said.enough(because)
    return _moved(claim, year, "end", by, at, {}, year.ended_because)


@transaction.atomic
def end(*, scholar: Scholar, because: str, note: str, by: Actor, at: datetime, on: date) -> Scholar:
    """Ends a child's scholarship: married, working (a person weighed it), died, level, chosen_other. What is due and not claimed ends
    with it. Again: unchanged. NotAllowed, NotKnown, NoReason."""
    sound.locked(scholar.claim, by, on)
    scholar = Scholar.objects.select_for_update(of=("self",)).select_related("claim").get(pk=scholar.pk)
    if scholar.state == "ENDED":
        return scholar
    if because not in BY_HAND:
        raise sound.NotKnown(_("Pilih sebab berakhirnya beasiswa."), "sebab")
    note = said.enough(note)
    for year in queries.years(scholar.pk):
        if year.state == "DUE":
            year.ended_because = note
            _moved(scholar.claim, year, "end", by, at, {}, note)
    return _end(scholar, because, note, on, by, at)


def _end(one: Scholar, because: str, note: str, on: date, by: Actor, at: datetime) -> Scholar:
    one.state, one.ended_on, one.ended_because, one.ended_note = (
        CHILD.after(one.state, "end"),
        on,
        because,
        note,
    )
    one.trail = entry(one.claim, "claims.end_scholarship", by, at, {"scholar": one.pk, "because": because}, note)  # fmt: skip
    one.save(update_fields=["state", "ended_on", "ended_because", "ended_note", "trail"])
    return one


def _year(year: ScholarYear, by: Actor, on: date, verb: str = sound.VERB) -> tuple[Claim, ScholarYear]:
    claim = sound.locked(year.scholar.claim, by, on, verb)
    known = ScholarYear.objects.select_for_update(of=("self",)).select_related("scholar", "scholar__claim")
    return claim, known.get(pk=year.pk)


def _moved(claim: Claim, year: ScholarYear, verb: str, by: Actor, at: datetime, facts: dict[str, object], why: str = "") -> ScholarYear:  # fmt: skip
    year.state = YEAR.after(year.state, verb)
    year.trail = entry(claim, f"claims.{verb}_school_year", by, at, {"scholar": year.scholar_id, "year": year.year, **facts}, why)  # fmt: skip
    year.save()
    return year

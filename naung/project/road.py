"""The whole road, step by step, on the days it really went: what `naung demo` shows, `naung bench` measures and the
crash tests interrupt. Each step can run again and then changes nothing."""

import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from naung.kit.actor import Actor, system
from naung.kit.home import home, private_folder, private_json
from naung.kit.months import Month
from naung.project.cli.base import Step
from naung.project.plugs import plug
from naung.project.words import _, gettext_noop

PROGRAMME, EVENT = "ntt-2025", "balai-kota-2025"
CITY, PROVINCE = "53.71", "53"
LAST_DAY = date(2025, 12, 15)  # the day on which the demonstration is looked at
# Made-up officers: login, name, role, NIP (made up too).
OFFICERS = (
    ("lurah", "Contoh Operator Namosain", "village_operator", "53.71.01.1001", "199001012015011001"),
    ("kota", "Contoh Petugas Dinas Kota Kupang", "regency_officer", "53.71", "198502022010012002"),
    ("verifikator", "Contoh Verifikator Provinsi", "verifier", "53", "198303032008013003"),
    ("pejabat", "Contoh Pejabat Penyetuju", "approver", "53", "197504042000014004"),
    ("bendahara", "Contoh Bendahara", "treasurer", "53", "198605052011015005"),
    ("bpjs", "Contoh Petugas BPJS", "bpjs_officer", "53", "198806062012016006"),
    ("bank", "Contoh Petugas Bank", "bank_officer", "53", "198907072013017007"),
    ("auditor", "Contoh Auditor", "auditor", "53", "197808082003018008"),
)


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk of the road: how many people, where, and where the lists lie."""

    people: int
    region: str
    seed: int
    mess: str
    lists: Path

    @property
    def programme(self) -> Any:
        from naung.delivery.programme import queries as programme

        return programme.by_code(PROGRAMME)


def at(day: date, hour: int = 9) -> datetime:
    """An hour of a day in WITA, as a moment."""
    return datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)


def who(login: str) -> Actor:
    from naung.foundation.staff import queries as staff

    return staff.actor(login)


def sample(walk: Walk, step: Step) -> None:
    """The villages' lists, made once; the partners' knowledge beside them."""
    from naung.sample import make

    if not (walk.lists / "truth.csv").exists():
        make.write(
            walk.lists,
            people=walk.people,
            region=walk.region,
            seed=walk.seed,
            mess=walk.mess.split(","),
            progress=step.progress,
        )
    partners = home() / "partners"
    partners.mkdir(exist_ok=True)
    for file in sorted((walk.lists / "world").glob("*.csv")):
        shutil.copyfile(file, partners / file.name)
    step.out = sum(1 for _ in walk.lists.rglob("*.xlsx"))


def appoint(walk: Walk, step: Step) -> None:
    """The officers of the demonstration, each with a password of this installation."""
    from naung.foundation.staff import actions as staff

    passwords = logins()
    for login, name, role, region, nip in OFFICERS:
        staff.appoint(login=login, name=name, identity=nip, password=passwords[login], role=role, region=region,
                      since=date(2025, 1, 1), by=system("demo"), at=at(date(2025, 7, 1)), once=False)  # fmt: skip
    step.out = len(OFFICERS)


def logins() -> dict[str, str]:
    return private_json(
        home() / "logins.json", {login: "contoh-" + secrets.token_hex(4) for login, *_ in OFFICERS}
    )


def intake(walk: Walk, step: Step) -> None:
    from naung.delivery.intake import jobs

    outcomes = jobs.receive(paths=[walk.lists], programme=walk.programme, region=walk.region, by=system("intake"),
                            at=at(date(2025, 7, 14)), progress=step.progress)  # fmt: skip
    _count_rows(walk, step, outcomes)


def _count_rows(walk: Walk, step: Step, outcomes: Any) -> None:
    from naung.delivery.intake import queries

    states = queries.by_state(walk.programme.pk)
    flawed = states.get("FLAWED", 0)
    step.into, step.out = sum(states.values()), sum(states.values()) - flawed
    step.held = {_("baris perlu diperbaiki"): flawed} if flawed else {}
    step.more = {"files": len(outcomes)}


def match(walk: Walk, step: Step) -> None:
    from naung.delivery.matching import jobs

    found = jobs.match(
        programme=walk.programme, by=system("match"), at=at(date(2025, 7, 15)), progress=step.progress
    )
    step.more = {"found": str(found)}


def civil_registry(walk: Walk, step: Step) -> None:
    from naung.delivery.registry import jobs

    found = jobs.check_civil_registry(
        registry=plug("naung.delivery.registry.ports.CivilRegistry"),
        by=system("check"),
        at=at(date(2025, 7, 16)),
    )
    step.into, step.more = found.asked, {"answers": found.answers}


def assess(walk: Walk, step: Step) -> None:
    from naung.delivery.selection import jobs

    step.out = jobs.assess(
        programme=walk.programme,
        on=date(2025, 7, 17),
        by=system("select"),
        at=at(date(2025, 7, 17)),
        progress=step.progress,
    )


def rank(walk: Walk, step: Step) -> None:
    from naung.delivery.selection import jobs, queries

    jobs.rank(programme=walk.programme, on=date(2025, 7, 17), by=system("select"), at=at(date(2025, 7, 17)))
    counts = queries.counts(walk.programme)
    step.into, step.out = counts["assessed"], counts["eligible"]


def decree(walk: Walk, step: Step) -> None:
    """One officer prepares a list a region, another signs it."""
    from naung.delivery.selection import actions

    drafts = actions.prepare_decrees(
        programme=walk.programme, by=who("verifikator"), at=at(date(2025, 7, 17), 15), on=date(2025, 7, 17)
    )
    _sign(drafts, date(2025, 7, 18), step)


def replace(walk: Walk, step: Step) -> None:
    """Who waits takes the places that the insurer's refusals left free, by a further decree."""
    from naung.delivery.selection import actions, queries

    if queries.decrees(walk.programme).filter(round=2, state="DECIDED").exists():
        return  # one that was prepared and not signed before the process ended is taken up again
    drafts = actions.prepare_replacements(
        programme=walk.programme, by=who("verifikator"), at=at(date(2025, 8, 1)), on=date(2025, 8, 1)
    )
    _sign(drafts, date(2025, 8, 4), step)


def _sign(drafts: Any, day: date, step: Step) -> None:
    from naung.delivery.selection import actions

    waiting = [draft for draft in drafts if draft.state == "PREPARED"]
    for done, draft in enumerate(waiting, 1):
        actions.decide_decree(
            decree=draft, approve=True, content_hash=draft.content_hash, by=who("pejabat"), at=at(day), on=day
        )
        step.progress(done, len(waiting))
    step.out = sum(draft.rows for draft in drafts)
    step.more = {"decrees": len(drafts), "rupiah": sum(draft.rupiah for draft in drafts)}


def enrol(day: date) -> Callable[[Walk, Step], None]:
    """The batch to the insurer on a day, and its answer."""

    def step_of(walk: Walk, step: Step) -> None:
        from naung.delivery.enrolment import jobs, queries
        from naung.project.cli.partners import HELD

        insurer = plug("naung.delivery.enrolment.ports.Insurer")
        jobs.send(
            programme=walk.programme,
            insurer=insurer,
            by=who("verifikator"),
            at=at(day),
            on=day,
            progress=step.progress,
        )
        jobs.take(
            programme=walk.programme,
            insurer=insurer,
            by=who("bpjs"),
            at=at(day, 15),
            on=day,
            progress=step.progress,
        )
        counts = queries.counts(walk.programme)
        step.into, step.out = sum(counts.values()), counts.get("ENROLLED", 0)
        step.held = {_(HELD[why]): n for why, n in queries.held_back(walk.programme).items()}

    return step_of


def bank(walk: Walk, step: Step) -> None:
    from naung.delivery.banking import jobs, queries

    day, partner = date(2025, 8, 11), plug("naung.delivery.banking.ports.Bank")
    jobs.send(
        programme=walk.programme,
        bank=partner,
        by=who("verifikator"),
        at=at(day),
        on=day,
        progress=step.progress,
    )
    jobs.take(
        programme=walk.programme, bank=partner, by=who("bank"), at=at(day, 15), on=day, progress=step.progress
    )
    counts = queries.counts(walk.programme)
    step.into, step.out = sum(counts.values()), counts.get("OPENED", 0) + counts.get("ACTIVE", 0)


def month(which: Month) -> Callable[[Walk, Step], None]:
    """One month: prepared by the treasurer, decided by another, billed, paid, acknowledged."""

    def step_of(walk: Walk, step: Step) -> None:
        from naung.delivery.contributions import actions, jobs

        day = max(date(which.year, which.month, 15), date(2025, 7, 28))
        when = {"at": at(day), "on": day}
        run = jobs.run(programme=walk.programme, month=which, by=who("bendahara"), **when).run
        if run is None:
            return
        if run.state == "PREPARED":
            run = actions.propose(run=run, by=who("bendahara"), **when)
            run = actions.decide(
                run=run, approve=True, content_hash=run.content_hash, by=who("pejabat"), **when
            )
        insurer = plug("naung.delivery.contributions.ports.Insurer")
        jobs.bill(run=run, insurer=insurer, by=who("bendahara"), progress=step.progress, **when)
        jobs.pay(
            run=_again(run), bank=plug("naung.foundation.payments.ports.Bank"), by=who("bendahara"), **when
        )
        jobs.acknowledge(run=_again(run), insurer=insurer, by=who("bpjs"), progress=step.progress, **when)
        _say_month(walk, which, step)

    return step_of


def _again(run: Any) -> Any:
    run.refresh_from_db()
    return run


def _say_month(walk: Walk, which: Month, step: Step) -> None:
    from naung.delivery.contributions import queries

    sums = queries.reconciliation(walk.programme, which)
    step.more = {"agreement": [str(one) for one in sums]}


def handover(walk: Walk, step: Step) -> None:
    """3 September 2025, the city hall: ten people, card and passbook."""
    from naung.delivery.handover import actions, printing, queries

    day = date(2025, 9, 3)
    event = actions.hold(programme=walk.programme, code=EVENT, name="Serah terima di Balai Kota", held_on=day, place="Ruang Garuda, Balai Kota Kupang",
                         region=CITY, by=who("kota"), at=at(day, 8))  # fmt: skip
    guests = queries.on_roll(event) or queries.choose(walk.programme, event, 10)
    actions.issue_cards(event=event, membership_ids=guests, by=who("kota"), at=at(day, 8))
    actions.sign(
        event=event,
        receipts=[actions.Receipt(membership_id=m, proof="thumb") for m in guests],
        by=who("kota"),
        at=at(day, 10),
        on=day,
    )
    private_folder(prints())
    for name, content in printing.documents(programme=walk.programme, event=event, membership_ids=guests):
        with open(prints() / name, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(content)
    step.into, step.out = len(guests), len(guests) - len(queries.not_collected(event))


def prints() -> Path:
    return home() / "prints" / EVENT


# What happened to two members: an accident on the road, and a death by illness after the first three months.
EVENTS: tuple[dict[str, Any], ...] = (
    {"kind": "accident", "cause": "work_accident", "happened_on": date(2025, 10, 14), "on": date(2025, 10, 15), "place": "Jalan Timor Raya"},
    {"kind": "death", "cause": "illness", "happened_on": date(2025, 11, 5), "on": date(2025, 11, 7)},
)  # fmt: skip


def claims(walk: Walk, step: Step) -> None:
    """One work accident and one death, reported by the family at the city's office and assessed by another officer."""
    from naung.delivery.claims import actions

    members = _members_since_july(walk, len(EVENTS))
    for person, event in zip(members, EVENTS, strict=False):
        day = event["on"]
        claim = actions.report(person_id=person, **event, by=who("kota"), at=at(day))
        actions.assess(claim=claim, by=who("verifikator"), at=at(day, 14), on=day)
    step.out = len(members)


def _members_since_july(walk: Walk, wanted: int) -> list[int]:
    """The same members every time: enrolled since July, by the order of codes; fewer where there are fewer."""
    from naung.delivery.enrolment import queries

    found = queries.enrolled(walk.programme).filter(region=CITY, covered_from=date(2025, 7, 1))
    return list(found.order_by("person__code").values_list("person_id", flat=True)[:wanted])


def seal(walk: Walk, step: Step) -> None:
    from naung.foundation.trail import actions, queries

    step.into = queries.unsealed()
    while actions.seal():
        pass
    step.out = step.into - queries.unsealed()


def summary(walk: Walk) -> dict[str, Any]:
    """Where to look."""
    from naung.delivery.handover import queries as handovers
    from naung.delivery.registry import queries as registry

    guests = handovers.on_roll(handovers.event(EVENT))
    people = handovers.people(guests)
    return {
        "story": people[0]["code"] if people else registry.living().order_by("code")[0].code,
        "prints": str(prints()),
    }


def region_for(people: int) -> str:
    return PROVINCE if people >= 20_000 else CITY


def lists_folder(people: int, seed: int, mess: str) -> Path:
    return home() / "demo" / f"{people}-{seed}-{mess.replace(',', '+')}"


def walk(the_walk: Walk, voice: Any) -> list[dict[str, Any]]:
    """Every step in its order; what each took in, gave out and held back."""
    from naung.project import house

    with voice.step(_("Skema dan data acuan")) as step:
        step.out = house.migrate() + sum(house.load().values())
    for name, do in STEPS:
        with voice.step(_said(name)) as step:
            do(the_walk, step)
    return [step.as_facts() for step in voice.steps]


def _said(name: str) -> str:
    """A step's name in the language of the run; the steps of the months share one sentence."""
    month = name.removeprefix("Iuran ")
    return _(name) if month == name else _("Iuran %(month)s") % {"month": month}


STEPS: list[tuple[str, Callable[[Walk, Step], None]]] = [
    (gettext_noop("Daftar desa (contoh)"), sample),
    (gettext_noop("Petugas"), appoint),
    (gettext_noop("Daftar dibaca"), intake),
    (gettext_noop("Dicocokkan"), match),
    (gettext_noop("Dukcapil menjawab"), civil_registry),
    (gettext_noop("Dinilai menurut aturan"), assess),
    (gettext_noop("Diperingkat"), rank),
    (gettext_noop("Ditetapkan dua pejabat"), decree),
    (gettext_noop("Didaftarkan ke BPJS"), enrol(date(2025, 7, 21))),
    (gettext_noop("Pengganti ditetapkan"), replace),
    (gettext_noop("Pengganti didaftarkan"), enrol(date(2025, 8, 5))),
    (gettext_noop("Rekening Bank NTT"), bank),
    *((f"Iuran {which}", month(which)) for which in Month(2025, 7).until(Month(2025, 8))),
    (gettext_noop("Serah terima di Balai Kota"), handover),
    *((f"Iuran {which}", month(which)) for which in Month(2025, 9).until(Month(2025, 12))),
    (gettext_noop("Satu kecelakaan, satu kematian"), claims),
    (gettext_noop("Jejak disegel"), seal),
]

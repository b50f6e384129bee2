"""Four families in the first weeks of 2026: one whose money came and was confirmed, one whose papers are still gathered, one whose worker
lies in hospital, and one that nobody told us of, found in a list of deaths."""

from datetime import date
from typing import Any

from naung.kit.months import Month
from naung.project.cli.base import Step
from naung.project.road import years
from naung.project.road.scene import CITY, Walk, at, who

JANUARY, WANTED = Month(2026, 1), 4
OFFICE = "Dinas Tenaga Kerja Kota Kupang (DATA CONTOH)"
DROWNED, READ, ASSESSED, APPROVED, GRANTED, PAID, CONFIRMED = (
    date(2026, 1, day) for day in (12, 20, 21, 22, 26, 28, 30)
)
HURT, FELL_ILL, FOUND = date(2026, 1, 15), date(2026, 2, 8), date(2026, 2, 13)
HOSPITAL = "F5371-1"


def accompany(walk: Walk, step: Step) -> None:
    people = _members(walk)
    stories = (_money_in_their_hands, _in_hospital, _papers_on_the_way, _nobody_told_us)
    for person, story in zip(people, stories, strict=False):
        story(person)
    step.into = step.out = len(people)


def _members(walk: Walk) -> list[int]:
    """The same people every time: covered in January, nothing told of them before, by the order of codes."""
    from naung.delivery.claims import queries as claims
    from naung.delivery.enrolment import queries as enrolment
    from naung.delivery.programme import queries as programmes

    programme = next((one for one in programmes.everything() if one.code == years.NEXT), None)
    if programme is None:
        return []
    told = claims.everything().filter(happened_on__lt=JANUARY.first).values("person_id")
    found = enrolment.listed(programme, CITY).filter(
        state__in=["ENROLLED", "ENDED"], covered_from__lte=JANUARY.first
    )
    return list(
        found.exclude(person_id__in=told)
        .order_by("person__code")
        .values_list("person_id", flat=True)[:WANTED]
    )


# --- a fisher who did not come back: seventy million, to the last rupiah -----------------------------------------------------


def _money_in_their_hands(person: int) -> None:
    from naung.delivery.claims import actions, queries

    claim = actions.report(person_id=person, kind="death", cause="work_accident", circumstance="sea", happened_on=DROWNED, on=date(2026, 1, 13),
                           place="Laut Sawu", by=who("kota"), at=at(date(2026, 1, 13)))  # fmt: skip
    if claim.state == "REPORTED":
        _widow(claim)
        _gathered(claim)
        claim = actions.assess(claim=claim, by=who("penilai"), at=at(ASSESSED), on=ASSESSED)
    if claim.state == "ASSESSED":
        claim = actions.approve(
            claim=claim,
            content_hash=queries.content_hash(claim),
            by=who("pejabat"),
            at=at(APPROVED),
            on=APPROVED,
        )
    _paid(queries.everything().get(pk=claim.pk))


def _gathered(claim: Any) -> None:
    from naung.delivery.claims.documents import gathering

    gathering.gather(
        claim=claim, takes=who("kota"), reads=who("verifikator"), held_at=OFFICE, on=READ, at=at(READ)
    )


def _widow(claim: Any) -> None:
    from naung.delivery.claims.heirs import receiving, tree

    when = {"at": at(READ), "on": READ}
    told = tree.Told(relation="spouse", name="Maria Contoh", sex="P", born_on=date(1982, 4, 4), source="kk")
    one = tree.enter(claim=claim, told=told, by=who("kota"), **when)
    payee = receiving.appoint(claim=claim, kind="HEIR", relative=one.number, by=who("kota"), **when)
    brought = receiving.Brought(
        "002", "900100200300", "Maria Contoh", "regular", "halaman depan buku tabungan (DATA CONTOH)"
    )
    account = receiving.bring(payee=payee, brought=brought, by=who("kota"), **when)
    receiving.confirm(account=account, by=who("verifikator"), at=at(READ, 11), on=READ)


def _paid(claim: Any) -> None:
    """From our approval to the widow's word that all of it came; each step is taken once."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.heirs import queries as heirs
    from naung.delivery.claims.payout import actions
    from naung.delivery.claims.payout import queries as money

    if claim.state == "APPROVED":
        lines = [actions.Granted(line["what"], line["amount"]) for line in claim.estimate]
        claim = actions.determine(claim=claim, granted=True, lines=lines, letter_number="BPJSTK/KPG/I/2026/17 (DATA CONTOH)", letter_on=GRANTED, by=who("bpjs"),
                                  at=at(GRANTED), on=GRANTED)  # fmt: skip
    if claim.state == "DETERMINED":
        (payee,) = heirs.payees(claim.pk, at=at(PAID))
        actions.pay(
            claim=claim,
            payee_id=payee.id,
            rupiah=claim.rupiah,
            paid_on=PAID,
            reference="TRF-CONTOH-0001",
            by=who("bpjs"),
            at=at(PAID),
            on=PAID,
        )
        claim = queries.everything().get(pk=claim.pk)
    if claim.state == "PAID":
        for one in money.payments(claim.pk):
            actions.confirm(payment_id=one.pk, rupiah=one.rupiah, channel="visit", note="Buku tabungan dilihat (DATA CONTOH)", by=who("verifikator"), at=at(CONFIRMED),
                            on=CONFIRMED)  # fmt: skip
        actions.close(claim=claim, by=who("kota"), at=at(CONFIRMED, 10), on=CONFIRMED)


# --- an accident whose treatment goes on ----------------------------------------------------------------------------------------


def _in_hospital(person: int) -> None:
    from naung.delivery.claims import actions
    from naung.delivery.claims.treatment import actions as care
    from naung.delivery.claims.treatment.actions import Told

    claim = actions.report(person_id=person, kind="accident", cause="work_accident", circumstance="traffic", happened_on=HURT, on=date(2026, 1, 16),
                           place="Jalan Timor Raya", by=who("kota"), at=at(date(2026, 1, 16)))  # fmt: skip
    told = (
        Told("guarantee", HURT, facility=HOSPITAL, reference="SJ-CONTOH-1"),
        Told("admission", HURT, facility=HOSPITAL),
        Told("cost", date(2026, 1, 30), what="surgery", rupiah=31_400_000, paid_by="insurer", facility=HOSPITAL, reference="INV-CONTOH-1"),
        Told("transport", HURT, what="land", rupiah=250_000, reference="AMB-CONTOH-1"),
        Told("discharge", date(2026, 2, 2), facility=HOSPITAL),
        Told("cost", date(2026, 2, 6), what="medicine", rupiah=480_000, paid_by="family", facility=HOSPITAL, reference="KW-CONTOH-1"),
        Told("rest", HURT, until=date(2026, 2, 16), reference="SKI-CONTOH-1", signed_by="dr. Contoh"),
        Told("visit", date(2026, 3, 2), facility=HOSPITAL),
    )  # fmt: skip
    day = date(2026, 2, 16)
    for one in told:
        care.record(claim=claim, told=one, by=who("kota"), at=at(day), on=day)


# --- a death by illness: what is there, what is missing, what is promised ----------------------------------------------------------

# How far each paper is, in the order in which they are asked; the others are still missing.
FAR = ("READ", "READ", "RECEIVED", "REFUSED", "PROMISED")


def _papers_on_the_way(person: int) -> None:
    from naung.delivery.claims import actions
    from naung.delivery.claims.documents import queries as papers

    day = date(2026, 2, 10)
    claim = actions.report(
        person_id=person,
        kind="death",
        cause="illness",
        happened_on=FELL_ILL,
        on=day,
        place="di rumah",
        by=who("kota"),
        at=at(day),
    )
    for wanted, paper in zip(
        FAR, [one for one in papers.asked(claim.pk) if one.state != "DROPPED"], strict=False
    ):
        _so_far(claim, paper.kind, wanted)


def _so_far(claim: Any, kind: str, wanted: str) -> None:
    from naung.delivery.claims.documents import actions
    from naung.delivery.claims.documents import queries as papers

    day, row = date(2026, 2, 13), papers.one(claim.pk, kind)
    when = {"on": day, "at": at(day)}
    if row.state == "MISSING" and wanted == "PROMISED":
        row = actions.promise(
            paper=row, promised_for=date(2026, 2, 24), promised_by="anak", by=who("kota"), **when
        )
    elif row.state == "MISSING":
        row = actions.receive(paper=row, held_at=OFFICE, by=who("kota"), **when)
    if row.state == "RECEIVED" and wanted == "READ":
        actions.read(paper=row, by=who("verifikator"), **when)
    elif row.state == "RECEIVED" and wanted == "REFUSED":
        actions.refuse(
            paper=row,
            because="Fotonya terpotong: tanda tangan lurah tidak kelihatan.",
            by=who("verifikator"),
            **when,
        )


# --- a death that stood in the civil registry's list and in no claim ------------------------------------------------------------------


def _nobody_told_us(person: int) -> None:
    from naung.delivery.claims.deaths import actions
    from naung.kit.actor import system

    actions.take(name="kematian-januari-2026-contoh.csv", data=_list_of(person), source="civil", region=CITY, listed_on=date(2026, 2, 12), by=who("kota"),
                 at=at(FOUND), on=FOUND)  # fmt: skip
    actions.look(by=system("deaths"), at=at(FOUND, 10), on=FOUND)


def _list_of(person: int) -> bytes:
    """As the civil registry writes it: one of the insured, and somebody whom nobody here knows."""
    from naung.delivery.registry import queries as registry
    from naung.foundation.vault import seals

    one = registry.person(person)
    lines = [
        "DAFTAR KEMATIAN JANUARI 2026 (DATA CONTOH)", "NIK;Nama;Tanggal Lahir;L/P;Tanggal Meninggal",
        f"{seals.open_sealed(one.nik_sealed, 'nik')};{one.name};{one.born_on:%d-%m-%Y};{one.sex};28-01-2026",
        ";Contoh Tak Dikenal;03-03-1951;P;19-01-2026",
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode()

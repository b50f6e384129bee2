"""Members whose months are paid and acknowledged, so that something can be claimed."""

from datetime import date, datetime

from django.db import transaction

from naung.delivery.claims import actions
from naung.delivery.contributions import actions as contributions
from naung.delivery.contributions import jobs
from naung.foundation.trail import actions as trail
from naung.kit.months import Month
from naung.partners.bank_ntt.payments import Bank
from naung.partners.bpjs_tk.contributions import Insurer
from tests.delivery.contributions.cast import enrol, papered, people, programme
from tests.people import MACHINE, NOW, officer

WHO = {"by": MACHINE, "at": NOW}


def members(n: int = 1, *, months: int = 6, start: date = date(2025, 7, 1)) -> list[int]:
    """Ids of members covered from `start` to the end of the year, the first `months` months paid."""
    enrol(n, start=start)
    for month in list(Month.of(start).until(Month(2025, 12)))[:months]:
        pay(month)
    return people()


def pay(month: Month) -> None:
    on = month.first.replace(day=15)
    run = contributions.propose(
        run=jobs.run(programme=programme(), month=month, on=on, **WHO).run,
        by=officer("agus", "treasurer", "53"),
        at=NOW,
        on=on,
    )
    run = contributions.decide(
        run=run,
        approve=True,
        content_hash=run.content_hash,
        by=officer("berta", "approver", "53"),
        at=NOW,
        on=on,
    )
    jobs.bill(run=run, insurer=Insurer(misbehave=(), lists=None), on=on, **WHO)
    papered(run, on)
    jobs.pay(run=run, bank=Bank(misbehave=(), lists=None), on=on, **WHO)
    run.refresh_from_db()
    jobs.acknowledge(run=run, insurer=Insurer(misbehave=(), lists=None), on=on, **WHO)


def filer():
    return officer("lurah", "village_operator", "53.71")


def assessor():
    return officer("dinas", "regency_officer", "53.71")


def approver():
    return officer("pejabat", "approver", "53")


def report(
    person: int, kind: str = "death", cause: str = "illness", day: date = date(2025, 11, 5), by=None, **more
):
    return actions.report(
        person_id=person,
        kind=kind,
        cause=cause,
        happened_on=day,
        on=more.pop("on", date(2025, 12, 1)),
        by=by or filer(),
        at=NOW,
        **more,
    )


def complete(claim, on=date(2025, 12, 2)):
    """Everything that is asked is brought and read."""
    from tests.delivery.claims.documents.cast import gather

    return gather(claim, on=on)


def assess(claim, by=None, **more):
    claim.refresh_from_db()
    if claim.state == "REPORTED":
        complete(claim)
    return actions.assess(claim=claim, by=by or assessor(), at=NOW, on=date(2025, 12, 2), **more)


def approve(claim, by=None, content_hash=None):
    from naung.delivery.claims import queries

    seen = content_hash or queries.content_hash(claim)
    return actions.approve(claim=claim, content_hash=seen, by=by or approver(), at=NOW, on=date(2025, 12, 3))


def listed(person: int, received_at: datetime = NOW, by=MACHINE) -> None:
    """A line of a list that came at this moment, sent by somebody, and is this person."""
    from naung.delivery.intake.models import File, Row
    from naung.kit.canonical import sha256

    mark = sha256(f"{person} {received_at}".encode())
    entry = trail.record(by=by, verb="intake.receive", subject=f"intake.file:{mark[:16]}", at=NOW)
    file = File.objects.create(programme=programme(), name="daftar.xlsx", sha256=mark, size=1, rows=1, received_at=received_at, state="READ", trail=entry)  # fmt: skip
    row = Row.objects.create(
        file=file, programme=programme(), sheet="", number=2, raw_sealed=b"x", nik_index=mark.encode(), nik_sealed=b"x", name="Contoh", name_folded="contoh",
        born_on=date(1980, 1, 1), sex="P", village="53.71.01.1001", state="CLEAN", trail=entry,
    )  # fmt: skip
    Row.objects.filter(pk=row.pk).update(state="ADMITTED", person_id=person)


def registered(person: int, by) -> None:
    """The insurer was asked to take this person in, by this officer."""
    from naung.delivery.enrolment.models import Membership
    from naung.foundation.exchange.models import Batch, Content, Line

    one = Membership.objects.get(person_id=person)
    with transaction.atomic():
        entry = trail.record(by=by, verb="enrolment.request", subject=f"enrolment.batch:T-{person}", at=NOW)
        content = Content.objects.create(sha256="0" * 64, size=1, sealed=b"x", region=one.region)
        batch = Batch.objects.create(partner="bpjs_tk", kind="enrolment", key=f"T-{person}", region=one.region, content=content, sha256="0" * 64, rows=1,
                                     rupiah=0, prepared_at=NOW, trail=entry)  # fmt: skip
        Line.objects.create(batch=batch, number=1, subject=one.pk, region=one.region, trail=entry)

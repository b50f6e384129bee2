"""What becomes of the accounts: names compared, their standing asked, one changed by two people and one that waits for it."""

import hashlib
from datetime import date
from typing import Any

from naung.project.cli.base import Step
from naung.project.plugs import plug
from naung.project.road.scene import CITY, Walk, at, who

COMPARED, ASKED, CALLED, DECIDED, LATE = (
    date(2025, 8, 20),
    date(2025, 12, 1),
    date(2025, 12, 3),
    date(2025, 12, 4),
    date(2025, 12, 14),
)
PASSBOOK = "Halaman depan buku tabungan (DATA CONTOH)"


def accounts(walk: Walk, step: Step) -> None:
    """Of Kupang City only: the other regions' accounts were opened last August and sleep like these."""
    from naung.delivery.banking import jobs, queries

    _compare(walk)
    bank, when = plug("naung.delivery.banking.ports.Bank"), {"at": at(ASKED), "on": ASKED}
    jobs.ask_standing(
        programme=walk.programme, bank=bank, by=who("bank"), region=CITY, progress=step.progress, **when
    )
    jobs.take_standing(
        programme=walk.programme, bank=bank, by=who("bank"), region=CITY, progress=step.progress, **when
    )
    awake = _awake(walk)
    if awake:
        _changed(awake[0])
    if awake[1:]:
        _asked(awake[1])
    counts = queries.counts(walk.programme)
    step.into, step.out = sum(counts.values()), counts.get("ACTIVE", 0)


def _compare(walk: Walk) -> None:
    """The first few names that the bank spells otherwise; the rest wait on the bank officer's desk."""
    from naung.delivery.banking import naming
    from naung.delivery.banking.models import Account

    known = Account.objects.filter(
        programme_id=walk.programme.pk, region=CITY, name_score__isnull=False
    ).order_by("person__code")
    for account in known[:3]:
        if account.state == "DIFFERS":
            naming.confirm(account=account, why="KTP asli dilihat di loket: orang yang sama (DATA CONTOH)", by=who("bank"), at=at(COMPARED), on=COMPARED)  # fmt: skip


def _awake(walk: Walk) -> list[Any]:
    from naung.delivery.banking.models import Account

    known = Account.objects.filter(
        programme_id=walk.programme.pk, region=CITY, state="ACTIVE", person__died_on=None
    )
    return list(known.select_related("person").order_by("person__code")[:2])


def _request(account: Any, day: date) -> Any:
    """The change of an account; the one there is where this step ran before."""
    from naung.delivery.banking import changing, queries

    there = queries.changes().filter(account=account).first()
    if there:
        return there
    number = f"998{int.from_bytes(hashlib.sha256(account.person.code.encode()).digest()[:8]) % 10**11:011}"
    wanted = changing.Wanted(
        "002",
        number,
        account.person.name,
        "regular",
        "Rekening lama jauh dari rumah, pindah ke cabang terdekat",
        PASSBOOK,
    )
    return changing.request(account=account, wanted=wanted, by=who("kota"), at=at(day), on=day)


def _changed(account: Any) -> None:
    """Asked by the city, heard by the bank's officer, decided by the approver; used two days later."""
    from naung.delivery.banking import changing, queries

    change = _request(account, ASKED)
    if not queries.calls(change):
        changing.call(change=change, way="phone" if change.contact_sealed else "visit", spoke_with=account.person.name, answer="YES",
                      what="Benar saya yang minta, buku barunya sudah di tangan saya", by=who("bank"), at=at(CALLED), on=CALLED)  # fmt: skip
    if change.state == "REQUESTED":
        changing.decide(
            change=change,
            approve=True,
            content_hash=change.content_hash,
            by=who("pejabat"),
            at=at(DECIDED),
            on=DECIDED,
        )


def _asked(account: Any) -> None:
    _request(account, LATE)

"""Who is in the families' stories: twelve members of Namosain, covered July to December 2025, and the officers around them. All made up."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

from naung.delivery.claims import actions, queries
from naung.delivery.claims.documents import actions as paper
from naung.delivery.claims.documents import queries as papers
from naung.delivery.claims.heirs import queries as heirs
from naung.delivery.claims.heirs import receiving, tree
from naung.delivery.claims.payout import actions as payout
from naung.delivery.claims.payout import queries as money
from naung.delivery.claims.reporting import queries as reporting
from naung.delivery.contributions import actions as contributions
from naung.delivery.contributions import jobs
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.months import Month
from naung.partners.bank_ntt.payments import Bank
from naung.partners.bpjs_tk.contributions import Insurer
from tests.delivery.contributions.cast import enrol, papered, people, programme, write
from tests.people import MACHINE, NUNHILA, officer

FIRST, LAST = Month(2025, 7), Month(2025, 12)
MEMBERS = 12
POSTS = {  # login: role, region
    "lurah": ("village_operator", "53.71.01.1001"),
    "kota": ("regency_officer", "53.71"),
    "camat": ("district_officer", "53.71.01"),
    "verifikator": ("verifier", "53"),
    "kepala": ("approver", "53"),
    "kedua": ("approver", "53"),
    "bela": ("bpjs_officer", "53"),
    "nunhila": ("village_operator", NUNHILA),
}


def who(login: str) -> Actor:
    """One of POSTS, who holds the post since the beginning of 2025."""
    return staff.actor(login)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)


def settle() -> None:
    """Members and officers, and every month of the half year paid and acknowledged on its 15th."""
    enrol(MEMBERS)
    write(
        "update registry_person set name = 'Contoh ' || chr(64 + n::int) from (select id, row_number() over (order by id) as n from registry_person) x where x.id = registry_person.id"
    )
    for login, post in POSTS.items():
        officer(login, *post)
    for month in FIRST.until(LAST):
        _pay(month)


def _pay(month: Month) -> None:
    on = month.first.replace(day=15)
    when: dict[str, Any] = {"by": MACHINE, "at": at(on)}
    run = jobs.run(programme=programme(), month=month, on=on, **when).run
    treasurer, approver = officer("agus", "treasurer", "53"), officer("berta", "approver", "53")
    run = contributions.propose(run=run, by=treasurer, at=at(on), on=on)
    run = contributions.decide(
        run=run, approve=True, content_hash=run.content_hash, by=approver, at=at(on), on=on
    )
    jobs.bill(run=run, insurer=Insurer(misbehave=(), lists=None), on=on, **when)
    papered(run, on)
    jobs.pay(run=run, bank=Bank(misbehave=(), lists=None), on=on, **when)
    run.refresh_from_db()
    jobs.acknowledge(run=run, insurer=Insurer(misbehave=(), lists=None), on=on, **when)


def member(which: int = 0) -> int:
    return people()[which]


def report(happened_on: date, *, told_on: date | None = None, kind: str = "death", cause: str = "illness", by: str = "lurah",
           person: int | None = None, **more: Any) -> Any:  # fmt: skip
    on = told_on or happened_on
    return actions.report(
        person_id=person or member(),
        kind=kind,
        cause=cause,
        happened_on=happened_on,
        on=on,
        by=who(by),
        at=at(on),
        **more,
    )


def assess(claim: Any, on: date, by: str = "kota") -> Any:
    return actions.assess(claim=again(claim), by=who(by), at=at(on, 10), on=on)


def approve(claim: Any, on: date, by: str = "kepala") -> Any:
    seen = queries.content_hash(again(claim))
    return actions.approve(claim=again(claim), content_hash=seen, by=who(by), at=at(on, 14), on=on)


def again(claim: Any) -> Any:
    """As it stands in the database now."""
    return (
        queries.everything().select_related("programme", "person", "approval", "membership").get(pk=claim.pk)
    )


def lines(claim: Any) -> dict[str, int]:
    """What the estimate says, summed by what: every line names its article."""
    found: Counter[str] = Counter()
    for line in again(claim).estimate:
        assert line["reference"], line
        found[line["what"]] += line["amount"]
    return dict(found)


def gather(claim: Any, on: date) -> Any:
    """Every paper that is asked comes in at the village's office and is read by somebody else: the file is complete."""
    for one in papers.asked(claim.pk):
        if one.state in ("MISSING", "PROMISED", "REFUSED"):
            row = papers.one(claim.pk, one.kind)
            row = paper.receive(paper=row, held_at="kantor lurah", by=who("lurah"), on=on, at=at(on, 8))
            paper.read(paper=row, by=who("verifikator"), on=on, at=at(on, 9))
    return again(claim)


def relative(
    claim: Any,
    name: str,
    relation: str,
    on: date,
    *,
    sex: str = "P",
    born_on: date | None = date(1980, 5, 5),
    **more: Any,
) -> int:
    """A branch of the tree, by its number."""
    told = tree.Told(relation=relation, name=name, sex=sex, born_on=born_on, source="kk", **more)
    return int(tree.enter(claim=again(claim), told=told, by=who("camat"), at=at(on), on=on).number)


def receiver(
    claim: Any,
    on: date,
    *,
    kind: str = "HEIR",
    account: str = "0150002000001",
    product: str = "regular",
    **more: Any,
) -> Any:
    """Somebody who receives, with an account of their own that one officer wrote and another confirmed."""
    payee = receiving.appoint(claim=again(claim), kind=kind, by=who("camat"), at=at(on), on=on, **more)
    bring(payee, on, account=account, product=product)
    return payee


def bring(payee: Any, on: date, *, account: str = "0150002000001", product: str = "regular") -> Any:
    brought = receiving.Brought(
        bank="130",
        account=account,
        holder=payee.name,
        product=product,
        document="halaman depan buku tabungan",
    )
    row = receiving.bring(payee=payee, brought=brought, by=who("camat"), at=at(on), on=on)
    return receiving.confirm(account=row, by=who("verifikator"), at=at(on, 11), on=on)


def ready(claim: Any, on: date) -> list[str]:
    return [one.state for one in heirs.payees(claim.pk, at=at(on, 16))]


def approved(claim: Any, on: date) -> Any:
    """Assessed, looked at again where it is so early, approved: each by another human."""
    claim = assess(claim, on)
    if claim.happened_on < date(2025, 9, 29) and claim.kind == "death":  # within 90 days of 1 July
        seen = "Rumah duka di Namosain, dua tetangga, dan buku kelurahan"
        payout.review(claim=claim, looked_at=seen, by=who("kedua"), at=at(on, 12), on=on)
    return approve(claim, on)


def granted(claim: Any, on: date, *, word: dict[str, int] | None = None, letter: str = "BPJS/1") -> Any:
    """The insurer's letter; what we estimated, where the story says nothing else."""
    said = word if word is not None else lines(claim)
    letter_lines = [payout.Granted(what, rupiah) for what, rupiah in said.items()]
    payout.determine(
        claim=again(claim),
        granted=True,
        letter_number=letter,
        letter_on=on,
        lines=letter_lines,
        by=who("bela"),
        at=at(on, 15),
        on=on,
    )
    return again(claim)


def pay(claim: Any, payee: Any, rupiah: int, on: date, *, kind: str = "benefit") -> Any:
    """One transfer that the insurer's officer wrote down."""
    reference = f"TRF/{claim.number}/{payee.pk}/{kind}"
    payout.pay(
        claim=again(claim),
        payee_id=payee.pk,
        rupiah=rupiah,
        paid_on=on,
        reference=reference,
        kind=kind,
        by=who("bela"),
        at=at(on, 16),
        on=on,
    )
    return again(claim)


def paid_out(claim: Any, payee: Any, on: date, *, interest: int = 0) -> Any:
    """Paid to the last rupiah, confirmed by the family and closed."""
    claim = pay(claim, payee, money.determination(claim.pk).rupiah, on)
    if interest:
        claim = pay(claim, payee, interest, on, kind="interest")
    for one in money.payments(claim.pk):
        payout.confirm(
            payment_id=one.pk, rupiah=one.rupiah, channel="visit", by=who("kota"), at=at(on, 17), on=on
        )
    return payout.close(claim=again(claim), by=who("camat"), at=at(on, 18), on=on)


def through(claim: Any, payee: Any, on: date) -> Any:
    """From a complete file to the confirmed money, all on one day."""
    return paid_out(granted(approved(claim, on), on), payee, on)


def due(claim: Any, on: date) -> tuple[date | None, int, int]:
    found = money.due(again(claim), on)
    return found.pay_by, found.days_late, found.interest


def tellers(claim: Any) -> list[str]:
    """Who told it, as a relation, in order."""
    return [one.relation for one in reporting.reports(claim.pk)]

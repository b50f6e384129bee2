"""Approved claims to the insurer as a file a region, and its word on each as a file back, beside the form for a letter on paper.

A line that cannot be this claim's word (another number, sums that do not add up, a claim that stands elsewhere by now) answers nothing
and waits in suspense with the reason; the others are kept as if they had been typed."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.models import Claim
from naung.delivery.claims.payout import determining, queries
from naung.delivery.claims.payout.ports import Asked, Insurer, Submission, Word, Words
from naung.delivery.enrolment import queries as members
from naung.delivery.programme.queries import Programme
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import jobs as exchanged
from naung.foundation.exchange import queries as sent
from naung.foundation.exchange.jobs import Progress
from naung.foundation.exchange.ports import Answer, NewLine, Taken, Totals
from naung.foundation.exchange.queries import Batch
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal

KIND = "claims"
# Approved, and on no line that still waits: never sent, or sent, determined and contested since.
UNSENT = """
select c.id from claims_claim c where c.programme_id = %(programme)s and c.state = 'APPROVED' and (%(region)s = '' or c.region = %(region)s)
   and not exists (select from exchange_line l join exchange_batch b on b.id = l.batch_id
                    where b.kind = 'claims' and l.subject = c.id and l.state = 'WAITING')
 order by c.number
"""


class NoSuchBatch(Refusal):
    """The file names a batch that was never sent from here."""


class _Undone(Exception):
    """Leads back out of what was only tried."""


def unsent(programme: Programme, region: str | None = None) -> list[Claim]:
    """Approved claims that the insurer was not asked about, by number."""
    with connection.cursor() as cursor:
        cursor.execute(UNSENT, {"programme": programme.pk, "region": region or ""})
        found = [row[0] for row in cursor.fetchall()]
    rows = Claim.objects.filter(pk__in=found).select_related("person", "membership", "programme")
    return list(rows.order_by("number"))


def regions_unsent(programme: Programme, region: str | None = None) -> list[str]:
    return sorted({claim.region for claim in unsent(programme, region)})


def batches(
    programme: Programme, region: str | None = None, *, partner: str = "bpjs_tk", kind: str = KIND
) -> list[Batch]:
    """In the order of their making."""
    return members.batches(programme, region, partner=partner, kind=kind)


@transaction.atomic
def prepare(*, programme: Programme, region: str, insurer: Insurer, by: Actor, at: datetime, on: date) -> Batch | None:  # fmt: skip
    """The file of a region's approved claims that the insurer was not asked about; None when there is none. NotAllowed."""
    staff.require(by, "claims.determine", region, on=on)
    _one_at_a_time(programme, region)
    found = unsent(programme, region)
    if not found:
        return None
    key = f"{programme.code}/{region}/klaim-{len(batches(programme, region, partner=insurer.partner)) + 1}"
    asked = [_asked(number, claim) for number, claim in enumerate(found, 1)]
    content = insurer.write_claims(Submission(key, region, regions.by_code(region).name, on), asked)
    rupiah = sum(one.rupiah for one in asked)
    trail.record(by=by, verb="claims.send", subject=f"claims.batch:{key}", at=at, region=region,
                 facts={"rows": len(asked), "rupiah": rupiah, "sha256": sha256(content), "on": str(on)})  # fmt: skip
    lines = [NewLine(one.number, claim.pk, one.rupiah, claim.number) for one, claim in zip(asked, found, strict=True)]  # fmt: skip
    return exchange.prepare_batch(partner=insurer.partner, kind=KIND, key=key, region=region, content=content, rupiah=rupiah, lines=lines, by=by, at=at)  # fmt: skip


def _one_at_a_time(programme: Programme, region: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 57))", [f"claims {programme.pk} {region}"])  # fmt: skip


def _asked(number: int, claim: Claim) -> Asked:
    sums: dict[str, int] = {}
    for line in claim.estimate:
        sums[line["what"]] = sums.get(line["what"], 0) + int(line["amount"])
    word = queries.determination(claim.pk)
    objection = queries.reply(word.pk) if word else None
    assert claim.complete_on  # an approved claim's file is complete, by CHECK
    return Asked(
        number, claim.number, queries.BENEFIT[claim.cause], claim.kind, seals.open_sealed(claim.person.nik_sealed, "nik"),
        members.number_of(claim.membership), claim.person.name, claim.happened_on, claim.reported_on, claim.complete_on, tuple(sums.items()),
        objection.letter_number if objection else "",
    )  # fmt: skip


@transaction.atomic
def take_answer(*, batch: Batch, content: bytes, insurer: Insurer, by: Actor, at: datetime, on: date) -> Taken | None:  # fmt: skip
    """One file of the insurer, whole: each word is kept as `determine` keeps it, with what differs still to be explained or contested.
    None: not understood, and held for a person. The very same file again changes nothing. NotAllowed, NotSentYet."""
    staff.require(by, "claims.determine", batch.region, on=on)
    found = insurer.read_words(content)
    if found.unreadable:
        exchange.hold(partner=insurer.partner, content=content, why=found.unreadable, region=batch.region, by=by, at=at, batch=batch)  # fmt: skip
        return None
    when = {"by": by, "at": at, "on": on}
    claims, said = _claims(batch), Counter(word.number for word in set(found.lines))
    answers = [_answer(word, _twice(said[word.number]) or _obstacle(batch, claims.get(word.number), word, when)) for word in found.lines]  # fmt: skip
    taken = exchange.take_reply(batch=batch, content=content, answers=answers, totals=_totals(found), by=by, at=at)  # fmt: skip
    if not taken.again and (taken.accepted or taken.refused):
        trail.record(by=by, verb="claims.answered", subject=f"claims.batch:{batch.key}", at=at, region=batch.region,
                     facts={"granted": taken.accepted, "refused": taken.refused, "reply": taken.reply, "on": str(on)})  # fmt: skip
        words = {word.number: word for word in found.lines}
        for line in sent.answered_by(taken.reply):
            _keep(claims[line.number], words[line.number], when)
    return taken


def _claims(batch: Batch) -> dict[int, Claim]:
    """By the number of their line."""
    subjects = dict(sent.lines(batch).values_list("number", "subject"))
    found = Claim.objects.in_bulk(list(subjects.values()))
    return {number: found[subject] for number, subject in subjects.items()}


def _twice(words: int) -> str:
    return _("Dua baris berkata berbeda tentang satu klaim.") if words > 1 else ""


def _totals(found: Words) -> Totals:
    """Rows as the file counts them; where its rupiah are not its lines', a count that no file has."""
    adds_up = found.rupiah == sum(word.rupiah for word in found.lines)
    return Totals(found.rows if adds_up else -1)


def _obstacle(batch: Batch, claim: Claim | None, word: Word, when: dict[str, Any]) -> str:
    """Why this line cannot be the claim's word; "" where it can. The word is tried and taken back, so that one line stops no other."""
    if claim is None or batch.state == "PREPARED":
        return ""  # the exchange says so itself
    if word.claim != claim.number:
        return _("Baris ini menyebut klaim %(other)s, bukan %(ours)s.") % {"other": word.claim, "ours": claim.number}  # fmt: skip
    if word.rupiah != sum(amount for _what, amount in word.benefits):
        return _("Rinciannya tidak berjumlah seperti yang tertulis.")
    try:
        with transaction.atomic():
            _keep(claim, word, when)
            raise _Undone
    except _Undone:
        return ""
    except Refusal as refusal:
        return str(refusal)


def _keep(claim: Claim, word: Word, when: dict[str, Any]) -> None:
    lines = [determining.Granted(what, amount) for what, amount in word.benefits]
    because = " ".join(filter(None, [word.code, word.reason]))
    determining.determine(claim=claim, granted=word.granted, letter_number=word.letter_number, letter_on=word.letter_on, lines=lines,
                          because=because, source="file", **when)  # fmt: skip


def _answer(word: Word, obstacle: str) -> Answer:
    data = {"letter": word.letter_number, "on": word.letter_on.isoformat(), "benefits": list(word.benefits)}
    if obstacle:
        return Answer(ok=word.granted, code=word.code, reason=obstacle, data=data, key=f"line {word.number}, not kept")  # fmt: skip
    return Answer(ok=word.granted, code=word.code, reason=word.reason, data=data, number=word.number)


def take_file(*, content: bytes, insurer: Insurer, by: Actor, at: datetime, on: date) -> Taken | None:
    """A file that somebody brought, for the batch that it names. NoSuchBatch; as `take_answer`."""
    key = insurer.read_words(content).key
    batch = sent.batch(insurer.partner, KIND, key)
    if batch is None:
        raise NoSuchBatch(_("Berkas ini menjawab %(key)s, dan berkas klaim itu tidak pernah dikirim dari sini. Periksa apakah ini jawaban klaim.") % {"key": key or "-"})  # fmt: skip
    return take_answer(batch=batch, content=content, insurer=insurer, by=by, at=at, on=on)


def send(
    *, programme: Programme, insurer: Insurer, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Batch]:  # fmt: skip
    """A file a region with what the insurer was not asked about. Run again: nothing new is sent."""
    when = {"by": by, "at": at}
    return exchanged.send(
        waiting=regions_unsent(programme, region),
        prepare=lambda one: prepare(programme=programme, region=one, insurer=insurer, on=on, **when),
        batches=lambda: batches(programme, region, partner=insurer.partner), progress=progress, **when)  # fmt: skip


def take(
    *, programme: Programme, insurer: Insurer, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Taken]:  # fmt: skip
    """What the insurer has answered by now; what comes late is taken by the next run."""
    when = {"by": by, "at": at}
    return exchanged.take(
        batches=batches(programme, region, partner=insurer.partner),
        answers=lambda content: insurer.answer_claims(content, on=on),
        take_one=lambda batch, content: take_answer(batch=batch, content=content, insurer=insurer, on=on, **when), progress=progress, **when)  # fmt: skip


def sent_in(claims: Iterable[int]) -> dict[int, Batch]:
    """By claim, the newest batch that it stands on."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select l.subject, max(l.batch_id) from exchange_line l join exchange_batch b on b.id = l.batch_id
                where b.kind = 'claims' and b.state <> 'PREPARED' and l.subject = any(%s) group by 1""",
            [list(claims)],
        )
        return {claim: sent.by_number(batch) for claim, batch in cursor.fetchall()}

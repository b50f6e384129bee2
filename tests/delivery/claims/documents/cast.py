"""Papers brought and read by two people, so that a claim's file is complete."""

from datetime import date

from naung.delivery.claims.documents import actions, gathering, queries
from tests.people import NOW, officer

DAY = date(2025, 12, 1)


def taker():
    return officer("penerima", "village_operator", "53.71")


def reader():
    return officer("pembaca", "verifier", "53.71")


def paper(claim, kind):
    return queries.one(claim.pk, kind)


def bring(claim, kind, *, by=None, on=DAY):
    return actions.receive(paper=paper(claim, kind), held_at="kantor lurah", by=by or taker(), on=on, at=NOW)


def read(claim, kind, *, by=None, on=DAY):
    return actions.read(paper=paper(claim, kind), by=by or reader(), on=on, at=NOW)


def gather(claim, *, on=DAY, but=()):
    """Everything that is asked is brought and read, except `but`; the claim as it then is."""
    return gathering.gather(claim=claim, takes=taker(), reads=reader(), held_at="kantor lurah", on=on, at=NOW, but=but)  # fmt: skip

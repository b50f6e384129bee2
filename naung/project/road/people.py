"""What reaches the people: card and passbook, and a claim; and the seal on all of it."""

import os
from datetime import date
from typing import Any

from naung.kit.home import private_folder
from naung.project.cli.base import Step
from naung.project.road.scene import CITY, EVENT, Walk, at, prints, who


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


# What happened to two members: an accident on the road, and a death by illness after the first three months.
EVENTS: tuple[dict[str, Any], ...] = (
    {"kind": "accident", "cause": "work_accident", "happened_on": date(2025, 10, 14), "on": date(2025, 10, 15), "place": "Jalan Timor Raya"},
    {"kind": "death", "cause": "illness", "happened_on": date(2025, 11, 5), "on": date(2025, 11, 7)},
)  # fmt: skip


def claims(walk: Walk, step: Step) -> None:
    """One work accident and one death, reported by the family at the city's office and assessed by another officer."""
    from naung.delivery.claims import actions
    from naung.delivery.claims.documents import gathering

    members = _members_since_july(walk, len(EVENTS))
    for person, event in zip(members, EVENTS, strict=False):
        day = event["on"]
        claim = actions.report(person_id=person, **event, by=who("kota"), at=at(day))
        _treated(claim, day)
        gathering.gather(claim=claim, takes=who("kota"), reads=who("verifikator"), held_at="Dinas Tenaga Kerja Kota Kupang", on=day, at=at(day, 13))  # fmt: skip
        actions.assess(claim=claim, by=who("penilai"), at=at(day, 14), on=day)
    step.out = len(members)


def _treated(claim: Any, day: date) -> None:
    """A bruised knee: a motorcycle taxi to the health centre, two days at home, healed."""
    from naung.delivery.claims.treatment import actions as care
    from naung.delivery.claims.treatment.actions import Told

    if claim.kind != "accident" or claim.state != "REPORTED":
        return
    for told in (
        Told("transport", claim.happened_on, what="land", rupiah=75_000, reference="OJEK-CONTOH-1"),
        Told("rest", claim.happened_on, until=day, reference="SKI-CONTOH-0", signed_by="dr. Contoh"),
        Told("statement", day, what="healed", reference="KK3-CONTOH-0", signed_by="dr. Contoh"),
    ):
        care.record(claim=claim, told=told, by=who("kota"), at=at(day, 11), on=day)


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

"""From one year into the next: who goes on, whom the city takes over and pays, the lists of both payers, and the first months of 2026.

Of the province only Kupang City goes on here; the other regions wait for their lists, as they would in December."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from naung.kit.months import Month
from naung.project.cli.base import Step
from naung.project.road import partners, places
from naung.project.road.scene import CITY, Walk, at, who

NEXT, CITY_PAYS = "ntt-2026", "53.71-2026"
COUNTED, DECIDED, ANSWERED, LISTED, SIGNED = (date(2025, 12, day) for day in (8, 9, 10, 15, 16))
SENT = date(2025, 12, 17)
TAKEN_OVER = 300  # whom the city's own budget has room for
DPA, PERDA = "DPA APBD Kota Kupang 2026 (DATA CONTOH)", "Perda APBD Kota Kupang 2026 (DATA CONTOH)"


def _next(walk: Walk, code: str = NEXT) -> Walk:
    return replace(walk, code=code)


def renew(walk: Walk, step: Step) -> None:
    """Everybody who is insured counted, judged and ordered for 2026; put forward by one officer, decided by another."""
    from naung.delivery.selection.renewal import actions as renewal
    from naung.project.work.renewal import gather

    found = gather(source=walk.programme, target=_next(walk).programme, by=who("verifikator"), at=at(COUNTED), on=COUNTED, progress=step.progress)  # fmt: skip
    found = renewal.propose(round=found, by=who("verifikator"), at=at(COUNTED, 14), on=COUNTED)
    found = renewal.decide(round=found, approve=True, content_hash=found.content_hash, by=who("pejabat"), at=at(DECIDED), on=DECIDED)  # fmt: skip
    step.into, step.out = found.stays + found.offered + found.ends, found.stays
    step.more = {"offered": found.offered, "ends": found.ends}


def take_over(walk: Walk, step: Step) -> None:
    """The city answers the offer with its own money: its programme, its line and document, its people."""
    from naung.delivery.selection.renewal import queries as rounds
    from naung.delivery.selection.transfers import actions as transferring

    answer = _answer(rounds.of(_next(walk).programme))
    if answer is None:
        return
    programme = _city_pays(_next(walk).programme, answer)
    transferring.carry_takeover(takeover=answer, target=programme, by=who("kota"), at=at(ANSWERED, 15))
    step.into = step.out = answer.rows


def _answer(round_: Any) -> Any:
    """The city's answer, made once; None where nobody is offered to it."""
    from naung.delivery.selection.renewal import queries as rounds
    from naung.delivery.selection.renewal import takeover
    from naung.delivery.selection.renewal.takeover import Answer

    made = next((one for one in rounds.answers(round_, CITY) if one.state in ("PREPARED", "DECIDED")), None)
    offered = sum(row["offered"] for row in rounds.by_region(round_, [CITY]))
    if made is None and not offered:
        return None
    said = Answer(
        payer="apbd", payer_name="Pemerintah Kota Kupang", document=DPA, people=min(offered, TAKEN_OVER)
    )
    made = made or takeover.prepare(round=round_, region=CITY, answer=said, by=who("kota"), at=at(ANSWERED), on=ANSWERED)  # fmt: skip
    return takeover.decide(takeover=made, approve=True, content_hash=made.content_hash, by=who("pejabat"), at=at(ANSWERED, 14), on=ANSWERED)  # fmt: skip


def _city_pays(like: Any, answer: Any) -> Any:
    from naung.delivery.programme import budget, opening
    from naung.delivery.programme import queries as programmes

    signed = [
        opening.Terms("bpjs_tk", "PKS-BPJSTK-KUPANG-2026 (DATA CONTOH)", date(2025, 12, 12), date(2026, 1, 1))
    ]
    made = opening.open_for_payer(
        payer=opening.PayerFacts("apbd", answer.payer_name, CITY), region=CITY, first_month=Month(2026, 1), last_month=Month(2026, 12),
        places=answer.rows, rupiah=answer.rupiah, reference=DPA, like=like, agreements=signed, by=who("kota"), at=at(ANSWERED, 15),
    )  # fmt: skip
    line = programmes.fundings(made).get(reference=DPA)
    if line.state == "PROPOSED":
        change = budget.prepare_grant(line=line, kind="perda_apbd", number=PERDA, dated=date(2025, 12, 5), rupiah=line.asked, by=who("kota"),
                                      at=at(ANSWERED, 15), on=ANSWERED)  # fmt: skip
        budget.decide_change(change=change, approve=True, content_hash=change.content_hash, by=who("pejabat"), at=at(ANSWERED, 16), on=ANSWERED)  # fmt: skip
    return made


def decree(walk: Walk, step: Step) -> None:
    """Both payers' lists for 2026: who stays, and whom the city took over."""
    from naung.delivery.selection import actions, queries

    drafts = []
    for one in _programmes(walk):
        drafts += actions.prepare_decrees(
            programme=one, by=who("verifikator"), at=at(LISTED), on=LISTED, region=CITY
        )
    places.sign(drafts, SIGNED, step)
    _the_dead_give_up(walk)
    for one in _programmes(walk):  # also what a walk that was ended left unsigned
        places.sign(queries.decrees(one, CITY).filter(state="PREPARED"), SIGNED, Step(""))


def _the_dead_give_up(walk: Walk) -> None:
    """Whom the family reported dead since they were counted: not registered again, and who waits first is put on a further list."""
    from naung.delivery.claims.models import Claim

    for claim in Claim.objects.filter(kind="death").order_by("pk"):
        for one in _programmes(walk):
            _give_up(one, claim)


def _give_up(programme: Any, claim: Any) -> None:
    from naung.delivery.enrolment import queries as enrolled
    from naung.delivery.enrolment import replacing
    from naung.delivery.selection import actions, queries

    held = list(queries.held(programme).filter(person_id=claim.person_id).values_list("pk", flat=True))
    if not held or enrolled.listed(programme).filter(place_id__in=held).exists():
        return
    why = actions.Because("died", f"Laporan {claim.number} (DATA CONTOH)", claim.happened_on)
    replacing.replace(programme=programme, place_ids=held, because=why, by=who("verifikator"), at=at(SIGNED, 14), on=SIGNED)  # fmt: skip


def _programmes(walk: Walk) -> list[Any]:
    from naung.delivery.programme import queries as programmes

    return [one for one in programmes.everything() if one.code in (NEXT, CITY_PAYS)]


def enrol(walk: Walk, step: Step) -> None:
    """Who goes on keeps number and card; who was taken over changes the kind of wadah. No day in between."""
    into, out, held = 0, 0, {}
    for one in _programmes(walk):
        partners.enrol(SENT)(_next(walk, one.code), step)
        into, out, held = into + step.into, out + step.out, {**held, **step.held}
    step.into, step.out, step.held = into, out, held


def month(which: Month) -> Callable[[Walk, Step], None]:
    """One month of both payers, side by side."""

    def step_of(walk: Walk, step: Step) -> None:
        said: list[str] = []
        for one in _programmes(walk):
            partners.month(which)(_next(walk, one.code), step)
            said += step.more.get("agreement", []) if isinstance(step.more, dict) else []
        step.more = {"agreement": said}

    return step_of

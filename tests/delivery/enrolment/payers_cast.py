"""A regency that pays for people of its own, beside the province: programmes, places signed by two, and who moves."""

from datetime import date

from django.db import connection, transaction

from naung.delivery.enrolment import jobs
from naung.delivery.enrolment.models import Membership
from naung.delivery.programme import budget, opening
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import actions as selection
from naung.delivery.selection.transfers import actions as transferring
from naung.foundation.trail import actions as trail
from naung.kit.months import Month
from tests.delivery.enrolment.cast import programme
from tests.people import MACHINE, NOW, TODAY, officer

CITY = "53.71"
OCTOBER = Month(2025, 10)
GROUND = {"document": "DPA Kota Kupang (DATA CONTOH)", "reason": "Kota membayar sendiri mulai Oktober"}


def regency(first=OCTOBER, places=50):
    """A programme that the city pays for until the year's end, its line granted by a document that two people signed."""
    signed = [opening.Terms("bpjs_tk", "PKS Kupang (DATA CONTOH)", date(2025, 6, 30), date(2025, 7, 1))]
    made = opening.open_for_payer(
        payer=opening.PayerFacts("apbd", "Pemerintah Kota Kupang", CITY), region=CITY, first_month=first, last_month=Month(2025, 12), places=places,
        rupiah=10**9, reference="DPA Kota (DATA CONTOH)", like=programme(), agreements=signed, by=dewi(), at=NOW,
    )  # fmt: skip
    (line,) = programmes.fundings(made)
    grant = budget.prepare_grant(line=line, kind="perda_apbd", number="Perda 1/CONTOH", dated=date(2025, 7, 1), rupiah=10**9, by=dewi(), at=NOW, on=TODAY)  # fmt: skip
    budget.decide_change(
        change=grant, approve=True, content_hash=grant.content_hash, by=budi(), at=NOW, on=TODAY
    )
    return made


def dewi():
    return officer("dewi", "regency_officer", CITY)


@transaction.atomic
def judged(*people) -> None:
    """They were judged and ordered for the province's programme, as they were before they got their places."""
    entry = trail.record(by=MACHINE, verb="test.assess", subject="test:assess", at=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into selection_assessment (programme_id, person_id, region, village, assessed_on, eligible, reasons, facts, score, points, rank, criteria, law_version, trail)
               select %s, p.id, '53.71', p.village, '2025-07-01', true, '{}', '{}', 40, '{"decile": 40}', row_number() over (order by p.id), 'x', 'x', %s
                 from registry_person p where p.id = any(%s)""",
            [programme().pk, entry, [p.pk for p in people]],
        )


def sari():
    return officer("sari", "verifier", "53")


def budi():
    return officer("budi", "approver", "53")


def asked(target, *people, first=OCTOBER, on=date(2025, 9, 10)):
    return transferring.prepare(source=programme(), target=target, region=CITY, codes=[p.code for p in people], first_month=first, by=sari(), at=NOW, on=on,
                                **GROUND)  # fmt: skip


def agreed(transfer, on=date(2025, 9, 11)):
    return transferring.decide(transfer=transfer, approve=True, content_hash=transfer.content_hash, by=budi(), at=NOW, on=on)  # fmt: skip


def listed(target, on=date(2025, 9, 12)):
    """The new payer's list, made and signed."""
    (made,) = selection.prepare_decrees(programme=target, by=sari(), at=NOW, on=on)
    return selection.decide_decree(decree=made, approve=True, content_hash=made.content_hash, by=budi(), at=NOW, on=on)  # fmt: skip


def enrol(insurer, of=None, on=TODAY):
    asked_for = {"programme": of or programme(), "insurer": insurer, "by": MACHINE, "at": NOW, "on": on}
    return jobs.send(**asked_for), jobs.take(**asked_for)


def memberships(person):
    return list(Membership.objects.filter(person=person).order_by("requested_on", "pk"))

"""Brings a programme in, and moves its two counters: places of a region, rupiah of a budget line."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import budget, opening
from naung.delivery.programme.models import Agreement, Change, Funding, Programme, Quota
from naung.foundation.regions import queries as regions
from naung.foundation.trail import actions as trail
from naung.kit import rupiah as money
from naung.kit.actor import system
from naung.kit.refusal import Refusal

HERE = Path(__file__).parent
FACTS = ("name", "region_id", "overlay", "payer", "schemes", "base", "first_month", "last_month")


class QuotaFull(Refusal):
    """The region has fewer places left than are asked for; the message says how many."""


class NoMoneyLeft(Refusal):
    """No budget line of the programme holds what the places cost; the message says what is left."""


class LineNotGranted(Refusal):
    """The programme's lines are all proposed: none has the document that grants it."""


class NothingToGiveBack(Refusal):
    """More would be given back than was ever taken: a mistake in the caller, never written."""


def load() -> int:
    """The programmes of NTT, a file a year, each with its 22 quotas, budget line and agreements; how many rows are new, 0 the second time.

    What is there already stays as it is, also when the file says otherwise: caps and lines change by decision."""
    return sum(_load(path) for path in sorted(HERE.glob("ntt-*.yaml")))


@transaction.atomic
def _load(path: Path) -> int:
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    facts["region_id"] = facts["region"]
    programme, made = Programme.objects.get_or_create(
        code=facts["code"], defaults={name: facts[name] for name in FACTS}
    )
    new = made + _quotas(programme, facts.get("places")) + _agreements(programme, facts["agreements"])
    there = set(Funding.objects.filter(programme=programme).values_list("reference", flat=True))
    missing = [line for line in facts["funding"] if line["reference"] not in there]
    if new or missing:
        at = datetime.combine(facts["agreements"][0]["signed_on"], datetime.min.time(), tzinfo=UTC)
        entry = trail.record(by=system("setup"), verb="programme.load", subject=f"programme.programme:{programme.pk}", at=at,
                     region=programme.region_id, facts={"code": programme.code, "new": new + len(missing)})  # fmt: skip
        for line in missing:
            _line(programme, line, entry)
    return new + len(missing)


def _line(programme: Programme, facts: dict[str, Any], entry: int) -> None:
    """A line with the document that grants it, as the house is set up with it: two people signed it elsewhere."""
    who = opening.payer_of(opening.PayerFacts(**facts["payer"]))
    line = Funding.objects.create(programme=programme, year=programme.first_month.year, paid_by=who, payer=who.kind, account_code=facts["account_code"],
                                  reference=facts["reference"], asked=facts["rupiah"], trail=entry)  # fmt: skip
    paper = facts["document"]
    granted = Change(year=line.year, number=budget.next_number(line.year), what="GRANT", line=line, rupiah=line.asked, kind=paper["kind"],
                     document=paper["number"], dated=paper["dated"], line_before=0, prepared_on=paper["dated"], decided_on=paper["dated"],
                     state="DECIDED", trail=entry)  # fmt: skip
    granted.content_hash = budget.content_hash(granted)
    granted.save(force_insert=True)
    budget.settle(granted)


def _quotas(programme: Programme, places: int | None) -> int:
    there = set(Quota.objects.filter(programme=programme).values_list("region_id", flat=True))
    known = {r.code: regions.quota_facts(r.code) for r in regions.regencies() if r.code.startswith(programme.region_id)}  # fmt: skip
    caps = (
        {code: (one.set_a, "estimate" if one.is_estimate else "published") for code, one in known.items()}
        if places is None
        else {code: (cap, "estimate") for code, cap in shared({c: k.set_a for c, k in known.items()}, places).items()}
    )  # fmt: skip
    new = [Quota(programme=programme, region_id=code, cap=cap, source=source) for code, (cap, source) in caps.items() if code not in there]  # fmt: skip
    return len(Quota.objects.bulk_create(new))


def shared(weights: dict[str, int], places: int) -> dict[str, int]:
    """`places` in the proportion of the weights, by the largest remainder: the sum is exact. Equal remainders: the larger weight, then the code."""
    whole = sum(weights.values())
    parts = {code: divmod(weight * places, whole) for code, weight in weights.items()}
    order = sorted(parts, key=lambda code: (-parts[code][1], -weights[code], code))
    more = set(order[: places - sum(part for part, _rest in parts.values())])
    return {code: part + (code in more) for code, (part, _rest) in parts.items()}


def _agreements(programme: Programme, signed: list[dict[str, Any]]) -> int:
    return sum(Agreement.objects.get_or_create(programme=programme, partner=one["partner"], number=one["number"], defaults=one)[1]
               for one in signed)  # fmt: skip


def take_places(*, programme: Programme, region: str, places: int, rupiah: int) -> int:
    """Takes places of a region and their rupiah; returns the id of the budget line that pays them.

    Belongs into the transaction of the list it is for. QuotaFull, NoMoneyLeft or LineNotGranted take nothing."""
    _whole(places, rupiah)
    line = _commit(programme, rupiah)  # the money first: one order of locks for everybody
    with connection.cursor() as cursor:
        cursor.execute(
            "update programme_quota set used = used + %s where programme_id = %s and region_id = %s and used + %s <= cap",
            [places, programme.pk, region, places],
        )
        if cursor.rowcount != 1:
            raise QuotaFull(_full(programme, region, places))
    return line


def give_back_places(*, programme: Programme, region: str, places: int, rupiah: int, funding: int) -> None:
    """Gives places and rupiah back, to the region and the budget line they were taken from."""
    _whole(places, rupiah)
    with connection.cursor() as cursor:
        cursor.execute(
            "update programme_funding set committed = committed - %s where id = %s and programme_id = %s and committed >= %s",
            [rupiah, funding, programme.pk, rupiah],
        )
        money_back = cursor.rowcount
        cursor.execute(
            "update programme_quota set used = used - %s where programme_id = %s and region_id = %s and used >= %s",
            [places, programme.pk, region, places],
        )
        if (money_back, cursor.rowcount) != (1, 1):
            raise NothingToGiveBack(
                _("Yang dikembalikan di %(region)s lebih banyak daripada yang dipakai.") % {"region": region}
            )


def _commit(programme: Programme, rupiah: int) -> int:
    """The first line with its document and with room for the whole amount."""
    lines = list(Funding.objects.select_for_update().filter(programme=programme).order_by("pk"))
    granted = [line for line in lines if line.state == "GRANTED"]
    if lines and not granted:
        raise LineNotGranted(
            _("Anggaran %(code)s belum mempunyai dokumen yang menetapkannya, jadi belum dapat dipakai.")
            % {"code": programme.code}
        )
    line = next((line for line in granted if line.rupiah - line.committed >= rupiah), None)
    if line is None:
        left = max((line.rupiah - line.committed for line in granted), default=0)
        raise NoMoneyLeft(_("Anggaran %(code)s tersisa %(left)s, sedangkan daftar ini memerlukan %(asked)s.")
                          % {"code": programme.code, "left": money.say(left), "asked": money.say(rupiah)})  # fmt: skip
    line.committed += rupiah
    line.save(update_fields=["committed"])
    return line.pk


def _full(programme: Programme, region: str, places: int) -> str:
    quota = Quota.objects.filter(programme=programme, region=region).first()
    if quota is None:
        return _("%(region)s tidak mempunyai kuota dalam program %(code)s.") % {
            "region": region,
            "code": programme.code,
        }
    left = quota.cap - quota.used
    return _("Kuota %(region)s tersisa %(left)s tempat, sedangkan %(asked)s diminta.") % {
        "region": region,
        "left": left,
        "asked": places,
    }


def _whole(places: int, rupiah: int) -> None:
    money.rupiah(rupiah)
    if places < 0 or rupiah < 0:
        raise NothingToGiveBack(_("Jumlah tempat dan rupiah tidak boleh di bawah nol."))

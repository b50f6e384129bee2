"""Which programme, how many places are left where, whose money pays for them, and what was agreed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from naung.delivery.programme.models import Agreement, Change, Funding, Move, Payer, Programme, Quota
from naung.kit.months import Month
from naung.kit.refusal import Refusal


class UnknownProgramme(Refusal):
    """No programme has this code; the message lists those there are."""


class NoAgreement(Refusal):
    """Nothing was signed with this partner, so nothing is sent to it."""


def by_code(code: str) -> Programme:
    found = Programme.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Programme.objects.order_by("code").values_list("code", flat=True)) or "-"
        raise UnknownProgramme(
            _("Tidak ada program %(code)s. Yang ada: %(known)s.") % {"code": code, "known": known}
        )
    return found


def everything() -> QuerySet[Programme]:
    return Programme.objects.order_by("code")


def quotas(programme: Programme) -> QuerySet[Quota]:
    """By region code; `cap`, `used` and where the cap comes from."""
    return Quota.objects.filter(programme=programme).select_related("region").order_by("region_id")


def quota(programme: Programme, region: str) -> Quota | None:
    return Quota.objects.filter(programme=programme, region=region).first()


def moves(programme: Programme | None = None) -> QuerySet[Move]:
    """Places moved between regions, the newest first, with both regions and the approval; all programmes', or one's."""
    found = Move.objects.select_related("programme", "source", "target", "approval").order_by("-pk")
    return found.filter(programme=programme) if programme else found


def fundings(programme: Programme) -> QuerySet[Funding]:
    return Funding.objects.filter(programme=programme).order_by("pk")


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line as it stands, whole rupiah: `asked` before its document, `rupiah` what its documents grant."""

    id: int
    programme_id: int
    programme_code: str
    programme_region: str
    year: int
    payer_id: int
    payer_kind: str
    payer_name: str
    region: str
    account_code: str
    reference: str
    state: str
    asked: int
    rupiah: int
    committed: int

    @property
    def free(self) -> int:
        return self.rupiah - self.committed


def lines(year: int | None = None, programme: Programme | None = None, payer: Payer | None = None) -> list[Line]:  # fmt: skip
    """Budget lines by year, payer and number; all of them where nothing is asked. `region` is the payer's, empty for a donor's."""
    found = Funding.objects.select_related("programme", "paid_by").order_by("year", "paid_by__name", "paid_by_id", "pk")  # fmt: skip
    found = found.filter(year=year) if year is not None else found
    found = found.filter(programme=programme) if programme else found
    return [_line(one) for one in (found.filter(paid_by=payer) if payer else found)]


def _line(one: Funding) -> Line:
    return Line(
        one.pk, one.programme_id, one.programme.code, one.programme.region_id, one.year, one.paid_by_id, one.payer, one.paid_by.name,
        one.paid_by.region_id or "", one.account_code, one.reference, one.state, one.asked, one.rupiah, one.committed,
    )  # fmt: skip


def line(pk: int) -> Funding | None:
    return Funding.objects.select_related("programme", "paid_by").filter(pk=pk).first()


def years() -> list[int]:
    """Fiscal years that have a budget line, the newest first."""
    return list(Funding.objects.order_by("-year").values_list("year", flat=True).distinct())


def payers() -> QuerySet[Payer]:
    return Payer.objects.select_related("region").order_by("kind", "name", "pk")


def changes(line: Funding | None = None, year: int | None = None) -> QuerySet[Change]:
    """Documents that changed budget lines or wait to, the newest first, with both lines, what they amend and the approval."""
    related = ("line__programme", "line__paid_by", "source__programme", "amends", "approval__decided_by")
    found = Change.objects.select_related(*related).order_by("-year", "-number")
    found = found.filter(year=year) if year is not None else found
    return found.filter(Q(line=line) | Q(source=line)) if line else found


def last_document(line: Funding) -> Change | None:
    """The decided document that grants what the line holds; what moved since is not in it."""
    decided = Change.objects.filter(line=line, state="DECIDED").exclude(what="MOVE")
    return decided.exclude(pk__in=decided.exclude(amends=None).values("amends")).first()


def months(programme: Programme) -> list[Month]:
    return list(Month.of(programme.first_month).until(Month.of(programme.last_month)))


def last_day(programme: Programme) -> date:
    """The last day of cover that this programme pays for."""
    return Month.of(programme.last_month).last


def agreement(programme: Programme, partner: str, *, on: date) -> Agreement:
    """The newest agreement with the partner that was signed by `on`, or NoAgreement."""
    signed = (
        Agreement.objects.filter(programme=programme, partner=partner, signed_on__lte=on)
        .order_by("-signed_on", "-pk")
        .first()
    )
    if signed is None:
        raise NoAgreement(
            _("Belum ada perjanjian kerja sama dengan %(partner)s per %(on)s.")
            % {"partner": partner, "on": on}
        )
    return signed

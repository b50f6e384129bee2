"""Which programme, how many places are left where, and what was agreed."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.delivery.programme.models import Agreement, Funding, Move, Programme, Quota
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

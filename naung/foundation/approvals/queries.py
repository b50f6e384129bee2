from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from naung.foundation.approvals.models import Approval as Approval
from naung.kit.refusal import Refusal

DECIDED = ["APPROVED", "REFUSED"]


class NoSuchApproval(Refusal):
    """Nothing was put before a second person under this number."""


def one(pk: int) -> Approval:
    """With the names of who prepared and who decided; NoSuchApproval."""
    found = Approval.objects.select_related("prepared_by", "decided_by").filter(pk=pk).first()
    if found is None:
        raise NoSuchApproval(_("Tidak ada persetujuan dengan nomor urut %(pk)s.") % {"pk": pk})
    return found


def latest(kind: str, subject: str) -> Approval | None:
    return Approval.objects.filter(kind=kind, subject=subject).order_by("-pk").first()


def pending() -> list[Approval]:
    """What waits for a decision, oldest first."""
    return list(Approval.objects.filter(state="PENDING").order_by("prepared_at", "pk"))


def within(codes: Iterable[str]) -> QuerySet[Approval]:
    """Those of these regions and below, with `place` (the region's name) and the officers' names; no code, none."""
    seen = Q(pk__in=[])
    for code in codes:
        seen |= Q(region=code) | Q(region__startswith=f"{code}.")
    named = RawSQL("(select r.name from regions_region r where r.code = approvals_approval.region)", [])
    return Approval.objects.filter(seen).select_related("prepared_by", "decided_by").annotate(place=named)


def approved(kind: str, subject: str) -> Approval | None:
    return Approval.objects.filter(kind=kind, subject=subject, state="APPROVED").order_by("-pk").first()


def decided_before(approval: Approval) -> Approval | None:
    """The last version of the same subject that somebody decided, approved or refused."""
    earlier = Approval.objects.filter(kind=approval.kind, subject=approval.subject, state__in=DECIDED)
    return earlier.filter(pk__lt=approval.pk).select_related("decided_by").order_by("-pk").first()


def newer(approval: Approval) -> Approval | None:
    """What took the place of one that was taken back."""
    return Approval.objects.filter(kind=approval.kind, subject=approval.subject, pk__gt=approval.pk).order_by("-pk").first()  # fmt: skip

"""What whoever decides a claim sees before its lines: what makes a careful person stop."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from naung.delivery.claims.models import Claim
from naung.delivery.claims.queries import NoSuchClaim
from naung.foundation.approvals.ports import Finding

YOUNG = timedelta(days=90)  # a death so soon after the cover began is looked at twice (trust.md 2, threat 1)
LATE = timedelta(days=30)


def by_approval(approval: int) -> Claim:
    """The claim that waits under this approval; NoSuchClaim also where the officer does not see its region."""
    found = (
        Claim.objects.select_related("programme", "person", "membership", "filer", "assessor")
        .filter(approval_id=approval)
        .first()
    )
    if not found:
        raise NoSuchClaim(_("Persetujuan ini tidak mempunyai klaim di wilayah Anda."))
    return found


def findings(claim: Claim) -> list[Finding]:
    return [Finding("", kind, says, 1) for kind, says in _found(claim)]


def _found(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.cover == "UNCLEAR":
        yield (
            "danger",
            _(
                "perlindungan pada hari itu belum jelas: tanyakan kepada BPJS Ketenagakerjaan sebelum memutuskan"
            ),
        )
    began = claim.membership.covered_from
    if claim.kind == "death" and began and claim.happened_on - began < YOUNG:
        yield "danger", _("meninggal kurang dari 90 hari sesudah perlindungan mulai: periksa sekali lagi")
    if claim.reported_on - claim.happened_on > LATE:
        yield "warn", _("dilaporkan lebih dari 30 hari sesudah kejadian")
    if claim.filer_id is None:
        yield "warn", _("dilaporkan tanpa petugas yang mencatat")
    if not claim.estimate:
        yield "calm", _("belum ada santunan uang yang dihitung: perawatan ditanggung sesuai kebutuhan medis")
    if others := _others(claim):
        yield "warn", _("ada %(n)s klaim lain dari orang yang sama") % {"n": others}
    if any(line.get("confidence") != "stated" for line in claim.estimate):
        yield "warn", _("ada angka santunan yang belum dipastikan dari naskah aslinya")


def _others(claim: Claim) -> int:
    return Claim.objects.filter(person=claim.person_id).exclude(pk=claim.pk).count()

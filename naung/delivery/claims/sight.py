"""What whoever decides a claim sees before its lines: what makes a careful person stop."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from naung.delivery.claims import queries, rooms
from naung.delivery.claims.models import Claim
from naung.delivery.claims.queries import NoSuchClaim
from naung.foundation.approvals.ports import Finding
from naung.kit.actor import Actor

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
    """The core's own first, then what the rooms of receivers and patterns say."""
    return [*(Finding("", kind, says, 1) for kind, says in _found(claim)), *rooms.findings(claim.pk)]


def _found(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.cover == "UNCLEAR":
        yield (
            "danger",
            _(
                "perlindungan pada hari itu belum jelas: tanyakan kepada BPJS Ketenagakerjaan sebelum memutuskan"
            ),
        )
    if queries.is_young(claim):
        yield _young(claim)
    if claim.suspected:
        yield "danger", _("sebab kematian masih dugaan")
    if claim.complete_on is None:
        yield "warn", _("berkas belum lengkap")
    if claim.memberships > 1:
        yield "calm", _("dihitung %(n)s kepesertaan: %(why)s") % {"n": claim.memberships, "why": claim.memberships_because}  # fmt: skip
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


def _young(claim: Claim) -> tuple[str, str]:
    seen = rooms.review(claim.pk)
    if seen is None:
        return "danger", _("meninggal kurang dari 90 hari sesudah perlindungan mulai: periksa sekali lagi")
    told = {"name": seen.officer.name, "what": seen.looked_at}
    return "warn", _("meninggal kurang dari 90 hari sesudah perlindungan mulai; %(name)s sudah memeriksa: %(what)s") % told  # fmt: skip


def _others(claim: Claim) -> int:
    return Claim.objects.filter(person=claim.person_id).exclude(pk=claim.pk).count()


def barred(claim: Claim, by: Actor) -> str:
    """Why this officer has no button on an assessed claim; '' where nothing bars them."""
    if held := rooms.hold(claim.pk):
        return _("Klaim ini ditahan karena sengketa: %(why)s") % {"why": held.because}
    if by.human in queries.hands(claim.membership_id):
        return _("Anda ikut mengusulkan atau mendaftarkan peserta ini, jadi orang lain yang memutuskannya.")
    if not queries.is_young(claim):
        return ""
    second = rooms.review(claim.pk)
    if second is None:
        return _("Meninggal kurang dari 90 hari sesudah perlindungan mulai: petugas keempat memeriksanya dulu, di halaman klaim.")  # fmt: skip
    return _("Anda yang memeriksa klaim ini untuk kedua kali, jadi orang lain yang memutuskannya.") if second.human == by.human else ""  # fmt: skip

"""Why a paper is asked, in a sentence for the family; the first condition that holds of the case is the reason."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from naung import law
from naung.delivery.claims.models import Claim


def of(paper: law.Paper, claim: Claim) -> str:
    """Kept with the paper, so it is written once, in Indonesian."""
    with override("id"):
        facts = (claim.circumstance, "outside_plkk" if claim.outside_plkk else "", claim.cause, "always")
        return next(_because(word) for word in facts if word in paper.when)


def no_longer() -> str:
    with override("id"):
        return _("Keadaan kejadiannya ternyata lain, jadi surat ini tidak diminta lagi.")


def _because(word: str) -> str:
    return {
        "always": _("diminta pada setiap klaim seperti ini"),
        "illness": _("meninggal karena sakit"),
        "work_accident": _("kecelakaan kerja"),
        "disease": _("penyakit akibat kerja"),
        "traffic": _("kecelakaan lalu lintas"),
        "sea": _("kejadian di laut"),
        "violence": _("kekerasan di tempat kerja"),
        "outside_plkk": _("dirawat di luar pusat layanan yang bekerja sama"),
    }[word]

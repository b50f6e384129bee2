"""What a month waits for after a call of `naung month`: who is next, and the call to type, word for word."""

from dataclasses import dataclass
from typing import Any

from naung.project.words import _, gettext_noop


@dataclass(frozen=True, slots=True)
class Next:
    """`waits`: the word for scripts; `says`: why, for people; `call`: what to type. No call: a person has to look at the page first."""

    waits: str
    says: str
    call: str


def of(run: Any) -> Next | None:
    """The next call for one round; None when it is reconciled."""
    what = _waits(run)
    if what is None:
        return None
    says, options = WORDS[what]
    call = f"naung month {run.month:%Y-%m} --programme {run.programme.code}"
    return Next(what, _(says), f"{call}{options}")


def _waits(run: Any) -> str | None:
    from naung.delivery.contributions import queries

    if run.state == "RECONCILED":
        return None
    if run.state == "PREPARED":
        return _before_the_decision(run)
    if run.state == "APPROVED" or run.state == "BILLED" and queries.invoices(run).filter(code=None).exists():
        return "code"
    return _of_the_treasury(run) or ("receipt" if run.state == "PAID" else "bank")


def _before_the_decision(run: Any) -> str:
    """A list that changed after it was put forward has no hash any more."""
    from naung.foundation.approvals import queries as approvals

    asked = approvals.latest("contributions.run", f"contributions.run:{run.pk}")
    stands = asked is not None and asked.state == "PENDING" and asked.content_hash == run.content_hash
    return "decision" if stands else "proposal"


def _of_the_treasury(run: Any) -> str | None:
    from naung.delivery.contributions.treasury import queries as treasury_queries

    if run.state != "BILLED" or treasury_queries.may_order(run):
        return None
    standing = treasury_queries.standing(run)
    return "papers" if standing is None else {"PREPARED": "signature", "SIGNED": "sp2d"}.get(standing.state)


WORDS = {
    "proposal": (gettext_noop("Berikutnya bendahara mengajukan daftar ini:"), " --by LOGIN"),
    "decision": (gettext_noop("Berikutnya pejabat penyetuju, orang lain daripada yang mengajukan, memutus:"), " --approve-by LOGIN"),
    "code": (gettext_noop("BPJS belum memberi kode iuran untuk semua tagihan. Tanyakan lagi nanti dengan:"), ""),
    "papers": (gettext_noop("Berikutnya bendahara menyusun SPP dan SPM (nomornya dengan --spp dan --spm):"), " --by LOGIN"),
    "signature": (gettext_noop("Berikutnya pejabat penyetuju, orang lain daripada yang menyusun, menandatangani SPM:"), " --approve-by LOGIN"),
    "sp2d": (gettext_noop("Perbendaharaan belum menerbitkan SP2D. Tanyakan lagi nanti, atau ketik SP2D di halaman bulan ini:"), ""),
    "bank": (gettext_noop("Bank belum mendebit semua tagihan. Tanyakan lagi nanti; yang ditolak bank diajukan ulang di halaman bulan ini:"), ""),
    "receipt": (gettext_noop("BPJS belum mengakui semua orang. Tanyakan lagi nanti; yang ditolaknya ada di halaman bulan ini:"), ""),
}  # fmt: skip

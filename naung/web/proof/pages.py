"""The proof of a month and down to the person; statements and their bookings; the queue of what does not fit."""

from naung.web.pages import Page
from naung.web.proof import booking, down, members, month, queue, statements, years
from naung.web.proof import paper as papers

MONTH = "bukti/<str:code>/<str:text>"
PAGES = [
    Page("proofs", "bukti", years.years, "proof.read"),
    Page("proof", MONTH, month.month, "proof.read", act="proof.compare"),
    Page("proof-paper", f"{MONTH}/cetak", papers.paper, "proof.read", act="proof.issue"),
    Page("proof-members", f"{MONTH}/peserta", members.upload, "proof.read", act="proof.compare"),
    Page("proof-region", f"{MONTH}/wilayah/<str:region>", down.region, "proof.read"),
    Page("proof-village", f"{MONTH}/desa/<str:village>", down.village, "proof.read"),
    Page("statements", "rekening-koran", statements.listed, "payments.read", act="payments.take"),
    Page(
        "statement", "rekening-koran/<int:number>", statements.one, "payments.read", act="exchange.download"
    ),
    Page(
        "booking", "rekening-koran/mutasi/<int:number>", booking.one, "payments.read", act="payments.explain"
    ),
    Page("suspense", "titipan", queue.listed, "suspense.read"),
    Page(
        "suspense-item", "titipan/<str:kind>/<int:number>", queue.one, "suspense.read", act="suspense.settle"
    ),
]

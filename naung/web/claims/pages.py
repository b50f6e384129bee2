"""Claims: the queue, the file of one, and what each part of it adds."""

from naung.web.claims import one, placing, queue, receipt, telling, wizard
from naung.web.claims.deaths_pages import PAGES as DEATHS
from naung.web.claims.decision_pages import PAGES as DECISION
from naung.web.claims.documents_pages import PAGES as DOCUMENTS
from naung.web.claims.heirs_pages import PAGES as HEIRS
from naung.web.claims.treatment_pages import PAGES as TREATMENT
from naung.web.pages import PUBLIC, Page

PAGES = [
    Page("claims", "klaim", queue.claims, "claims.read"),
    Page("claims-file", "klaim.csv", queue.export, "claims.read", act="claims.read"),
    Page("claim-tell", "lapor-klaim", telling.tell, PUBLIC, act=PUBLIC),
    Page("claim-new", "klaim/baru", wizard.new, "claims.report", act="claims.report"),
    Page("claim-reports", "klaim/laporan", placing.waiting, "claims.report"),
    Page("claim-report", "klaim/laporan/<slug:number>", placing.report, "claims.report", act="claims.report"),
    *DEATHS,
    *DOCUMENTS,
    *HEIRS,
    *TREATMENT,
    *DECISION,
    Page(
        "claim-receipt", "klaim/<slug:programme>/<slug:number>/tanda-terima", receipt.receipt, "claims.read"
    ),
    Page("claim", "klaim/<slug:programme>/<slug:number>", one.claim, "claims.read"),
]

"""Claims: the queue, the file of one, and what each part of it adds."""

from naung.web.claims import one, queue
from naung.web.claims.deaths_pages import PAGES as DEATHS
from naung.web.claims.decision_pages import PAGES as DECISION
from naung.web.claims.documents_pages import PAGES as DOCUMENTS
from naung.web.claims.heirs_pages import PAGES as HEIRS
from naung.web.claims.treatment_pages import PAGES as TREATMENT
from naung.web.pages import Page

PAGES = [
    Page("claims", "klaim", queue.claims, "claims.read"),
    *DEATHS,
    *DOCUMENTS,
    *HEIRS,
    *TREATMENT,
    *DECISION,
    Page("claim", "klaim/<slug:programme>/<slug:number>", one.claim, "claims.read"),
]

"""From one year to the next: the round, what each region is offered and answers, and what is printed."""

from naung.web.pages import Page
from naung.web.renewal import papers, region, round

PAGES = [
    Page("renewals", "perpanjangan", round.newest, "renewal.read"),
    Page("renewal", "program/<int:year>/perpanjangan", round.round_, "renewal.read", act="renewal.propose"),
    Page("renewal-region", "program/<int:year>/perpanjangan/<str:code>", region.region, "renewal.read", act="renewal.answer"),
    Page("renewal-offer", "program/<int:year>/perpanjangan/<str:code>/tawaran.pdf", papers.offer, "renewal.read"),
    Page("renewal-letters", "program/<int:year>/perpanjangan/<str:code>/surat.pdf", papers.letters, "renewal.read"),
]  # fmt: skip

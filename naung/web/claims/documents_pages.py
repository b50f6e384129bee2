"""Addresses of a claim's papers: the list, one of them, its photos, and what is printed."""

from naung.web.claims import paper, papers, printed
from naung.web.pages import Page

AT = "klaim/<slug:programme>/<slug:number>"
PAGES: list[Page] = [
    Page("claim-papers", f"{AT}/surat", papers.papers, "claims.read", act="claims.collect"),
    Page("claim-paper", f"{AT}/surat/<slug:kind>", paper.paper, "claims.read", act="claims.collect"),
    Page("claim-scan", f"{AT}/surat/<slug:kind>/foto/<int:scan>", paper.scan, "claims.read"),
    Page("claim-print", f"{AT}/cetak/<slug:what>", printed.printed, "claims.collect", act="claims.collect"),
]

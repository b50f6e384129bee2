"""Proposing, deciding, the decree on paper, and the check that is open to all."""

from naung.web.decisions import check, decree, inbox, one, proposals
from naung.web.pages import PUBLIC, Page

PAGES = [
    Page("approvals", "persetujuan", inbox.inbox, "approvals.read"),
    Page("approval", "persetujuan/<int:number>", one.one, "approvals.read", act="approvals.decide"),
    Page("proposals", "penetapan", proposals.proposals, "selection.read", act="selection.propose"),
    Page("decree", "penetapan/<int:number>", decree.decree, "selection.read", act="selection.propose"),
    Page("decree-paper", "penetapan/<int:number>/sk.pdf", decree.paper, "selection.read"),
    Page("check", "periksa", check.check, PUBLIC),
    Page("check-code", "periksa/<str:code>", check.check, PUBLIC),
]

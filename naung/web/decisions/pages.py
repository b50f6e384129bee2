"""Proposing, deciding, the decree on paper, and the check that is open to all."""

from naung.web.decisions import check, decree, inbox, one, proposals, quota, replacing, waiting, withdrawing
from naung.web.pages import PUBLIC, Page

PAGES = [
    Page("approvals", "persetujuan", inbox.inbox, "approvals.read"),
    Page("approval", "persetujuan/<int:number>", one.one, "approvals.read", act="approvals.decide"),
    Page(
        "withdraw",
        "persetujuan/<int:number>/tarik",
        withdrawing.withdraw,
        "approvals.withdraw",
        act="approvals.withdraw",
    ),
    Page("proposals", "penetapan", proposals.proposals, "selection.read", act="selection.propose"),
    Page("decree", "penetapan/<int:number>", decree.decree, "selection.read", act="selection.propose"),
    Page("decree-paper", "penetapan/<int:number>/sk.pdf", decree.paper, "selection.read"),
    Page(
        "replace",
        "penetapan/<int:number>/ganti",
        replacing.replace,
        "selection.propose",
        act="selection.propose",
    ),
    Page("waiting-list", "penetapan/tunggu/<str:code>/<str:region>", waiting.waiting, "selection.read"),
    Page(
        "waiting-paper",
        "penetapan/tunggu/<str:code>/<str:region>/daftar.pdf",
        waiting.waiting_paper,
        "selection.read",
        act="selection.read",
    ),
    Page(
        "letter",
        "orang/<str:code>/surat/<str:programme>.pdf",
        waiting.letter,
        "selection.read",
        act="selection.read",
    ),
    Page("quota", "program/<int:year>/kuota", quota.quota, "selection.read", act="programme.move"),
    Page("check", "periksa", check.check, PUBLIC),
    Page("check-code", "periksa/<str:code>", check.check, PUBLIC),
]

"""The books: for the treasurer who keeps them and the auditor who reads them."""

from naung.web.books import card, closing, drafts, journal, journals, lra, overview, paper, trial
from naung.web.pages import Page

READ, PREPARE, EXPORT = "ledger.read", "ledger.prepare", "ledger.export"

PAGES = [
    Page("books", "buku", overview.overview, READ),
    Page("trial-balance", "buku/neraca-saldo", trial.trial, READ),
    Page("ledger-card", "buku/akun/<str:code>", card.card, READ),
    Page("journals", "buku/jurnal", journals.journals, READ),
    Page("journal", "buku/jurnal/<int:number>", journal.journal, READ, act=PREPARE),
    Page("journal-drafts", "buku/memorial", drafts.drafts, READ, act=PREPARE),
    Page("month-closing", "buku/tutup/<str:text>", closing.closing, READ, act=PREPARE),
    Page("lra", "buku/realisasi/<int:year>", lra.lra, READ),
    Page("lra-paper", "buku/realisasi/<int:year>/<str:text>/lra.pdf", lra.paper, EXPORT, act=EXPORT),
    Page("lra-workbook", "buku/realisasi/<int:year>/<str:text>/lra.xlsx", lra.workbook, EXPORT),
    Page("working-paper", "buku/kertas-kerja", paper.form, EXPORT, act=EXPORT),
    Page("working-paper-file", "buku/kertas-kerja/<str:code>.xlsx", paper.file, EXPORT),
]

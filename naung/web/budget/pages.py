"""The budget: a year's lines, one line with its documents, and who pays."""

from naung.web.budget import file, line, payers, year
from naung.web.pages import Page

PAGES = [
    Page("budgets", "anggaran", year.newest, "budget.read"),
    Page("budget", "program/<int:number>/anggaran", year.year, "budget.read", act="budget.propose"),
    Page("budget-file", "program/<int:number>/anggaran.csv", file.figures, "budget.read"),
    Page("budget-line", "anggaran/<int:number>", line.line, "budget.read", act="budget.propose"),
    Page("payers", "pembayar", payers.payers, "budget.read"),
    Page("payer", "pembayar/<int:number>", payers.payer, "budget.read"),
]

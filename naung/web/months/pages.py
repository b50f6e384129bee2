"""The months of contributions and what belongs to them; the batches of a month are the batches room's."""

from naung.web.months import arrears, one, printed, surplus, treasury, year
from naung.web.pages import Page

READ, ACT = "contributions.read", "contributions.propose"

PAGES = [
    Page("contribution-months", "iuran", year.months, READ),
    Page("contribution-arrears", "iuran/tunggakan", arrears.arrears_page, READ),
    Page("contribution-arrears-file", "iuran/tunggakan.csv", arrears.arrears_csv, READ),
    Page("contribution-papers", "iuran/sp2d", treasury.papers, READ, act=ACT),
    Page("contribution-papers-file", "iuran/sp2d.csv", treasury.papers_csv, READ),
    Page("contribution-surplus", "iuran/tak-terpakai", surplus.unused, READ, act=ACT),
    Page("contribution-support", "iuran/tahap/<int:number>/rincian.pdf", printed.support, READ),
    Page("contribution-receipt", "iuran/tahap/<int:number>/kuitansi.pdf", printed.receipt, READ),
    Page("contribution-month", "iuran/<str:text>", one.month, READ, act=ACT),
]

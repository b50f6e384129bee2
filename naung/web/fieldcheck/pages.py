"""Field checks: the seed and the draw, whom to visit, what was found at each door, and what it says about the list."""

from naung.web.fieldcheck import checks, one, paper, visit
from naung.web.pages import Page

AT = "penetapan/periksa-lapangan"
PAGES = [
    Page("fieldchecks", AT, checks.checks, "fieldcheck.read", act="fieldcheck.draw"),
    Page("fieldcheck", f"{AT}/<int:number>", one.one, "fieldcheck.read", act="fieldcheck.draw"),
    Page("fieldcheck-form", f"{AT}/<int:number>/formulir", paper.form, "fieldcheck.enter"),
    Page("fieldcheck-frame", f"{AT}/<int:number>/kerangka.txt", paper.frame, "fieldcheck.read"),
    Page("fieldcheck-visit", f"{AT}/<int:number>/orang/<int:line>", visit.visit, "fieldcheck.read", act="fieldcheck.enter"),
]  # fmt: skip

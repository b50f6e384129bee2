"""Deaths that nobody claimed: families to visit, lists, who is meant; and patterns that somebody is to look at."""

from naung.web.claims import deaths, deaths_lists, deaths_one, suspicions_pages
from naung.web.pages import Page

AT = "kematian"
PAGES: list[Page] = [
    Page("deaths", AT, deaths.families, "claims.read"),
    Page("deaths-expected", f"{AT}/perkiraan", deaths.expected, "claims.read"),
    Page("death-lists", f"{AT}/daftar", deaths_lists.lists, "claims.visit", act="claims.visit"),
    Page("death-notices", f"{AT}/kabar", deaths_lists.questions, "claims.match"),
    Page("death-notice", f"{AT}/kabar/<int:number>", deaths_lists.question, "claims.match", act="claims.match"),
    Page("suspicions", f"{AT}/pola", suspicions_pages.suspicions, "claims.doubt"),
    Page("suspicion", f"{AT}/pola/<int:number>", suspicions_pages.suspicion, "claims.doubt", act="claims.reassure"),
    Page("death", f"{AT}/<int:number>", deaths_one.death, "claims.read", act="claims.visit"),
]  # fmt: skip

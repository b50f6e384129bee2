"""Every page of the site, room by room. A new room adds its list here; a page in no list has no address."""

from naung.web import languages
from naung.web.account.pages import PAGES as ACCOUNT
from naung.web.accounts.pages import PAGES as ACCOUNTS
from naung.web.batches.pages import PAGES as BATCHES
from naung.web.books.pages import PAGES as BOOKS
from naung.web.budget.pages import PAGES as BUDGET
from naung.web.claims.pages import PAGES as CLAIMS
from naung.web.cover.pages import PAGES as COVER
from naung.web.decisions.pages import PAGES as DECISIONS
from naung.web.desk.pages import PAGES as DESK
from naung.web.doubles.pages import PAGES as DOUBLES
from naung.web.family.pages import PAGES as FAMILY
from naung.web.fieldcheck.pages import PAGES as FIELDCHECK
from naung.web.jobs.pages import PAGES as JOBS
from naung.web.law.pages import PAGES as LAW
from naung.web.lists.pages import PAGES as LISTS
from naung.web.members.pages import PAGES as MEMBERS
from naung.web.months.pages import PAGES as MONTHS
from naung.web.office.pages import PAGES as OFFICE
from naung.web.pages import PUBLIC, Page
from naung.web.people.pages import PAGES as PEOPLE
from naung.web.proof.pages import PAGES as PROOF
from naung.web.public.pages import PAGES as OPEN
from naung.web.renewal.pages import PAGES as RENEWAL
from naung.web.trail.pages import PAGES as TRAIL
from naung.web.whatif.pages import PAGES as WHATIF

EVERY: list[Page] = [
    *OPEN,
    *LAW,
    *FAMILY,
    Page("language", "bahasa", languages.choose, PUBLIC),  # keeps a cookie with two letters, nothing else
    *ACCOUNT,
    *DESK,
    *PEOPLE,
    *OFFICE,
    *DECISIONS,
    *RENEWAL,
    *COVER,
    *WHATIF,
    *FIELDCHECK,
    *BUDGET,
    *MEMBERS,
    *BATCHES,
    *ACCOUNTS,
    *MONTHS,
    *BOOKS,
    *PROOF,
    *JOBS,
    *TRAIL,
    *LISTS,
    *DOUBLES,
    *CLAIMS,
]
PAGE: dict[str, Page] = {page.name: page for page in EVERY}

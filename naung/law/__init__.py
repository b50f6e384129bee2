"""The regulation: dated figures with their articles, and pure functions from facts to lines. No framework, no database."""

from naung.law.bands import base_of
from naung.law.calculate import calculate
from naung.law.contribution import contribution
from naung.law.cover import last_covered_day, must_be_covered
from naung.law.deadlines import add_working_days, claim_until, days_late, is_working_day, late_payment, pay_by
from naung.law.death import death, waited_long_enough
from naung.law.disability import Part, disability
from naung.law.eligibility import eligibility, overlay_of
from naung.law.errors import BadCase, LawRefusal, ManualReview, NotCovered, NotProvided
from naung.law.heirs import Heirs, heirs
from naung.law.injury import aids, home_care, temporary_inability, transport, treatment
from naung.law.lines import Line, Result
from naung.law.papers import Paper, also, papers, told
from naung.law.papers import known as known_papers
from naung.law.parameters import Book, Provision, current_book, provision, using, version
from naung.law.scholarship import (
    LEVELS,
    first_year,
    scholarship,
    scholarship_until,
    scholarship_year,
    scholarship_years,
    school_year,
    school_year_begins,
)
from naung.law.simulation import simulate
from naung.law.verdicts import Reason, Verdict

__all__ = [
    "LEVELS", "BadCase", "Book", "Heirs", "LawRefusal", "Line", "ManualReview", "NotCovered", "NotProvided", "Paper", "Part", "Provision",
    "Reason", "Result", "Verdict", "add_working_days", "aids", "also", "base_of", "calculate", "claim_until",
    "contribution", "current_book", "days_late", "death", "disability", "eligibility", "first_year", "heirs", "home_care", "is_working_day", "known_papers",
    "last_covered_day", "must_be_covered", "late_payment", "overlay_of", "papers", "pay_by", "provision", "scholarship", "scholarship_until", "scholarship_year", "scholarship_years", "school_year", "school_year_begins", "simulate",
    "temporary_inability", "told", "transport", "treatment", "using", "version", "waited_long_enough",
]  # fmt: skip

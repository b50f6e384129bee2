"""The calendar of what ends, the people behind it, and the letters of payers whose money came late."""

from naung.web.cover import calendar, letters, people
from naung.web.pages import Page

PAGES = [
    Page("cover", "perlindungan", calendar.calendar, "cover.read"),
    Page("cover-people", "perlindungan/daftar", people.people, "cover.read", act="cover.read"),
    Page("cover-letters", "perlindungan/surat", letters.letters, "cover.read", act="cover.letter"),
]

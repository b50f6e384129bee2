"""One person, found and told."""

from naung.web.pages import Page
from naung.web.people import find, person

PAGES = [
    Page("find", "orang/cari", find.find, "people.read"),
    Page("person", "orang/<str:code>", person.person, "people.read"),
]

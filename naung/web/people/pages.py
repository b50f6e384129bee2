"""One person, found and told; and their numbers, for whoever says why."""

from naung.web.pages import Page
from naung.web.people import alike, checks, find, person, reveal

PAGES = [
    Page("find", "orang/cari", find.find, "people.read", act="people.read"),
    Page("person", "orang/<str:code>", person.person, "people.read"),
    Page("clearing", "orang/<str:code>/kepegawaian", checks.clear, "registry.clear", act="registry.clear"),
    Page(
        "alike", "orang/<str:code>/mirip/<str:source>", alike.settle, "registry.clear", act="registry.clear"
    ),
    Page("reveal", "orang/<str:code>/buka/<str:what>", reveal.reveal, "people.reveal", act="people.reveal"),
]

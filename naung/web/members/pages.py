"""Members: who is one, what came back from the insurer, who moves to another payer; and a person's facts put right."""

from naung.web.members import correct, list, returned, transfers
from naung.web.pages import Page

PAGES = [
    Page("members", "kepesertaan/peserta", list.members, "members.read"),
    Page("members-returned", "kepesertaan/perbaikan", returned.queue, "members.read", act="enrolment.send"),
    Page("transfers", "kepesertaan/pindah", transfers.transfers, "members.read", act="selection.transfer"),
    Page(
        "correct", "orang/<str:code>/perbaikan", correct.correct, "registry.correct", act="registry.correct"
    ),
]

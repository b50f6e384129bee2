"""Is this the same person? Two records side by side, and an officer's answer; and how often two officers answer alike."""

from naung.web.doubles import agreement, pair, queue
from naung.web.pages import Page

PAGES = [
    Page("doubles", "antrean/ganda", queue.queue, "matching.decide", act="matching.decide"),
    Page("agreement", "antrean/ganda/kesepakatan", agreement.agreement, "matching.read"),
    Page("double", "antrean/ganda/<int:number>", pair.pair, "matching.decide", act="matching.decide"),
]

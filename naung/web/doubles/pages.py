"""Is this the same person? Two records side by side, and an officer's answer."""

from naung.web.doubles import pair, queue
from naung.web.pages import Page

PAGES = [
    Page("doubles", "antrean/ganda", queue.queue, "matching.decide", act="matching.decide"),
    Page("double", "antrean/ganda/<int:number>", pair.pair, "matching.decide", act="matching.decide"),
]

"""The law is for everybody."""

from naung.web.law.cost import cost
from naung.web.law.view import calculator
from naung.web.pages import PUBLIC, Page

PAGES = [
    Page("cost", "hak/biaya", cost, PUBLIC),
    Page("calculator", "hak/hitung", calculator, PUBLIC),
]

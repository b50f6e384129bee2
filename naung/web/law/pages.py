"""The law is for everybody."""

from naung.web.law.cost import cost
from naung.web.law.figures import figure, figures
from naung.web.law.view import calculator
from naung.web.pages import PUBLIC, Page

PAGES = [
    Page("cost", "hak/biaya", cost, PUBLIC),
    Page("figures", "aturan", figures, PUBLIC),
    Page("figure", "aturan/<str:key>", figure, PUBLIC),
    Page("calculator", "hak/hitung", calculator, PUBLIC),
]

"""Coming in and going out."""

from naung.web.account import session
from naung.web.pages import PUBLIC, Page

PAGES = [
    Page("sign-in", "masuk", session.sign_in, PUBLIC, act=PUBLIC),
    Page("sign-out", "keluar", session.sign_out, PUBLIC, act=PUBLIC),  # signing out twice is no crime
]

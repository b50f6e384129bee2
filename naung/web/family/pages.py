"""How far is our case? For the family, without sign-in."""

from naung.web.family.view import family
from naung.web.pages import PUBLIC, Page

PAGES = [Page("family", "keluarga", family, PUBLIC, act=PUBLIC)]

"""What an officer opens first."""

from naung.web.desk import views
from naung.web.pages import SIGNED_IN, Page

PAGES = [Page("home", "beranda", views.home, SIGNED_IN)]

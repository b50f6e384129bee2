"""Addresses of this part of a claim."""

from naung.web.pages import Page

PAGES: list[Page] = []

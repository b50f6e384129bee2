"""Every address of the site; the doors live in naung/web, and each stands behind its gate."""

from naung.web.urls import urlpatterns

__all__ = ["urlpatterns"]
handler403 = "naung.web.errors.forbidden"
handler404 = "naung.web.errors.not_found"
handler500 = "naung.web.errors.broken"

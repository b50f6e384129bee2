"""Every address of the site; the doors live in naung/web, and each is closed until permissions.py opens it."""

from django.urls import include, path

from naung.web.scope import closed

urlpatterns = closed([path("", include("naung.web.urls"))])

handler403 = "naung.web.views.errors.forbidden"
handler404 = "naung.web.views.errors.not_found"
handler500 = "naung.web.views.errors.broken"

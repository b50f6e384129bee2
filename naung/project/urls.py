"""Every address of the site; the doors live in naung/web."""

from django.urls import include, path

urlpatterns = [path("", include("naung.web.urls"))]

"""Every address of the site, in Indonesian; who may open it stands in permissions.py."""

from django.urls import path

from naung.web.law.cost import cost
from naung.web.law.view import calculator
from naung.web.views import data, desk, languages, person, places, session

urlpatterns = [
    path("", places.province, name="public"),
    path("wilayah/<str:code>", places.region, name="region"),
    path("data", data.about, name="about-data"),
    path("data/wilayah.csv", data.regions_csv, name="open-data"),
    path("hak/biaya", cost, name="cost"),
    path("hak/hitung", calculator, name="calculator"),
    path("sehat", data.health, name="health"),
    path("bahasa", languages.choose, name="language"),
    path("masuk", session.sign_in, name="sign-in"),
    path("keluar", session.sign_out, name="sign-out"),
    path("beranda", desk.home, name="home"),
    path("orang/cari", desk.find, name="find"),
    path("orang/<str:code>", person.person, name="person"),
]

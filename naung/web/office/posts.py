"""Appointing, one more post, the end of a post."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.foundation.regions import queries as regions
from naung.foundation.staff import actions
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import ROLES
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.office import forms, once, seen
from naung.web.page import page


def appoint(request: HttpRequest) -> HttpResponse:
    """A new account with its first post. The password is shown once, on the account's page."""
    form = forms.Appoint(request.POST or None)
    if form.is_valid():
        try:
            return _appointed(request, form.cleaned_data)
        except Refusal as refusal:
            forms.refuse(
                form, refusal, "login" if isinstance(refusal, (actions.OtherPerson, LoginTaken)) else "role"
            )
    return _shown(request, "office/appoint.html", form)


class LoginTaken(Refusal):
    """The account is there already; a further post is given on its own page."""


def _appointed(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    if staff.taken(said["login"]):
        raise LoginTaken(_("Nama masuk ini sudah ada. Jabatan tambahan diberikan di halaman petugas itu."))
    fresh = once.password()
    officer = actions.appoint(
        **said, password=fresh, since=clock.today(), by=seen.who(request), at=clock.now()
    )
    once.keep(request, f"password-{officer.pk}", fresh)
    return _back(request, officer.pk, _("%(name)s diangkat.") % {"name": officer.name})


def give(request: HttpRequest, number: int) -> HttpResponse:
    """One more post for an account."""
    officer = seen.officer(request, number)
    form = forms.Post(request.POST or None)
    if form.is_valid():
        try:
            actions.give_post(
                officer=officer,
                **form.cleaned_data,
                since=clock.today(),
                by=seen.who(request),
                at=clock.now(),
            )
            return _back(request, officer.pk, _("Jabatan ditambahkan; berlaku mulai sekarang."))
        except Refusal as refusal:
            forms.refuse(form, refusal, "role")
    return _shown(request, "office/post.html", form, officer=officer)


def end(request: HttpRequest, number: int) -> HttpResponse:
    post = staff.post_by_number(number)
    if post is None:
        raise Http404
    officer = seen.officer(request, post.officer_id)
    form = forms.Why(request.POST or None)
    if form.is_valid():
        try:
            actions.end_post(post=post, by=seen.who(request), why=form.cleaned_data["why"], **seen.when())
            return _back(request, officer.pk, _("Jabatan diakhiri; berlaku mulai sekarang."))
        except Refusal as refusal:
            forms.refuse(form, refusal, "why")
    facts = {"officer": officer, "what": "post", "role": _(ROLES[post.role]), "region": post.region.name}
    return _shown(request, "office/asked.html", form, **facts)


def _shown(request: HttpRequest, template: str, form: Any, **facts: Any) -> HttpResponse:
    places = [regions.by_code("53"), *regions.regencies()]
    status = 422 if form.errors else 200
    return page(request, template, {"form": form, "places": places, **facts}, status=status)


def _back(request: HttpRequest, number: int, says: str) -> HttpResponse:
    messages.success(request, says)
    return HttpResponseRedirect(reverse("officer", args=[number]), status=303)

"""The officers: who they are, a new password, an account shut and opened again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.foundation.staff import actions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import queries as trail
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.account import factors
from naung.web.office import forms, once, seen, words
from naung.web.page import page

A_PAGE = 50


def listed(request: HttpRequest) -> HttpResponse:
    """?q= part of a name, ?wilayah= one region and below, ?tutup=1 the shut accounts, ?hal= the page."""
    like, shut = request.GET.get("q", "").strip()[:60], request.GET.get("tutup") == "1"
    place = seen.place(request)
    here = [place.code] if place else seen.regions(request)
    found = staff.roster(here, on=clock.today(), like=like, shut=shut)
    sheet = Paginator(found, A_PAGE).get_page(request.GET.get("hal"))
    held = staff.posts_of([one.pk for one in sheet], on=clock.today())
    rows = [{"officer": one, "posts": seen.held(held.get(one.pk, []))} for one in sheet]
    return page(
        request,
        "office/officers.html",
        {"rows": rows, "sheet": sheet, "like": like, "shut": shut, "place": place},
    )


def one(request: HttpRequest, number: int) -> HttpResponse:
    officer = seen.officer(request, number)
    held = staff.posts_of([officer.pk], on=clock.today()).get(officer.pk, [])
    facts = {
        "officer": officer,
        "posts": seen.held(held),
        "myself": officer.human_id == request.user.human_id,
        "factor": factors.has(officer.pk),
        "factor_needed": factors.needed({post.role for post in held}),
        "past": [words.past(entry) for entry in trail.about(f"staff.officer:{officer.pk}")[:-21:-1]],
        "password": once.take(request, f"password-{officer.pk}"),
    }
    answer = page(request, "office/officer.html", facts)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def password(request: HttpRequest, number: int) -> HttpResponse:
    """A password for one sign-in, shown once; on demand the second factors go as well."""
    officer = seen.officer(request, number)
    form = forms.NewPassword(request.POST or None)
    if form.is_valid():
        try:
            return _new_password(request, officer, form.cleaned_data)
        except Refusal as refusal:
            forms.refuse(form, refusal, "why")
    return _asked(request, officer, form, "password")


def _new_password(request: HttpRequest, officer: Any, said: dict[str, Any]) -> HttpResponse:
    fresh = once.password()
    gone = factors.forget(officer.pk) if said["factors"] else 0
    actions.reset_password(officer=officer, password=fresh, by=seen.who(request), why=said["why"], factors=gone, **seen.when())  # fmt: skip
    once.keep(request, f"password-{officer.pk}", fresh)
    return _back(request, officer, _("Kata sandi baru dibuat. Sesi lama akun ini berakhir."))


def switch(request: HttpRequest, number: int) -> HttpResponse:
    """Shuts an open account, opens a shut one."""
    officer = seen.officer(request, number)
    form, act = forms.Why(request.POST or None), actions.shut_out if officer.is_active else actions.let_in
    if form.is_valid():
        try:
            act(officer=officer, by=seen.who(request), why=form.cleaned_data["why"], **seen.when())
            return _back(request, officer, _("Akun dibuka lagi.") if officer.is_active else _("Akun ditutup; sesinya berakhir sekarang."))  # fmt: skip
        except Refusal as refusal:
            forms.refuse(form, refusal, "why")
    return _asked(request, officer, form, "switch")


def _asked(request: HttpRequest, officer: Any, form: Any, what: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return page(request, "office/asked.html", {"officer": officer, "form": form, "what": what}, status=status)


def _back(request: HttpRequest, officer: Any, says: str) -> HttpResponse:
    messages.success(request, says)
    return HttpResponseRedirect(reverse("officer", args=[officer.pk]), status=303)

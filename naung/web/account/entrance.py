"""The door: name and password, then the second factor; or a passkey alone; and the way out."""

import ipaddress
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.logout import logout
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as passkeys
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from naung.foundation.staff import queries as staff
from naung.web.account import provider
from naung.web.account.look import Ours
from naung.web.page import page


class SignIn(Ours, account.LoginView):
    look = "sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"providers": provider.offered(self.request), "nobody": not staff.everybody()}
        return {**super().get_context_data(**kwargs), **more, "passkeys": can_passkeys(self.request)}


class SecondFactor(Ours, mfa.AuthenticateView):
    look = "second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        return {**super().get_context_data(**kwargs), "kinds": kinds}


class PasskeySignIn(Ours, passkeys.LoginWebAuthnView):
    """GET gives the question for the device (JSON), POST takes its answer."""

    def form_invalid(self, form: Any) -> HttpResponseBase:
        messages.error(
            self.request, _("Kunci ini tidak dikenal di sini. Masuklah dengan nama dan kata sandi.")
        )
        return HttpResponseRedirect(account.reverse("account_login"))


def sign_out(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        logout(request)
        messages.success(request, _("Anda sudah keluar."))
        return HttpResponseRedirect("/")
    if not request.user.is_authenticated:
        return HttpResponseRedirect("/")
    return page(request, "account/sign_out.html")


def can_passkeys(request: HttpRequest) -> bool:
    """A browser binds a passkey to a name; an address in numbers (127.0.0.1) is none."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False

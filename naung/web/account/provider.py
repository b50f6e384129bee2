"""Sign-in through the government's identity provider (OpenID Connect), where one is configured. It opens an account that is there
and never makes one: the provider's claim with the NIP or NIK must name an officer of this house."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals


def offered(request: HttpRequest) -> list[dict[str, str]]:
    """Name and address of each provider; nothing configured, nothing offered."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return [
        {"name": app["name"], "address": reverse("openid_connect_login", args=[app["provider_id"]])}
        for app in apps
    ]


def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    _known(provider_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account_login"))
    return views.login(request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    _known(provider_id)
    return views.callback(request, provider_id)


def _known(provider_id: str) -> None:
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    if provider_id not in {app["provider_id"] for app in apps}:
        raise Http404


class Providers(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Binds the provider's identity to the officer at the first time; a human with two open accounts chooses neither here."""
        said, sociallogin.account.extra_data = (
            sociallogin.account.extra_data,
            {},
        )  # the claims hold a NIP or NIK: not kept
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        accounts = _accounts(said)
        if len(accounts) != 1:
            messages.error(request, _("Penyedia identitas mengenal Anda, tetapi di sini tidak ada tepat satu akun petugas atas NIP atau NIK Anda. Masuklah dengan nama dan kata sandi, atau hubungi administrator sistem."))  # fmt: skip
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        sociallogin.connect(request, accounts[0])

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        messages.error(request, _("Penyedia identitas tidak menjawab seperti seharusnya, atau Anda membatalkannya. Tidak ada yang berubah."))  # fmt: skip
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))


def _accounts(said: dict[str, Any]) -> list[Any]:
    claims = {**said.get("id_token", {}), **said.get("userinfo", {})}
    identity = str(claims.get(settings.NAUNG_OIDC_IDENTITY, "")).strip()
    return staff.accounts_of(seals.index(identity, "officer")) if identity else []

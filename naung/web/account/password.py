"""One's own password: changing it, and typing it again before something that matters."""

from typing import Any

from allauth.account import views as account
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from naung.web.account.look import Ours


class Change(Ours, account.PasswordChangeView):
    """Every other session of the account ends by it."""

    look = "password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        messages.success(
            self.request, _("Kata sandi Anda sudah diganti. Di perangkat lain Anda harus masuk lagi.")
        )
        return answer


class Again(Ours, account.ReauthenticateView):
    look = "again.html"

"""Signing in and out, with Django's own views and our page."""

from typing import Any

from django import forms
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from naung.web.page import page


class SignInForm(AuthenticationForm):
    """Says the same thing for a wrong name and a wrong password: which of the two is nobody's business."""

    error_messages = {
        "invalid_login": _("Nama masuk dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
        "inactive": _("Nama masuk dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
    }
    username = forms.CharField(label=_("Nama masuk"), max_length=150)
    password = forms.CharField(label=_("Kata sandi"), strip=False)


class SignIn(views.LoginView):
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        form = context["form"]
        status = 422 if form.is_bound and form.errors else 200
        return page(
            self.request, "sign_in.html", {"form": form, "next": context.get("next", "")}, status=status
        )


sign_in = SignIn.as_view()
sign_out = views.LogoutView.as_view()

"""allauth's questions, answered as this house does: no self sign-up, no e-mail, our sentences, secrets sealed, a trail entry."""

import time
from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naung.foundation.staff import actions
from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals
from naung.kit import clock
from naung.web.account import ageing, factors, kept

JUST_NOW = 300  # seconds in which the password typed at the door still counts as typed
FIELD = "second factor"


class Accounts(DefaultAccountAdapter):
    """Says the same thing for a wrong name and a wrong password: which of the two is nobody's business."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Nama masuk dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
        "invalid_login": _("Nama masuk dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan yang gagal. Tunggu lima menit, lalu coba lagi; kata sandi yang benar pun belum diterima sebelum itu."),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."),
        "incorrect_password": _("Kata sandi ini tidak cocok."),
        "enter_current_password": _("Kata sandi yang sekarang tidak cocok."),
    }  # fmt: skip

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, *args: Any, message: str | None = None, **kwargs: Any) -> None:  # type: ignore[override]  # fmt: skip
        """Our pages say what happened; allauth's own sentences only where they are a refusal."""
        if message:
            messages.error(request, message)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Officers have no e-mail address here; the trail tells."""

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        ageing.begin(request)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Notes who came in and how; what had been typed before the session ended comes first."""
        answer = super().post_login(request, user, **kwargs)
        ways = sorted({record["method"] for record in get_authentication_records(request, user)})
        actions.note(
            officer=user, what="sign_in", by=staff.as_actor(user), at=clock.now(), facts={"with": ways}
        )
        return HttpResponseRedirect(reverse("resume")) if kept.get(request) else answer

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, gettext("Akun ini ditutup. Hubungi administrator sistem di kantor Anda."))
        return HttpResponseRedirect(reverse("account_login"))

    def set_password(self, user: Any, password: str) -> None:
        actions.change_password(officer=user, password=password, by=staff.as_actor(user), at=clock.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return time.time() - self.request.session.get("since", 0) > JUST_NOW


class Factors(DefaultMFAAdapter):
    """Seals what must be kept, and does not let the last factor go where the role needs one."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya pada aplikasi, lalu coba lagi."),
        "cannot_delete_authenticator": _("Jabatan Anda memerlukan pengaman kedua. Pasang dulu yang lain, lalu hapus yang ini."),
    }  # fmt: skip

    def encrypt(self, text: str) -> str:
        return b64encode(seals.seal(text, FIELD)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return seals.open_sealed(b64decode(encrypted_text), FIELD)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        roles = {post.role for post in staff.posts(authenticator.user_id, on=clock.today())}
        if authenticator.type not in factors.STRONG or not factors.needed(roles):
            return True
        kinds = type(authenticator).objects.filter(user_id=authenticator.user_id, type__in=factors.STRONG)
        return kinds.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("Kunci masuk")

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}

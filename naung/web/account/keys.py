"""The second factors of one's own account: an app that shows codes, passkeys, recovery codes."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from naung.foundation.staff import actions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.account import factors
from naung.web.account.entrance import can_passkeys
from naung.web.account.look import Ours


class Noted(Ours):
    """A change of keys leaves a trail entry, and says so on the next page."""

    what, kind, says = "", "", ""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        me = self.request.user
        actions.note(
            officer=me, what=self.what, by=staff.as_actor(me), at=clock.now(), facts={"kind": self.kind}
        )
        if self.what == "factor_added":
            factors.remember(self.request, self.kind)
        messages.success(self.request, gettext(self.says))
        return answer


class Overview(Ours, mfa.IndexView):
    look = "keys.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = {post.role for post in staff.posts(self.request.user.pk, on=clock.today())}
        strong = factors.has(self.request.user.pk)
        due = factors.needed(roles) and not strong
        more = {"due": due, "strong": strong, "passkeys": can_passkeys(self.request)}
        return {**super().get_context_data(**kwargs), **more}


class AddApp(Noted, totp.ActivateTOTPView):
    look = "app_add.html"
    what, kind, says = "factor_added", "totp", _("Aplikasi kode sudah terpasang.")


class RemoveApp(Noted, totp.DeactivateTOTPView):
    look = "app_remove.html"
    what, kind, says = "factor_removed", "totp", _("Aplikasi kode sudah dihapus.")


class AddPasskey(Noted, passkeys.AddWebAuthnView):
    """Always one that the device unlocks with a PIN or finger, so that it can open the door alone."""

    look = "passkey_add.html"
    what, kind, says = "factor_added", "webauthn", _("Kunci masuk sudah terpasang.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return {**context, "form": self.get_form(), "passkeys": can_passkeys(self.request)}


class RemovePasskey(Noted, passkeys.RemoveWebAuthnView):
    look = "passkey_remove.html"
    what, kind, says = "factor_removed", "webauthn", _("Kunci masuk sudah dihapus.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        adapter = get_adapter()
        free = adapter.can_delete_authenticator(self.object)
        stays = "" if free else adapter.error_messages["cannot_delete_authenticator"]
        return {**super().get_context_data(**kwargs), "stays": stays}

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)


class RecoveryCodes(Ours, recovery.ViewRecoveryCodesView):
    look = "recovery.html"


class NewRecoveryCodes(Noted, recovery.GenerateRecoveryCodesView):
    look = "recovery_new.html"
    what, kind, says = "recovery_codes", "recovery_codes", _("Kode cadangan lama tidak berlaku lagi.")


class CodeAgain(Ours, mfa.ReauthenticateView):
    look = "again_code.html"


class PasskeyAgain(Ours, passkeys.ReauthenticateWebAuthnView):
    look = "again_passkey.html"

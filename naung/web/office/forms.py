"""What an administrator types. Rules are in staff.actions; here is only whether it can be read."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naung.foundation.regions import queries as regions
from naung.foundation.staff.roles import ROLES
from naung.kit.refusal import Refusal

LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,29}")
IDENTITY = re.compile(r"\d{18}|\d{16}")
NEEDED = {"required": _("Ini perlu diisi.")}


class Post(forms.Form):
    """A role in a region from a day on."""

    role = forms.ChoiceField(label=_("Jabatan"), choices=[("", _("Pilih jabatan")), *((key, _(name)) for key, name in ROLES.items())], error_messages={"required": _("Pilih jabatannya.")})  # fmt: skip
    region = forms.CharField(label=_("Kode wilayah"), max_length=13, error_messages=NEEDED)

    def clean_region(self) -> str:
        try:
            return regions.by_code(self.cleaned_data["region"].strip()).code
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


class Appoint(Post):
    name = forms.CharField(label=_("Nama lengkap"), max_length=120, error_messages=NEEDED)
    login = forms.CharField(label=_("Nama masuk"), max_length=30, error_messages=NEEDED)
    identity = forms.CharField(label=_("NIP atau NIK"), max_length=25, error_messages=NEEDED)

    field_order = ("name", "identity", "login", "role", "region")

    def clean_login(self) -> str:
        login = str(self.cleaned_data["login"]).strip().lower()
        if not LOGIN.fullmatch(login):
            raise forms.ValidationError(
                _("Nama masuk 3 sampai 30 huruf kecil, angka, titik, atau garis, dimulai dengan huruf.")
            )
        return login

    def clean_identity(self) -> str:
        digits = re.sub(r"[\s.]", "", str(self.cleaned_data["identity"]))
        if not IDENTITY.fullmatch(digits):
            raise forms.ValidationError(_("NIP mempunyai 18 angka, NIK 16 angka."))
        return digits


class Why(forms.Form):
    why = forms.CharField(label=_("Alasan"), max_length=300, error_messages={"required": _("Tulis alasannya; alasan itu tersimpan di jejak.")})  # fmt: skip


class NewPassword(Why):
    factors = forms.BooleanField(label=_("Hapus juga pengaman keduanya (ponsel hilang)"), required=False)


def refuse(form: Any, refusal: Refusal, field: str | None = None) -> None:
    """A named refusal, shown on the form that was sent."""
    form.add_error(field, str(refusal))

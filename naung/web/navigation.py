"""The menu: only where this visitor may go. A link that would be refused is not shown."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from naung.web.scope import allowed
from naung.web.site import PAGE

STRANGER = {
    "public": gettext_noop("Beranda"),
    "calculator": gettext_noop("Hak Anda"),
    "claim-tell": gettext_noop("Lapor klaim"),
    "family": gettext_noop("Kabar klaim"),
    "figures": gettext_noop("Aturan"),
    "account_login": gettext_noop("Masuk"),
    "about-data": gettext_noop("Data terbuka"),
    "check": gettext_noop("Periksa dokumen"),
}
OFFICER = {
    "home": gettext_noop("Meja kerja"),
    "find": gettext_noop("Cari orang"),
    "claims": gettext_noop("Klaim"),
    "deaths": gettext_noop("Belum diklaim"),
    "approvals": gettext_noop("Persetujuan"),
    "proposals": gettext_noop("Penetapan"),
    "lists": gettext_noop("Usulan"),
    "doubles": gettext_noop("Antrean ganda"),
    "agreement": gettext_noop("Kesepakatan petugas"),
    "registers": gettext_noop("Pemeriksaan"),
    "enrolment-batches": gettext_noop("Kepesertaan"),
    "members": gettext_noop("Peserta"),
    "banking-batches": gettext_noop("Rekening"),
    "accounts": gettext_noop("Daftar rekening"),
    "contribution-months": gettext_noop("Iuran"),
    "proofs": gettext_noop("Bukti"),
    "suspense": gettext_noop("Belum cocok"),
    "statements": gettext_noop("Rekening koran"),
    "payouts-batches": gettext_noop("Berkas klaim"),
    "payments-batches": gettext_noop("Perintah bayar"),
    "books": gettext_noop("Buku besar"),
    "budgets": gettext_noop("Anggaran"),
    "payers": gettext_noop("Pembayar"),
    "cover": gettext_noop("Perlindungan"),
    "scholars": gettext_noop("Beasiswa anak"),
    "renewals": gettext_noop("Perpanjangan"),
    "whatif": gettext_noop("Andai"),
    "fieldchecks": gettext_noop("Periksa lapangan"),
    "trail": gettext_noop("Jejak"),
    "jobs": gettext_noop("Proses"),
    "officers": gettext_noop("Administrasi"),
    "public": gettext_noop("Provinsi"),
    "figures": gettext_noop("Aturan"),
    "about-data": gettext_noop("Data terbuka"),
}


AT_ONCE = 6  # links that stand beside each other; the others under one word


def menu(request: HttpRequest) -> dict[str, Any]:
    """`navigation` is asked for when a template shows it: the page for a broken house shows none and asks the database nothing."""
    return {"navigation": cache(lambda: _menu(request))}


def _menu(request: HttpRequest) -> dict[str, list[dict[str, str]]]:
    links = _links(request)
    cut = len(links) if len(links) <= AT_ONCE + 1 else AT_ONCE  # "more" for a single link would be no shorter
    return {"first": links[:cut], "more": links[cut:]}


def _links(request: HttpRequest) -> list[dict[str, str]]:
    user = getattr(request, "user", None)
    words = OFFICER if user is not None and user.is_authenticated else STRANGER
    return [
        {"name": name, "label": gettext(word)}
        for name, word in words.items()
        if allowed(request, PAGE[name].who)
    ]

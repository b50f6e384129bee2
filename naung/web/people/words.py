"""What the kinds of numbers and papers are called."""

from django.utils.translation import gettext_noop

NUMBERS = {
    "nik": "NIK", "kk": gettext_noop("Nomor KK"), "kpj": gettext_noop("Nomor peserta"), "account": gettext_noop("Rekening"),
    "phone": gettext_noop("HP"), "mother": gettext_noop("Ibu kandung"),
}  # fmt: skip
PAPERS = {
    "list": gettext_noop("Daftar usulan"), "decree": gettext_noop("SK penetapan"), "card": gettext_noop("Kartu"),
    "claim": gettext_noop("Klaim"),
}  # fmt: skip

"""How ready a receiver is, as a tag."""

from django.utils.translation import gettext as _

TAGS = {"READY": "", "WAITING": "warn", "ENTERED": "warn", "NO_ACCOUNT": "warn", "NOT_COVERED": "warn", "HELD": "danger", "ENTITLED_NO_MORE": "danger"}  # fmt: skip


def tag(state: str) -> dict[str, str]:
    says = {
        "READY": _("siap"), "WAITING": _("menunggu jamnya"), "ENTERED": _("menunggu orang kedua"), "NO_ACCOUNT": _("belum ada rekening"),
        "NOT_COVERED": _("surat belum lengkap"), "HELD": _("ditahan"), "ENTITLED_NO_MORE": _("tidak berhak lagi"),
    }[state]  # fmt: skip
    return {"kind": TAGS[state], "says": says}

"""A relation as people say it, by the sex of whom it is said."""

from django.utils.translation import gettext as _

RELATIONS = ("spouse", "child", "parent", "grandchild", "grandparent", "sibling", "parent_in_law", "named_in_will", "other")  # fmt: skip
SOURCES = ("kk", "heirs_letter", "told")


def relation(code: str, sex: str = "") -> str:
    """In words; without a sex the word for both."""
    woman, man = sex == "P", sex == "L"
    return {
        "spouse": _("istri") if woman else _("suami") if man else _("suami atau istri"),
        "child": _("anak"),
        "parent": _("ibu") if woman else _("ayah") if man else _("orang tua"),
        "grandchild": _("cucu"),
        "grandparent": _("nenek") if woman else _("kakek") if man else _("kakek atau nenek"),
        "sibling": _("saudara kandung"),
        "parent_in_law": _("mertua"),
        "named_in_will": _("disebut dalam wasiat"),
        "other": _("kerabat lain"),
    }[code]


def source(code: str) -> str:
    return {"kk": _("kartu keluarga"), "heirs_letter": _("surat keterangan ahli waris"), "told": _("keterangan keluarga")}[code]  # fmt: skip


def level(code: str) -> str:
    return {"tk-sd": _("TK atau SD"), "smp": _("SMP"), "sma": _("SMA atau SMK"), "s1": _("kuliah sampai S1, atau pelatihan")}[code]  # fmt: skip


def ended(code: str) -> str:
    """Why a child's scholarship ended."""
    return {
        "level": _("jenjang selesai"), "age": _("batas usia tercapai"), "married": _("menikah"), "working": _("bekerja"),
        "died": _("meninggal"), "chosen_other": _("keluarga memilih anak lain"),
    }[code]  # fmt: skip

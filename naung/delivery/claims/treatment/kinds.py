"""What can be told of a treatment: for each kind what is asked, what must not be missing, and what it may be called.

The form on the screen, the check in the action and the words of the timeline are made from this one table."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

COSTS = {
    "examination": _("pemeriksaan"),
    "inpatient": _("rawat inap"),
    "surgery": _("operasi"),
    "medicine": _("obat dan alat habis pakai"),
    "diagnostics": _("laboratorium dan rontgen"),
    "implant": _("implan atau darah"),
    "rehabilitation": _("rehabilitasi medis"),
    "ambulance": _("ambulans dari fasilitas"),
    "device": _("alat bantu dari fasilitas"),
    "other": _("lainnya"),
}
MODES = {
    "land": _("darat, sungai, atau danau"),
    "sea": _("laut"),
    "air": _("udara"),
}
AIDS = {
    "denture": _("gigi tiruan"),
    "hearing_aid": _("alat bantu dengar"),
    "glasses": _("kacamata"),
    "prosthesis": _("ortose atau protese"),
}
FORMS = {
    "healed": _("sembuh"),
    "partial_anatomical": _("cacat sebagian anatomis"),
    "partial_functional": _("cacat sebagian fungsi"),
    "total": _("cacat total tetap"),
    "dead": _("meninggal dunia"),
}
PAYERS = {
    "insurer": _("BPJS langsung ke fasilitas"),
    "family": _("keluarga, untuk diganti"),
    "other": _("pihak lain, tidak diganti kepada keluarga"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """`needs` are the fields that may not stay empty, `may` those asked besides. `paid_by`: whose money it always is."""

    word: str
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    whats: dict[str, str] = field(default_factory=dict)
    paid_by: str = ""
    ahead: bool = False  # may the day still lie ahead?

    @property
    def asks(self) -> tuple[str, ...]:
        return self.needs + self.may

    @property
    def money(self) -> bool:
        return "rupiah" in self.needs


PLACE = ("facility",)
KINDS: dict[str, Kind] = {
    "guarantee": Kind(_("Surat jaminan"), ("reference", "facility"), ("plkk", "until", "note")),
    "admission": Kind(_("Masuk rawat"), PLACE, ("plkk", "reference", "note")),
    "discharge": Kind(_("Pulang dari rawat"), PLACE, ("reference", "note")),
    "cost": Kind(_("Biaya perawatan"), ("what", "rupiah", "paid_by", "facility", "reference"), ("plkk", "note"), COSTS),
    "repaid": Kind(_("Penggantian biaya kepada keluarga"), ("rupiah", "reference"), ("note",), paid_by="insurer"),
    "transport": Kind(_("Angkutan"), ("what", "rupiah", "reference"), ("note",), MODES, paid_by="family"),
    "rest": Kind(_("Tidak mampu bekerja"), ("until", "reference"), ("signed_by", "facility", "note")),
    "home_care": Kind(_("Perawatan di rumah"), ("rupiah", "months", "reference"), ("signed_by", "note"), paid_by="family"),
    "rehabilitation": Kind(_("Rehabilitasi"), PLACE, ("until", "reference", "note")),
    "aid": Kind(_("Alat bantu"), ("what", "rupiah", "reference"), ("facility", "note"), AIDS, paid_by="family"),
    "visit": Kind(_("Janji kontrol"), PLACE, ("note",), ahead=True),
    "statement": Kind(_("Pernyataan dokter"), ("what", "signed_by", "reference"), ("facility", "parts", "note"), FORMS),
}  # fmt: skip
VOID = "void"
PARTIAL = ("partial_anatomical", "partial_functional")
MONEY = tuple(name for name, kind in KINDS.items() if kind.money)
PLACED = (
    "guarantee",
    "admission",
    "cost",
)  # where it is outside the list of cooperating facilities, the claim's papers differ

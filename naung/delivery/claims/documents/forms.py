"""Forms 3, 3a, 3b and 4, filled from what is known. The official layout was not found: what they ask is as a public source lists it
(reference/domain.md 3), the look is ours and says so. The same facts give the same bytes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.claims.models import Claim
from naung.foundation.papers import printing
from naung.foundation.regions import queries as regions
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say

TEMPLATE = Path(__file__).parent / "print" / "form.typ"
FORMS = ("form_3", "form_3a", "form_3b", "form_4")
# Paper is written in Indonesian whoever prints it.
HEADS = {
    "form_3": ("Formulir 3 (KK1)", "Laporan kecelakaan kerja tahap I"),
    "form_3a": ("Formulir 3a (KK2)", "Laporan kecelakaan kerja tahap II"),
    "form_3b": ("Formulir 3b (KK3)", "Surat keterangan dokter"),
    "form_4": ("Formulir 4", "Permintaan pembayaran jaminan kematian"),
}
NOTE = "Yang sudah diketahui tercetak; yang kosong ditulis tangan."
SIGNERS = {
    "form_3": ["Yang melaporkan", "Petugas yang menerima"], "form_3a": ["Peserta atau ahli waris", "Petugas yang menerima"],
    "form_3b": ["Dokter pemeriksa, dengan cap"], "form_4": ["Ahli waris yang menerima", "Petugas yang menerima"],
}  # fmt: skip
PLACES = [
    ("dalam lokasi kerja", "ordinary"),
    ("di laut", "sea"),
    ("lalu lintas", "traffic"),
    ("luar lokasi kerja", ""),
]
RELATIONS = {
    "family": "keluarga", "neighbour": "tetangga", "village": "petugas desa", "health": "petugas kesehatan", "hospital": "rumah sakit",
    "employer": "pemberi kerja", "other": "lain",
}  # fmt: skip


class NotThisForm(Refusal):
    """This kind of claim has no such form."""


@dataclass(frozen=True, slots=True)
class Field:
    """`value` "" is a line to write on, `lines` of them; `choices` are ticked instead."""

    label: str
    value: str = ""
    lines: int = 1
    choices: list[tuple[str, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    fields: list[Field]


def of(claim: Claim) -> list[str]:
    """The forms of such a claim."""
    return ["form_3", "form_3a", "form_3b"] if claim.cause == "work_accident" else ["form_4"]


def printed(*, claim: Claim, form: str, known: Mapping[str, str], on: date) -> bytes:
    """The PDF. `known` fills what other rooms and the officer know, all of it optional: nik, kpj (masked or whole, as whoever prints may
    show them), story, facility, plkk (yes, no), modes, condition, stated_on, cared, rest, aids, transport, payers, heir, heir_relation,
    heir_nik, heir_account, guardian, children. What is not in it stays a line or an open box: nothing is taken for granted. NotThisForm."""
    if form not in of(claim):
        raise NotThisForm(_("Klaim %(number)s tidak memakai formulir itu.") % {"number": claim.number})
    title, below = HEADS[form]
    sections = [_member(claim, known), *BUILD[form](claim, known)]
    facts = {
        "sample": printing.SAMPLE, "issuer": "Naung", "title": title, "subtitle": below, "number": claim.number, "note": NOTE,
        "layout": f"Isi menurut {title.split(' (')[0]}, tata letak kami.", "signers": SIGNERS[form], "sections": [asdict(one) for one in sections],
    }  # fmt: skip
    return printing.pdf(TEMPLATE, facts, on=on)


def _member(claim: Claim, known: Mapping[str, str]) -> Section:
    person = claim.person
    village = regions.by_code(claim.village)
    region, district = regions.by_code(claim.region), regions.by_code(claim.village[:8])
    born = ", ".join(filter(None, [person.birth_place, say_date(person.born_on)]))
    return Section("Peserta", [
        Field("Nama sesuai KTP", person.name), Field("NIK", known.get("nik", "")), Field("Nomor peserta (KPJ)", known.get("kpj", "")),
        Field("Tempat dan tanggal lahir", born), Field("Jenis kelamin", choices=[("laki-laki", person.sex == "L"), ("perempuan", person.sex == "P")]),
        Field("Alamat", ", ".join(filter(None, [person.address, village.name, district.name, region.name]))),
        Field("Pekerjaan", person.occupation_text), Field("Penghasilan yang dilaporkan", f"{say(claim.programme.base)} sebulan"),
        Field("Segmen", choices=[("PU", False), ("BPU", True), ("jasa konstruksi", False), ("PMI", False)]), Field("Wadah", claim.programme.name),
    ])  # fmt: skip


def _first(claim: Claim, known: Mapping[str, str]) -> list[Section]:
    died = claim.kind == "death"
    hour = f"{claim.happened_at:%H.%M}" if claim.happened_at else ""
    places = [(says, bool(claim.circumstance) and claim.circumstance == code) for says, code in PLACES]
    return [
        Section("Kejadian", [
            Field("Tanggal", say_date(claim.happened_on)), Field("Jam", hour), Field("Jenis tempat", choices=places), Field("Tempat kejadian", claim.place),
            Field("Kronologi: apa, bagaimana, sedang mengerjakan apa", known.get("story", ""), lines=4), Field("Saksi", lines=2),
        ]),
        Section("Akibat", [
            Field("Akibat", choices=[("luka", not died), ("meninggal dunia", died)]), Field("Bagian tubuh yang luka"),
            Field("Tempat pertama ditolong", known.get("facility", "")),
            Field("Jenisnya", choices=[("PLKK", known.get("plkk") == "yes"), ("bukan PLKK", known.get("plkk") == "no" or claim.outside_plkk), ("lain", False)]),
            Field("Diangkut lewat", choices=_ticked(["darat", "laut", "udara"], known.get("modes", ""))),
        ]),
        Section("Yang melaporkan", [Field("Nama"), Field("Hubungan", RELATIONS.get(claim.relation, "")), Field("Telepon"), Field("Tanggal dilaporkan", say_date(claim.reported_on))]),
    ]  # fmt: skip


def _ticked(words: list[str], known: str) -> list[tuple[str, bool]]:
    return [(word, word in known.split(", ")) for word in words]


def _second(claim: Claim, known: Mapping[str, str]) -> list[Section]:
    condition = "meninggal dunia" if claim.kind == "death" else known.get("condition", "")
    words = ("sembuh", "cacat sebagian fungsi", "cacat sebagian anatomis", "cacat total tetap", "meninggal dunia", "masih dalam pengobatan")  # fmt: skip
    return [
        Section("Kejadian", [Field("Tanggal kecelakaan", say_date(claim.happened_on)), Field("Tempat", claim.place)]),
        Section("Keadaan terakhir menurut dokter", [
            Field("Keadaan", choices=[(word, word == condition) for word in words]), Field("Tanggal keterangan dokter", known.get("stated_on", "")), Field("Bagian dan persen cacat (diisi dokter)", lines=2),
        ]),
        Section("Biaya dan hari tidak bekerja", [
            Field("Biaya pengobatan dibayar oleh", choices=_ticked(["BPJS langsung", "wadah", "peserta", "ahli waris"], known.get("payers", ""))),
            Field("Angkutan (kuitansi terlampir)", known.get("transport", "")), Field("Tidak mampu bekerja, dari – sampai", known.get("rest", ""), lines=2),
            Field("Alat bantu, gigi tiruan, kacamata, alat dengar", known.get("aids", "")),
        ]),
        Section("Dibayar kepada", _receiver(known)),
    ]  # fmt: skip


def _doctor(claim: Claim, known: Mapping[str, str]) -> list[Section]:
    """Its head is filled; all that is medical is the doctor's alone."""
    return [
        Section("Kejadian", [Field("Tanggal kecelakaan", say_date(claim.happened_on)), Field("Tempat perawatan", known.get("facility", ""))]),
        Section("Diisi dokter", [
            Field("Dokter", choices=[("pemeriksa", False), ("penasihat", False)]), Field("Anamnesis", lines=2), Field("Pemeriksaan", lines=3), Field("Diagnosis", lines=2), Field("Penyakit penyerta"),
            Field("Dirawat, dari – sampai", known.get("cared", "")), Field("Istirahat, dari – sampai", known.get("rest", "")), Field("Keadaan akhir", choices=[(word, False) for word in ("sembuh", "cacat", "meninggal", "masih diobati")]),
            Field("Bagian tubuh dan persen", lines=2), Field("Perlu protesa atau ortosa"),
        ]),
    ]  # fmt: skip


def _death(claim: Claim, known: Mapping[str, str]) -> list[Section]:
    return [
        Section("Kematian", [Field("Tanggal meninggal", say_date(claim.happened_on)), Field("Tempat meninggal", claim.place), Field("Sebab", "bukan kecelakaan kerja")]),
        Section("Ahli waris yang menerima", _receiver(known)),
        Section("Anak yang berhak atas beasiswa, bila ada", [Field("Nama, tanggal lahir, sekolah", known.get("children", ""), lines=2)]),
    ]  # fmt: skip


def _receiver(known: Mapping[str, str]) -> list[Field]:
    return [
        Field("Nama", known.get("heir", "")), Field("Hubungan dengan peserta", known.get("heir_relation", "")), Field("NIK", known.get("heir_nik", "")),
        Field("Bank dan nomor rekening", known.get("heir_account", "")), Field("Wali, bila penerima belum dewasa", known.get("guardian", "")),
    ]  # fmt: skip


BUILD: dict[str, Any] = {"form_3": _first, "form_3a": _second, "form_3b": _doctor, "form_4": _death}

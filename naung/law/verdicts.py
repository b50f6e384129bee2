"""What the eligibility rules say, in both languages, by code. The codes never change; the sentences may."""

from dataclasses import dataclass
from typing import Any

SENTENCES = {
    "nik_missing": ("NIK belum ada.", "There is no NIK yet."),
    "nik_invalid": (
        "NIK tidak mungkin benar: periksa 16 angkanya.",
        "The NIK cannot be right: check its 16 digits.",
    ),
    "nik_ok": ("NIK tersusun benar.", "The NIK is well formed."),
    "nik_birth_differs": (
        "Tanggal lahir berbeda dari NIK: cocokkan dengan KTP.",
        "The birth date differs from the NIK: compare with the card.",
    ),
    "nik_sex_differs": (
        "Jenis kelamin berbeda dari NIK: mungkin NIK orang lain.",
        "The sex differs from the NIK: perhaps it is somebody else's.",
    ),
    "sex_unknown": ("Jenis kelamin belum diketahui.", "The sex is not known yet."),
    "sex_ok": ("Jenis kelamin diketahui.", "The sex is known."),
    "birth_unknown": ("Tanggal lahir belum diketahui.", "The birth date is not known yet."),
    "too_old": ("Usia {age}, harus di bawah {limit}.", "Aged {age}, must be under {limit}."),
    "too_young": ("Usia {age}, paling muda {limit}.", "Aged {age}, must be at least {limit}."),
    "age_ok": ("Usia {age}.", "Aged {age}."),
    "status_unknown": ("Status pekerjaan belum diketahui.", "The employment status is not known yet."),
    "status": ("Status: {id}.", "Status: {en}."),
    "occupation_unknown": ("Pekerjaan belum diketahui.", "The occupation is not known yet."),
    "not_working": ("{said}: tidak sedang bekerja.", "{said}: not working."),
    "not_informal": ("{said}: bukan pekerja mandiri.", "{said}: not on one's own account."),
    "occupation_ok": ("Bekerja: {said}.", "Works: {said}."),
    "region_without_rule": (
        "Belum ada aturan daerah yang kami ketahui untuk wilayah ini pada hari itu.",
        "We know of no rule for this region on that day.",
    ),
    "resident_unknown": ("Tempat tinggal belum dipastikan.", "Residence is not established yet."),
    "not_resident": ("Bukan penduduk wilayah ini.", "Does not live in this region."),
    "resident_ok": ("Penduduk wilayah ini.", "Lives in this region."),
    "decile_unknown": ("Desil DTSEN belum diketahui.", "The DTSEN decile is not known yet."),
    "decile_too_high": ("Desil {decile}, paling tinggi {limit}.", "Decile {decile}, at most {limit}."),
    "decile_ok": ("Desil {decile}.", "Decile {decile}."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """`ok` false keeps the worker out; `warning` only asks somebody to look."""

    code: str
    ok: bool
    message: str
    message_en: str
    reference: str
    confidence: str
    warning: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "message": self.message,
            "reference": self.reference,
            "ok": self.ok,
            "message_en": self.message_en,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reasons` are all that keep the worker out, `warnings` those that do not; `checks` every rule asked, in order."""

    eligible: bool
    checks: tuple[Reason, ...]
    overlay: str | None
    version: str

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(check for check in self.checks if not check.ok)

    @property
    def warnings(self) -> tuple[Reason, ...]:
        return tuple(check for check in self.checks if check.warning)

    def as_json(self) -> dict[str, Any]:
        shown = [*self.reasons, *self.warnings]
        return {"eligible": self.eligible, "reasons": [reason.as_json() for reason in shown]}

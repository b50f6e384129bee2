"""The small form of each kind of entry: which fields it shows, and what was typed in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from naung import law
from naung.delivery.banking import said
from naung.delivery.claims.treatment import facilities, rules
from naung.delivery.claims.treatment import parts as sealed
from naung.delivery.claims.treatment import queries as treatments
from naung.delivery.claims.treatment.actions import Told
from naung.delivery.claims.treatment.kinds import KINDS, PAYERS
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze
from naung.web.claims import treatment_words as words
from naung.web.claims import typed as read

PARTS = (
    1,
    2,
    3,
    4,
)  # rows for the doctor's parts; a body that lost more is entered by its largest four, the law's ceiling is reached
NAMES = {
    "day": "hari", "until": "sampai", "what": "apa", "rupiah": "rupiah", "paid_by": "dibayar", "months": "bulan", "facility": "fasilitas",
    "plkk": "plkk", "reference": "nomor", "signed_by": "dokter", "note": "catatan", "parts": "bagian-1",
}  # fmt: skip
AT = {
    rules.WrongDay: "hari", rules.SameReceipt: "nomor", rules.Overlaps: "hari", rules.UnknownEntry: "apa", rules.TooMuch: "rupiah",
    rules.NoReason: "alasan", rules.AlreadyStated: "apa", rules.NotAdmitted: "hari", law.BadCase: "bagian-1", said.NumberInText: "alasan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """`shape`: date, text, number, choice, facility, tick, long, parts. `options` are (value, word)."""

    name: str
    says: str
    shape: str
    needed: bool
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()


SHAPES = {
    "day": "date", "until": "date", "what": "choice", "rupiah": "number", "paid_by": "choice", "months": "number", "facility": "facility",
    "plkk": "tick", "reference": "text", "signed_by": "text", "note": "long", "parts": "parts",
}  # fmt: skip


def fields(claim: Any, kind: str, typed: Mapping[str, str]) -> list[Field]:
    one = KINDS[kind]
    return [_field(claim, kind, name, name in ("day", *one.needs), typed) for name in ("day", *one.asks)]


def _field(claim: Any, kind: str, name: str, needed: bool, typed: Mapping[str, str]) -> Field:
    says = _says(kind, name)
    return Field(NAMES[name], says[:1].upper() + says[1:], SHAPES[name], needed, typed.get(NAMES[name], ""), tuple(_options(claim, kind, name)))  # fmt: skip


def _says(kind: str, name: str) -> str:
    """The word of a field, where the kind has a better one than the general."""
    better = {
        ("rest", "day"): _("tidak mampu bekerja sejak"), ("statement", "what"): _("keadaan menurut dokter"), ("statement", "day"): _("tanggal pernyataan"),
        ("transport", "what"): _("moda angkutan"), ("guarantee", "day"): _("berlaku sejak"), ("aid", "rupiah"): _("harga, rupiah"),
        ("visit", "day"): _("tanggal kontrol"), ("plkk", ""): "",
    }  # fmt: skip
    return better.get((kind, name)) or rules.words()[name]


def _options(claim: Any, kind: str, name: str) -> list[tuple[str, str]]:
    if name == "what":
        return [(code, _(word)) for code, word in KINDS[kind].whats.items()]
    if name == "paid_by":
        return [(code, _(word)) for code, word in PAYERS.items()]
    if name == "facility":
        outside = _("bukan PLKK")
        return [(one.code, one.name if one.plkk_since else f"{one.name} ({outside})") for one in facilities.of_region(claim.region)]  # fmt: skip
    return list(words.table(claim).items()) if name == "parts" else []


def rows_of_parts(typed: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"n": n, "part": typed.get(f"bagian-{n}", ""), "percent": typed.get(f"persen-{n}", ""), "lost": typed.get(f"hilang-{n}", "")}
            for n in PARTS]  # fmt: skip


def told(kind: str, typed: Mapping[str, str]) -> Told:
    """What was typed, as the action takes it. Incomplete where a day or a per cent cannot be read."""
    place = squeeze(typed.get("nama_fasilitas", "")) or typed.get("fasilitas", "")
    return Told(
        kind, _day(typed, "hari", "day") or _missing("day"), until=_day(typed, "sampai", "until"), what=typed.get("apa", ""),
        rupiah=_number(typed, "rupiah"), paid_by=typed.get("dibayar", ""), months=_number(typed, "bulan"), facility=place[:120],
        plkk=typed.get("plkk") == "1", reference=typed.get("nomor", "")[:80], signed_by=typed.get("dokter", "")[:120],
        note=typed.get("catatan", "")[:2000], parts=tuple(_parts(typed)),
    )  # fmt: skip


def _day(typed: Mapping[str, str], name: str, field: str) -> date | None:
    text = typed.get(name, "").strip()
    found = read.day(text)
    if text and found is None:
        raise rules.Incomplete(field, read.unreadable())
    return found


def _missing(field: str) -> Any:
    raise rules.Incomplete(field, _("Isi %(field)s.") % {"field": rules.words()[field]})


def _number(typed: Mapping[str, str], name: str) -> int | None:
    text = typed.get(name, "")
    if "," in text or "-" in text:
        raise rules.Incomplete("rupiah" if name == "rupiah" else "months", _("Tulis angka utuh, tanpa sen."))
    return int(digits(text)[:12]) if digits(text) else None


def _parts(typed: Mapping[str, str]) -> list[law.Part]:
    named = [(typed.get(f"bagian-{n}", ""), _percent(typed.get(f"persen-{n}", "")), _percent(typed.get(f"hilang-{n}", ""))) for n in PARTS]  # fmt: skip
    return [law.Part(part, percent=percent, function_lost_percent=lost) for part, percent, lost in named if part]  # fmt: skip


def _percent(text: str) -> Decimal | None:
    text = text.strip().rstrip("%").replace(",", ".")
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not (found.is_finite() and 0 < found <= 100):
        raise rules.Incomplete("parts", _("%(text)s bukan persen antara 0 dan 100.") % {"text": text})
    return found


def of_entry(entry: Any) -> dict[str, str]:
    """An entry typed again, to be put right."""
    typed = {NAMES[name]: _text(getattr(entry, name)) for name in ("day", "until", "what", "rupiah", "paid_by", "months", "reference", "signed_by")}  # fmt: skip
    typed |= {
        "fasilitas": entry.facility_code,
        "nama_fasilitas": "" if entry.facility_code else entry.facility,
    }
    typed |= {"plkk": "1" if entry.plkk else "", "catatan": treatments.note(entry)}
    for n, one in enumerate(sealed.opened(entry.parts_sealed)[: len(PARTS)], start=1):
        typed |= {f"bagian-{n}": one.part, f"persen-{n}": _text(one.percent), f"hilang-{n}": _text(one.function_lost_percent)}  # fmt: skip
    return typed


def _text(value: Any) -> str:
    return "" if value is None else read.written(value) if isinstance(value, date) else str(value)


def at(refusal: Refusal, form: Mapping[str, Any]) -> str:
    """Beside which field of this form the sentence stands."""
    name = NAMES[refusal.field] if isinstance(refusal, rules.Incomplete) else AT.get(type(refusal), "hari")
    shown = [one.name for one in form["fields"]] + (["alasan"] if form["old"] else [])
    return name if name in shown or not shown else shown[0]

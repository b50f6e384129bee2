"""Village clerks and their habits: what columns they make, how they write a date, where the table begins."""

from dataclasses import dataclass
from random import Random

from naung.sample.mess import Mess
from naung.sample.places import Village

# What the same column is called in different villages.
HEADERS = {
    "no": ("No", "NO", "No.", "NO URUT"),
    "nik": ("NIK", "NIK", "No. KTP", "Nomor Induk Kependudukan", "NO. KTP/NIK", "No NIK"),
    "kk": ("No KK", "NO. KK", "Nomor Kartu Keluarga", "NKK", "No. Kartu Keluarga"),
    "name": ("Nama", "Nama Lengkap", "NAMA SESUAI KTP", "NAMA LENGKAP", "Nama Pekerja", "Nama Peserta"),
    "birthplace": ("Tempat Lahir", "TEMPAT LAHIR", "Tmp Lahir"),
    "birthdate": ("Tanggal Lahir", "Tgl Lahir", "TGL. LAHIR", "TANGGAL LAHIR"),
    "ttl": ("TTL", "Tempat/Tgl Lahir", "Tempat, Tanggal Lahir", "TEMPAT TGL LAHIR"),
    "sex": ("L/P", "JK", "Jenis Kelamin", "Kelamin", "JENIS KELAMIN"),
    "mother": ("Nama Ibu Kandung", "Ibu Kandung", "NAMA IBU", "Nama Gadis Ibu Kandung"),
    "address": ("Alamat", "ALAMAT", "Alamat Rumah", "Alamat Domisili"),
    "rtrw": ("RT/RW", "RT / RW"),
    "rt": ("RT",),
    "rw": ("RW",),
    "village": ("Desa/Kel", "Kelurahan", "DESA/KELURAHAN", "Kel/Desa"),
    "district": ("Kecamatan", "KECAMATAN", "Kec."),
    "regency": ("Kab/Kota", "KABUPATEN/KOTA", "Kabupaten/Kota"),
    "job": ("Pekerjaan", "PEKERJAAN", "Jenis Pekerjaan", "Mata Pencaharian"),
    "phone": ("No HP", "No. HP/WA", "HP", "NO. TELEPON", "No Handphone"),
    "decile": ("Desil", "DESIL", "Desil DTSEN"),
    "disability": ("Disabilitas", "Penyandang Disabilitas", "Ket. Disabilitas"),
    "marital": ("Status Perkawinan", "Status Kawin", "STATUS"),
    "note": ("Keterangan", "KET", "Ket."),
}
FILE_NAMES = (
    "{code} {name}",
    "BNBA {kind} {name}",
    "DATA PEKERJA RENTAN {NAME}",
    "{NAME} 2025",
    "Daftar BPJS TK {name} fix",
    "USULAN {district} - {name}",
    "{name}",
)
DATES = ("dd-mm-yyyy", "dd/mm/yyyy", "excel", "d Bulan yyyy", "yyyy-mm-dd")
NIKS = ("text", "apostrophe", "blanks", "dots")


@dataclass(frozen=True, slots=True)
class Clerk:
    """Everything that is the same on all of one clerk's lines."""

    columns: tuple[str, ...]
    headers: tuple[str, ...]
    dates: str
    niks: str
    whole_numbers: float  # share of NIKs that Excel was let to take for numbers
    capitals: bool
    sex_words: tuple[str, str]
    phone: str  # the clerk's own, for people without one; mostly empty
    file_name: str
    header_row: int  # as the spreadsheet shows it, from 1
    titles: bool
    messy: bool  # E26
    merged: bool
    numbered_columns: bool  # a row (1) (2) (3) under the header
    notes_sheet: str  # "", "before" or "after"
    total_row: bool
    hidden: tuple[str, ...]
    coloured: bool
    repeats: str  # E27: "", "copy" or "revision"


@dataclass(frozen=True, slots=True)
class Lots:
    """Numbers from 0 to 1 that decide the rare habits, spread evenly over the clerks so that ten of them show some."""

    messy: float
    numbers: float
    repeats: float
    again: str


def lots(at: int, seed: int) -> Lots:
    """The lots of the clerk at this place in the order of villages."""
    start = Random(f"{seed}/lots")
    steps = (
        0.6180339887,
        0.7548776662,
        0.5698402910,
    )  # irrational enough never to fall into step with each other
    messy, numbers, repeats = ((start.random() + at * step) % 1 for step in steps)
    return Lots(messy, numbers, repeats, ("copy", "revision")[at % 2])


def clerk(village: Village, mess: Mess, lot: Lots, own_phone: str, r: Random) -> Clerk:
    messy = lot.messy < mess["E26"]
    titles = r.random() < 0.8 or village.twin
    columns = _columns(titles, r)
    return Clerk(
        columns=columns,
        headers=tuple(r.choice(HEADERS[c]) for c in columns),
        dates=r.choices(DATES, (40, 20, 22, 12, 6))[0],
        niks=r.choices(NIKS, (86, 6, 5, 3))[0],
        whole_numbers=_whole_numbers(mess, lot, r),
        capitals=r.random() < 0.5,
        sex_words=r.choices((("L", "P"), ("Laki-laki", "Perempuan"), ("LK", "PR")), (75, 20, 5))[0],
        phone=own_phone if r.random() < 0.04 * mess["E14"] / 0.3 else "",
        file_name=r.choice(FILE_NAMES),
        header_row=_header_row(titles, messy, r),
        titles=titles,
        messy=messy,
        merged=messy and r.random() < 0.6,
        numbered_columns=messy and r.random() < 0.35,
        notes_sheet=r.choice(("", "before", "after")) if messy else "",
        total_row=messy and r.random() < 0.6,
        hidden=("kk",) if messy and r.random() < 0.3 else (),
        coloured=messy and r.random() < 0.4,
        repeats=lot.again if lot.repeats < mess["E27"] else "",
    )


def _columns(titles: bool, r: Random) -> tuple[str, ...]:
    """The village stands in the title or in columns, often in both."""
    numbers = r.choice((["nik", "kk", "name"], ["kk", "nik", "name"], ["name", "nik", "kk"]))
    birth = ["ttl"] if r.random() < 0.3 else ["birthplace", "birthdate"]
    place = (
        ["village", "district", "regency"]
        if not titles
        else ["village", "district"]
        if r.random() < 0.4
        else []
    )
    live = ["address", *(["rtrw"] if r.random() < 0.6 else ["rt", "rw"]), *place]
    tail = ["job", "phone", "decile", "disability"]
    middle = [[*birth, "sex", "mother"], ["sex", *birth, "mother"]][r.random() < 0.4]
    extra = [["marital"], [], ["note"], ["marital", "note"]][r.randrange(4)]
    return ("no", *numbers, *middle, *live, *tail, *extra)


def _whole_numbers(mess: Mess, lot: Lots, r: Random) -> float:
    """A chaotic clerk never heard that Excel keeps fifteen digits; a typical one learned it half-way down."""
    if lot.numbers >= mess["E07"] * 4:
        return 0.0
    return 1.0 if mess.preset == "chaotic" and r.random() < 0.3 else 0.2


def _header_row(titles: bool, messy: bool, r: Random) -> int:
    if not titles:
        return r.choice((2, 3)) if messy else 1
    return r.randint(5, 8) if messy else r.choice((4, 4, 5))

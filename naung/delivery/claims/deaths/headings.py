"""Which column of a list of deaths means what: the whole heading first, then its words. A heading of somebody else (who reports, the
mother) is nobody's; "nama yang meninggal" is a name and "tempat meninggal" no day."""

import re
from typing import Any

from naung.kit.text import fold

WITHIN = 20  # lines from the top in which the heading stands
LONGEST = 60  # letters; a title is no heading
WHOLE = {
    "nik": ("nik", "no nik", "nomor nik", "nomor induk kependudukan", "no ktp", "ktp"),
    "name": ("nama", "nama lengkap", "nama almarhum", "nama almarhumah", "nama jenazah", "nama yang meninggal", "nama pasien", "almarhum", "jenazah"),
    "born_on": ("tanggal lahir", "tgl lahir", "lahir", "ttl"),
    "died_on": ("tanggal meninggal", "tgl meninggal", "tanggal kematian", "tgl kematian", "tanggal wafat", "tgl wafat", "meninggal",
                "meninggal dunia", "tanggal meninggal dunia"),
    "sex": ("jenis kelamin", "jk", "kelamin", "l p", "lp", "sex"),
    "village": ("desa", "kelurahan", "desa kelurahan", "kelurahan desa", "desa kel", "nama desa", "kode desa"),
}  # fmt: skip
WORDS = (  # in this order: the first that is found
    ("nik", r"\bnik\b|\binduk kependudukan\b|\bno(mor)? e? ?ktp\b"),
    ("name", r"\bnama\b(?! (desa|kel|kelurahan|dusun|kecamatan))|\balmarhum(ah)?\b"),
    ("born_on", r"\blahir\b"),
    ("died_on", r"\b(meninggal|kematian|wafat)\b"),
    ("sex", r"\bkelamin\b"),
    ("village", r"\b(desa|kelurahan)\b"),
)
NOT_THEIRS = re.compile(
    r"\b(pelapor|ibu|ayah|bapak|suami|istri|isteri|waris|kepala|saksi|dokter|petugas|pasangan|anak)\b"
)
NOT_A_DAY = re.compile(
    r"\b(tempat|tmpt|sebab|penyebab|akibat|umur|usia|jam|pukul|lokasi|surat|akta|nomor|no|status|ket|keterangan)\b"
)
_WHOLE = {word: field for field, words in WHOLE.items() for word in words}
_WORDS = [(field, re.compile(pattern)) for field, pattern in WORDS]


def columns_of(row: list[Any]) -> dict[str, int]:
    """field -> column. A whole heading is believed before one that only has the word; of two alike the first."""
    sure: dict[str, int] = {}
    likely: dict[str, int] = {}
    for at, cell in enumerate(row):
        field, whole = _meaning(cell)
        if field:
            (sure if whole else likely).setdefault(field, at)
    return likely | sure


def _meaning(cell: Any) -> tuple[str, bool]:
    words = fold(cell) if isinstance(cell, str) and len(cell) <= LONGEST else ""
    if field := _WHOLE.get(words):
        return field, True
    field = next((field for field, pattern in _WORDS if pattern.search(words)), "")
    if not field or NOT_THEIRS.search(words):
        return "", False
    birth_place_and_day = field == "born_on" and re.search(r"\b(tanggal|tgl)\b", words)
    if field in ("born_on", "died_on") and NOT_A_DAY.search(words) and not birth_place_and_day:
        return "", False
    return field, False


def find(rows: list[list[Any]]) -> tuple[int, dict[str, int]] | None:
    """(the first line below the heading, its columns); where no line is one alone, two are read as one, the upper cells drawn together."""
    top = rows[:WITHIN]
    alone = ((at + 1, columns_of(row)) for at, row in enumerate(top))
    pairs = ((at + 2, columns_of(_two(row, rows[at + 1]))) for at, row in enumerate(top[:-1]))
    return next((found for found in (*alone, *pairs) if _enough(found[1])), None)


def come_again(row: list[Any], columns: dict[str, int]) -> bool:
    """The heading once more, as a printed list has it on every sheet of paper."""
    return all(
        columns[field] < len(row) and _meaning(row[columns[field]])[0] == field
        for field in ("died_on", "name")
    )


def _enough(columns: dict[str, int]) -> bool:
    return {"name", "died_on"} <= set(columns)


def _two(above: list[Any], below: list[Any]) -> list[Any]:
    """ "Tanggal" over "lahir" and "meninggal": what stands above reaches to the right until the next word."""
    said, over = [], ""
    for at in range(max(len(above), len(below))):
        upper = _word(above, at)
        over = upper or (over if _word(below, at) else "")
        said.append(f"{over} {_word(below, at)}".strip())
    return said


def _word(row: list[Any], at: int) -> str:
    return row[at].strip() if at < len(row) and isinstance(row[at], str) else ""

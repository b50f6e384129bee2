"""Which column a heading means. First the whole heading, then its words: the order of PATTERNS matters ("nama ibu" is
asked before "nama"). A heading that speaks of somebody else ("Nama Suami") is believed only where no better one is there."""

import re
from functools import lru_cache
from typing import Any

FIELDS = {
    "nik": ("nik", "noktp", "nomorktp", "nonik", "nomornik", "nomorindukkependudukan", "noindukkependudukan", "ktp", "nikktp", "noktpnik",
            "niksesuaiktp", "noidentitas", "nomoridentitas", "niknoktp"),
    "kk": ("kk", "nokk", "nomorkk", "nkk", "nokartukeluarga", "nomorkartukeluarga", "kartukeluarga"),
    "name": ("nama", "namalengkap", "namasesuaiktp", "namapeserta", "namapekerja", "namalengkapsesuaiktp", "namawarga", "namacalonpeserta",
             "namatenagakerja"),
    "birth_place": ("tempatlahir", "tmplahir", "tmptlahir", "tplahir", "kotalahir", "tempatkelahiran"),
    "born_on": ("tanggallahir", "tgllahir", "tglahir", "tgllhr", "tanggalkelahiran", "lahir", "tgllahirhhbbtttt", "dob"),
    "birth": ("ttl", "tempattanggallahir", "tempattgllahir", "tmptgllahir", "tempatdantanggallahir", "tempatdantgllahir", "tmpttgllahir"),
    "sex": ("lp", "jk", "jeniskelamin", "jenkel", "jnskelamin", "kelamin", "gender", "sex", "jkel", "jklp", "lkpr", "jnskel"),
    "mother": ("namaibu", "ibukandung", "namaibukandung", "namagadisibukandung", "ibu", "namagadisibu"),
    "address": ("alamat", "alamatlengkap", "alamatrumah", "alamatsesuaiktp", "alamattinggal", "domisili", "alamatdomisili", "jalan"),
    "rt": ("rt",),
    "rw": ("rw",),
    "rtrw": ("rtrw",),
    "village": ("desa", "kelurahan", "desakelurahan", "kelurahandesa", "desakel", "keldesa", "kel", "namadesa", "namakelurahan", "kodedesa",
                "kodekelurahan", "keldes"),
    "district": ("kecamatan", "kec", "namakecamatan"),
    "regency": ("kabupaten", "kabupatenkota", "kabkota", "kab", "kota"),
    "occupation": ("pekerjaan", "jenispekerjaan", "pekerjaanutama", "profesi", "matapencaharian", "jnspekerjaan", "usaha", "jenisusaha", "kerja"),
    "decile": ("desil", "desildtsen", "decile", "peringkatdesil", "desilkesejahteraan"),
    "disability": ("disabilitas", "difabel", "ragamdisabilitas", "jenisdisabilitas", "penyandangdisabilitas", "kebutuhankhusus",
                   "keterangandisabilitas", "cacat"),
    "phone": ("nohp", "nomorhp", "hp", "nohandphone", "notelp", "notelepon", "telepon", "telp", "nowa", "whatsapp", "nohpwa", "kontak",
              "nomortelepon", "handphone", "nohpwhatsapp", "nomorponsel", "wa"),
    "numbering": ("no", "nomor", "nourut", "nomorurut", "number", "urut"),
    "woman": (),  # the second of two columns L and P, where a mark stands in one of them
    "naung": ("naung",),  # our own hidden column: the line's number in our tables
}  # fmt: skip
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"\bibu\b", "mother"),
    (r"\bkartu keluarga\b|\bkk\b|\bnkk\b", "kk"),
    (r"\bnik\b|\binduk kependudukan\b|\bktp el\b|\bno(?:mor)? e? ?ktp\b", "nik"),
    (r"\b(?:te?mpa?t|tmp)\b.*\bta?n?g?g?a?l\w*\b.*\blahir\b|\bttl\b", "birth"),
    (r"\b(?:te?mpa?t|tmp)\b.*\blahir\b|\blahir di\b", "birth_place"),
    (r"\blahir\b", "born_on"),
    (r"\bkelamin\b|^l [/ ]?p$", "sex"),
    (r"\brt\b.*\brw\b", "rtrw"),
    (r"\bdesil\b", "decile"),
    (r"\bdisabilitas\b|\bdifabel\b|\bkebutuhan khusus\b|\bcacat\b", "disability"),
    (r"\bhp\b|\btelepon\b|\btelp\b|\bhandphone\b|\bwhatsapp\b|\bwa\b", "phone"),
    (r"\bpekerjaan\b|\bprofesi\b|\busaha\b|\bkerja\b", "occupation"),
    (r"\bkecamatan\b|\bkec\b", "district"),
    (r"\bkelurahan\b|\bdesa\b|\bkel\b", "village"),
    (r"\balamat\b", "address"),
    (r"\bnama\b", "name"),
)
# What lists also say and we do not need: no heading to ask about.
UNUSED = re.compile(
    r"^(?:ket\w*|catatan\b.*|status\b.*|agama|pendidikan\b.*|umur|usia|gol\w* darah|foto\w*|ttd|tanda tangan|paraf|kewarganegaraan|wni|"
    r"hubungan\b.*|shdk|dusun\b.*|dsn|lingkungan|lingk|dusun lingkungan|jumlah\b.*|tanggungan\b.*|penghasilan\b.*|pendapatan\b.*|gaji|bansos\b.*|"
    r"bantuan\b.*|pkh|bpnt|kis|jkn|bpjs\b.*|kpj|no rek\w*|nomor rek\w*|nama bank|bank|e ?mail|provinsi|prov|kode ?pos|tahun|tgl|tanggal|"
    r"tgl data\w*|petugas|pendata|verifikasi|hasil\b.*|id|kode|rt rw lama|tps|kelompok\b.*|koordinat|gps|alasan|desa asal|suku|kawin|jml\b.*)$"
)
SOMEBODY_ELSE = re.compile(
    r"\b(?:kepala|suami|istri|isteri|ayah|bapak|pasangan|wali|waris|bank|dusun|lingkungan|kelompok|pendata|petugas|anak|saksi|ketua|desa|kelurahan|rt|rw)\b"
)
NOT_A_NAME = re.compile(r"\b(?:nik|ktp|lahir|tgl|pekerjaan|hp|alamat|umur|kk)\b")
EXACT, WORDS, WEAK = 3, 2, 1  # how sure a heading is
LONGEST = 60
_EXACT = {alias: field for field, aliases in FIELDS.items() for alias in aliases}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_PATTERNS = [(re.compile(pattern), field) for pattern, field in PATTERNS]


def field_of(heading: Any) -> str | None:
    """The field that a heading's text means; None for what is no heading we know."""
    if not isinstance(heading, str) or not heading.strip() or len(heading) > LONGEST:
        return None
    return _field(heading)


@lru_cache(maxsize=20_000)  # cells of people pass here too: they are forgotten again
def _field(heading: str) -> str | None:
    words = _words(heading)
    if exact := _EXACT.get(words.replace(" ", "")):
        return exact
    return next((field for pattern, field in _PATTERNS if pattern.search(words)), None)


@lru_cache(maxsize=20_000)
def _words(heading: str) -> str:
    return _NOT_WORD.sub(" ", heading.lower()).strip()


def plain(heading: Any) -> str:
    """A heading as it is remembered: "No. KTP " and "NO KTP" are one."""
    return _words(heading) if isinstance(heading, str) else f"{heading}"


def strength(heading: Any) -> int:
    """How sure the meaning of a heading is that has one: EXACT, WORDS or WEAK."""
    words, field = plain(heading), field_of(heading)
    if _EXACT.get(words.replace(" ", "")) == field:
        return EXACT
    other = NOT_A_NAME if field == "mother" else SOMEBODY_ELSE
    return (
        WEAK
        if field in ("name", "nik", "born_on", "birth", "mother", "kk") and other.search(words)
        else WORDS
    )


def unused(heading: Any) -> bool:
    """A heading that we know and do not need."""
    return UNUSED.fullmatch(plain(heading)) is not None

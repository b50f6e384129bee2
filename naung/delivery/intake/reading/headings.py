"""Which column a heading means. First the whole heading, then its words: the order of PATTERNS matters ("nama ibu" is
asked before "nama")."""

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
}  # fmt: skip
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"\bibu\b", "mother"),
    (r"\bkartu keluarga\b|\bkk\b|\bnkk\b", "kk"),
    (r"\bnik\b|\binduk kependudukan\b|\bktp el\b|\bno(?:mor)? e? ?ktp\b", "nik"),
    (r"\b(?:te?mpa?t|tmp)\b.*\bta?n?g?g?a?l\w*\b.*\blahir\b|\bttl\b", "birth"),
    (r"\b(?:te?mpa?t|tmp)\b.*\blahir\b", "birth_place"),
    (r"\blahir\b", "born_on"),
    (r"\bkelamin\b|^l [/ ]?p$", "sex"),
    (r"\brt\b.*\brw\b", "rtrw"),
    (r"\bdesil\b", "decile"),
    (r"\bdisabilitas\b|\bdifabel\b|\bkebutuhan khusus\b|\bcacat\b", "disability"),
    (r"\bhp\b|\btelepon\b|\btelp\b|\bhandphone\b|\bwhatsapp\b|\bwa\b", "phone"),
    (r"\bpekerjaan\b|\bprofesi\b|\busaha\b", "occupation"),
    (r"\bkecamatan\b|\bkec\b", "district"),
    (r"\bkelurahan\b|\bdesa\b|\bkel\b", "village"),
    (r"\balamat\b", "address"),
    (r"\bnama\b", "name"),
)
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
    words = _NOT_WORD.sub(" ", heading.lower()).strip()
    if exact := _EXACT.get(words.replace(" ", "")):
        return exact
    return next((field for pattern, field in _PATTERNS if pattern.search(words)), None)

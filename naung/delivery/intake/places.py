"""Which village a list and each of its lines speak of.

What is named closest to the person counts first: the line's own columns, then the titles above the list, then the
file's and the folders' names, then the region the sender was asked for. Names are only looked up inside a district or a
regency; a name that could be two villages is nobody's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from naung.delivery.intake.words_learned import Learned
from naung.foundation.regions import queries as regions
from naung.foundation.regions.queries import Resolution

Typed = tuple[str, str, str]  # village, district, regency as typed
_CODE = re.compile(r"\b(\d\d)[.\- ]?(\d\d)(?:[.\- ]?(\d\d)(?:[.\- ]?(\d{4}))?)?\b")
_END = r"(?=\s*(?:,|;|\(|-|\bkecamatan\b|\bkec\b|\bkabupaten\b|\bkab\b|\bkota\b|\btahun\b|\bprovinsi\b|\brt\b|\brw\b|\b20\d\d\b|$))"
_VILLAGE = re.compile(rf"\b(?:kelurahan|desa|kel|ds)\b[\s.:/]*(?!/|kel|kec|kab)(\S.*?){_END}", re.IGNORECASE)
_DISTRICT = re.compile(rf"\b(?:kecamatan|kec)\b[\s.:]*(\S.*?){_END}", re.IGNORECASE)
_NOISE = re.compile(
    r"\b(?:bnba|data|daftar|pekerja|rentan|usulan|peserta|calon|bpjs|tk|ketenagakerjaan|fix|final|revisi|rev|baru|copy|salinan|lengkap|"
    r"program|list|form|contoh|ntt|tahun|20\d\d|jaminan|sosial|nama|warga|kelurahan|kel|desa|ds)\b|\(\d+\)|\bcopy\b",
    re.IGNORECASE,
)
_OTHER_LEVEL = re.compile(r"^\s*(?:kecamatan|kec|kabupaten|kab|kota|provinsi)\b", re.IGNORECASE)
LONGEST = 80  # of a title that could be a name
_NOT_A_VILLAGE = re.compile(r"^(?:dusun|dsn|rt|rw|lingkungan|lingk?|blok)\b", re.IGNORECASE)


# A sheet that is called so is a part of its village's workbook; a sheet called otherwise may be another village's.
_PART = re.compile(
    r"^\s*(?:dusun|dsn|rt|rw|lingkungan|lingk?|blok|sheet|lembar|lanjutan|halaman|hal|\d)", re.IGNORECASE
)


def of_workbook(sheet: str, titles: Sequence[str], others: Iterable[Sequence[str]]) -> list[str]:
    """The titles that speak for a sheet: its own; for a hamlet's sheet whose own name no village, those of the workbook as well,
    where all that name a village name the same one."""
    naming = [one for one in others if _villages(one)]
    if _villages(titles) or not _PART.match(sheet) or len({v for one in naming for v in _villages(one)}) != 1:
        return list(titles)
    return [*titles, *naming[0]]


def _villages(titles: Sequence[str]) -> set[str]:
    return {_plain(found[1]) for text in titles for found in _VILLAGE.finditer(text)}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a list: texts above its headings, the file's name without its ending, folders from the inside out."""

    titles: Sequence[str]
    name: str
    folders: Sequence[str] = ()

    def texts(self) -> list[str]:
        return [*self.titles, self.name, *self.folders]


@dataclass(slots=True)
class ListPlace:
    """What the surroundings of one list say: the narrowest area that is sure, and texts that may name the village."""

    inside: str  # "53", a regency or a district
    village: str | None = None
    names: list[str] = field(default_factory=list)

    @property
    def best(self) -> str:
        return self.village or self.inside


@dataclass(frozen=True, slots=True)
class Placed:
    """The village of a line, or what to ask about it; `best` is the narrowest area that is sure. Where an officer answered the
    question before: `word` is the answer's number, `was` the narrowest area without it."""

    village: str | None
    best: str
    question: dict[str, Any] | None = None
    word: int = 0
    was: str = ""


class Places:
    """Looks regions up once, and many names at a time."""

    def __init__(self, region: str) -> None:
        self.asked, self.region = region, region or "53"
        self.learned = Learned()
        known = regions.within("53").values_list("code", "name", "level")
        self.names: dict[str, str] = {code: name for code, name, _ in known}
        inside = [(code, name, level) for code, name, level in known if _meet(code, self.region)]
        self.regencies = {_plain(name): code for code, name, level in inside if level == 2}
        self.districts: dict[str, set[str]] = {}
        for code, name, level in inside:
            if level == 3:
                self.districts.setdefault(_plain(name), set()).add(code)

    def of_lists(self, surroundings: Sequence[Surroundings]) -> list[ListPlace]:
        """One for each list."""
        found = [self._list(around) for around in surroundings]
        answers = self._resolve([(name, place.inside) for place in found for name in place.names])
        for place in found:
            if not place.village:
                sure = (answers[name, place.inside].code for name in place.names)
                place.village = next((code for code in sure if code), None)
        return found

    def of_lines(self, lines: Sequence[tuple[ListPlace, Typed]]) -> list[Placed]:
        """One for each line. A village is written the same on most lines of a list, so each way of writing is looked up once."""
        ways = {(id(place), typed): (place, typed) for place, typed in lines}
        wanted = {key: self._asked(*way) for key, way in ways.items()}
        answers = self._resolve([pair for pairs in wanted.values() for pair in pairs])
        placed = {key: self._line(*way, [answers[pair] for pair in wanted[key]]) for key, way in ways.items()}
        return [placed[id(place), typed] for place, typed in lines]

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    def _list(self, around: Surroundings) -> ListPlace:
        texts = around.texts()
        code = next((found for text in texts if (found := self._code(text))), "")
        inside = code if 5 <= len(code) <= 8 else code[:8] or self._area(around)
        place = ListPlace(inside, code if len(code) == 13 else None)
        if not place.village and self.region.count(".") == 3:
            place.village = self.region
        place.names = self._village_names(around, _plain(self.name(inside)))
        return place

    def _code(self, text: str) -> str:
        """The longest area code written in the text that is one of ours."""
        for found in _CODE.finditer(text):
            parts = [part for part in found.groups() if part]
            code = ".".join(parts)
            if len(parts) >= 2 and code in self.names and _meet(code, self.region):
                return code
        return ""

    def _area(self, around: Surroundings) -> str:
        """The district or regency that the texts name; else the region asked for."""
        regency = self._regency(around.texts())
        said = [found[1] for text in around.texts() for found in _DISTRICT.finditer(text)]
        parts = [
            part for text in (around.name, *around.folders) for part in _parts(text)
        ]  # "USULAN Alak - Namosain"
        codes = (self._district(text, regency) for text in [*said, *parts])
        return next((code for code in codes if code), regency) or self.region[:8]

    def _regency(self, texts: Iterable[str]) -> str:
        if self.region.count(".") >= 1:
            return self.region[:5]
        for text in texts:
            plain = f" {_plain(text)} "
            named = [name for name in self.regencies if f" {name} " in plain]
            if named:
                return self.regencies[max(named, key=len)]
        return ""

    def _district(self, text: str, regency: str) -> str:
        codes = {code for code in self.districts.get(_plain(text), ()) if code.startswith(regency)}
        return codes.pop() if len(codes) == 1 else ""

    def _village_names(self, around: Surroundings, area: str) -> list[str]:
        """Texts that may name the village, the surest first: after "Kelurahan" or "Desa", what is left of the file's name,
        of a folder's, of a title. A district often has a village of its own name: only the file's name says that one."""
        said = [found[1] for text in around.texts() for found in _VILLAGE.finditer(text)]
        named, others = (
            _parts(around.name),
            [part for text in (*around.folders, *around.titles) for part in _parts(text)],
        )
        away = [part for part in [*named, *others] if _plain(part) != area]
        return list(dict.fromkeys([*said, *away, *named]))

    def _asked(self, place: ListPlace, typed: Typed) -> list[tuple[str, str]]:
        """(text, inside) from the narrowest to the widest that could hold it."""
        village, district, regency = typed
        if not village:
            return []
        column = self._column_area(place, district, regency)
        asked = [column, place.inside if place.inside.startswith(column[:5]) else column]
        wider = [code[:5] for code in asked]
        return [(village, inside) for inside in dict.fromkeys([*asked, *wider])]

    def _column_area(self, place: ListPlace, district: str, regency: str) -> str:
        """What the line's own columns name; where they name nothing known, what the list's surroundings do."""
        plain = _plain(regency)
        named = (
            self.regencies.get(plain)
            or self.regencies.get(f"kabupaten {plain.removeprefix('kab ')}")
            or place.inside[:5]
        )
        found = (
            self._district(re.sub(r"^\s*kec(?:amatan)?\b[\s.:]*", "", district, flags=re.IGNORECASE), named)
            if district
            else ""
        )
        return found or (place.inside if place.inside.startswith(named) else named)

    def _line(self, place: ListPlace, typed: Typed, answers: list[Resolution]) -> Placed:
        village = typed[0]
        sure = next((answer.code for answer in answers if answer.code), None)
        if sure and _meet(sure, self.region):
            return Placed(sure, sure)
        if place.village and (
            not village or _NOT_A_VILLAGE.match(village) or self._may_be(place.village, answers)
        ):
            return Placed(place.village, place.village)
        if sure:  # a known village, of somebody else's list
            return Placed(
                None,
                place.best,
                {"text": self.name(sure)[:60], "inside": self.name(self.region), "elsewhere": True},
            )
        near = [name for answer in answers for _, name in answer.suggestions]
        return self._asking(place, village[:60], self._column_area(place, typed[1], typed[2]), near)

    def _asking(self, place: ListPlace, text: str, area: str, near: list[str]) -> Placed:
        """A name that is not known inside the area, unless an officer has said what it means there."""
        where = {"text": text, "inside": self.name(area), "area": area, "near": list(dict.fromkeys(near))[:3]}
        if text and (known := self.learned.meaning("village", text, area)) and _meet(known[0], self.region):
            return Placed(known[0], known[0], where, known[1], place.best)
        return Placed(None, place.best, where)

    def _may_be(self, village: str, answers: list[Resolution]) -> bool:
        """Two villages of one name, and the titles say which."""
        return any(a.how == "ambiguous" and village in dict(a.suggestions) for a in answers)

    def _resolve(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Resolution]:
        """Inside a province: in each of its regencies, and only where exactly one of them knows the name."""
        asked = set(asked)
        wide = {pair for pair in asked if pair[1].count(".") == 0}
        codes = sorted(self.regencies.values())
        spread = {pair: [(pair[0], code) for code in codes] for pair in wide}
        answers = regions.resolve_villages((asked - wide) | {one for many in spread.values() for one in many})
        for pair, many in spread.items():
            answers[pair] = _only_one([answers[one] for one in many])
        return answers


def _only_one(answers: list[Resolution]) -> Resolution:
    sure = {answer.code for answer in answers if answer.code}
    if len(sure) == 1 and not any(answer.how == "ambiguous" for answer in answers):
        return Resolution(sure.pop(), "alias")
    exact = tuple(pair for a in answers if a.how in ("ambiguous",) for pair in a.suggestions)
    return Resolution(None, "ambiguous" if sure or exact else "unknown", exact[:3])


def _parts(text: str) -> list[str]:
    """Pieces of a name or title that could be an area's name, without the words every list carries."""
    pieces = re.split(r"\s[-_]\s|_|,", text) if len(text) < LONGEST else []
    plain = [_NOISE.sub(" ", piece).strip(" .-_") for piece in pieces if not _OTHER_LEVEL.match(piece)]
    return [" ".join(piece.split()) for piece in plain if piece and not piece.replace(".", "").isdigit()]


def _meet(code: str, region: str) -> bool:
    """One lies in the other."""
    return code.startswith(region) or region.startswith(code)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())

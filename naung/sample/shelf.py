"""Lists into files: names, folders, and the files that come twice."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from naung.sample import books
from naung.sample.clerks import Clerk, Lots, clerk, lots
from naung.sample.lines import Line, Typist
from naung.sample.lists import Society, VillageList
from naung.sample.places import Village
from naung.sample.truth import Written

BAD_IN_A_FILE_NAME = str.maketrans(dict.fromkeys("\"'’‘/\\:*?<>|", ""))


class Shelf:
    """Puts the lists into files."""

    def __init__(self, folder: Path, lists: list[VillageList], society: Society, seed: int) -> None:
        self.folder, self.lists, self.society, self.seed = folder, lists, society, seed
        self.districts = len({place.village.code[:8] for place in lists})
        self.regencies = len({place.village.regency_code for place in lists})
        self.taken: set[str] = set()

    def write(self, progress: Callable[[int, int], None]) -> list[Written]:
        written: list[Written] = []
        for at, place in enumerate(self.lists):
            written += self._village(place, lots(at, self.seed))
            progress(at + 1, len(self.lists))
        return written

    def _village(self, place: VillageList, lot: Lots) -> list[Written]:
        habits = clerk(place.village, place.mess, lot, self.society.register.phone(), place.random)
        typist = Typist(place.village, habits, place.mess, self.society.register.niks, place.random)
        lines = [typist.type(entry) for entry in place.entries]
        _note(lines, "E26" if habits.messy else "")
        path = self._path(place.village, habits)
        if habits.repeats == "copy":
            return self._with_copy(path, place.village, habits, lines)
        written = self._book(path, place.village, habits, lines)
        if habits.repeats == "revision":
            second = self._free(path, "_final_revisi2")
            again = self._book(second, place.village, habits, _revised(place, typist, lines))
            # A list without a mistake is revised to the same bytes, and bytes belong to the first file that has them.
            written += again if second.read_bytes() != path.read_bytes() else []
        return written

    def _with_copy(self, path: Path, village: Village, habits: Clerk, lines: list[Line]) -> list[Written]:
        """The same bytes under two names; the lines belong to the first by path, which is the one without the tail."""
        copy = self._free(path, "_salinan")
        written = self._book(path, village, habits, lines)
        shutil.copyfile(path, copy)
        return written

    def _book(self, path: Path, village: Village, habits: Clerk, lines: list[Line]) -> list[Written]:
        put = books.write(path, village, habits, lines)
        name = path.relative_to(self.folder).as_posix()
        return [_written(name, put.sheet, put.first_row + at, village, line) for at, line in enumerate(lines)]

    def _path(self, village: Village, habits: Clerk) -> Path:
        folder = self.folder
        if self.regencies > 1:
            folder /= f"{village.regency_code} {village.regency}"
        if self.districts > 1:
            folder /= f"{village.code[:8]} {village.district}".translate(BAD_IN_A_FILE_NAME)
        folder.mkdir(parents=True, exist_ok=True)
        words = {
            "code": village.code,
            "name": village.name,
            "NAME": village.name.upper(),
            "district": village.district,
        }
        name = habits.file_name.format(kind=village.kind.title(), **words)
        return self._free(folder / f"{name.translate(BAD_IN_A_FILE_NAME)}.xlsx", "", f" {village.code}")

    def _free(self, path: Path, *tails: str) -> Path:
        """The path with the first tail that no other file has, whatever its capitals."""
        for tail in tails:
            free = path.with_name(f"{path.stem}{tail}{path.suffix}")
            if str(free).lower() not in self.taken:
                self.taken.add(str(free).lower())
                return free
        raise AssertionError(f"no free name for {path}")


def _revised(place: VillageList, typist: Typist, lines: list[Line]) -> list[Line]:
    """The list as sent again: most of what was plainly wrong is put right, the rest is as it was."""
    again = [
        typist.carefully(entry) if line.flawed and place.random.random() < 0.7 else _as_it_was(line)
        for entry, line in zip(place.entries, lines, strict=True)
    ]
    _note(again, "E27")
    _note(again, "E26" if typist.clerk.messy else "")
    return again


def _as_it_was(line: Line) -> Line:
    return replace(line, errors=list(line.errors))


def _note(lines: list[Line], code: str) -> None:
    for line in lines:
        if code and code not in line.errors:
            line.errors.append(code)


def _written(file: str, sheet: str, row: int, village: Village, line: Line) -> Written:
    person = line.person
    return Written(
        file=file,
        sheet=sheet,
        row=row,
        entity=person.entity,
        errors=";".join(sorted(set(line.errors))),
        nik=line.nik,
        flawed=line.flawed,
        eligible=person.eligible,
        dead=person.died_on is not None,
        other_payer=bool(person.payer),
        village=village.code,
        true_nik=person.nik,
    )

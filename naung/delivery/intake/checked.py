"""One file as read, with everything that only we know added: villages, R07, R12, which rows are clean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from rapidfuzz.distance import JaroWinkler

from naung.delivery.intake.places import ListPlace, Placed, Places, Surroundings, of_workbook
from naung.delivery.intake.reading.people import letters
from naung.delivery.intake.shelf import Loaded
from naung.delivery.intake.words_learned import Learned

ALIKE = 0.8  # Jaro-Winkler of two words of names: "Core" and "Kore" are, "Marta" and "Ester" are not
Finding = tuple[int, str, str, str, dict[str, Any], str]  # line, code, field, cell, params, severity


@dataclass(slots=True)
class Checked:
    """A file ready to be stored, or refused."""

    loaded: Loaded
    refused: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    lists: list[dict[str, Any]] = field(default_factory=list)
    region: str = ""
    notes: list[Finding] = field(default_factory=list)  # of the file as a whole; line 0 says nothing
    rows: int = 0
    flawed: int = 0


def check(read: Sequence[tuple[Loaded, dict[str, Any]]], places: Places) -> list[Checked]:
    """Many files at once, so that names are looked up once."""
    files = [_begin(loaded, result) for loaded, result in read]
    lists = [(file, found) for file in files for found in file.lists]
    around = places.of_lists([_around(file, found) for file, found in lists])
    placed = iter(
        places.of_lines(
            [
                (p, typed)
                for (_, found), p in zip(lists, around, strict=True)
                for typed in found["values"]["place"]
            ]
        )
    )
    for (_, found), place in zip(lists, around, strict=True):
        _finish(found, place, placed, places.learned)
    for file in files:
        _sum_up(file, places.asked)
    return files


def _begin(loaded: Loaded, result: dict[str, Any]) -> Checked:
    if "refused" in result:
        return Checked(loaded, result["refused"], result["params"])
    file = Checked(loaded, lists=result["lists"])
    if result["other_sheets"]:
        file.notes.append(
            (0, "F01", "sheet", "", {"sheets": ", ".join(result["other_sheets"])[:200]}, "warn")
        )
    for found in file.lists:
        if found.get("told"):
            file.notes.append(
                (
                    0,
                    "F04",
                    "columns",
                    found["sheet"][:100],
                    {**found["told"], "sheet": found["sheet"]},
                    "warn",
                )
            )
    return file


def _around(file: Checked, found: dict[str, Any]) -> Surroundings:
    path = PurePosixPath(file.loaded.found.name)
    titles = of_workbook(found["sheet"], found["titles"], [one["titles"] for one in file.lists])
    return Surroundings(titles, path.stem, path.parts[-2::-1])


def _finish(found: dict[str, Any], place: ListPlace, placed: Any, learned: Learned) -> None:
    """`answered` are findings that an officer's word answers: (line, code, field, number of the word, what stood there)."""
    values, says = found["values"], found["findings"]
    found["answered"] = []
    here = [next(placed) for _ in values["place"]]
    values["village"] = [one.best for one in here]
    found["place"] = place.best
    _ask_for_villages(found, here)
    _same_nik(values, says)
    _understand(found, learned)
    answered = {one[:3] for one in found["answered"]}
    blocked = {said[0] for said in says if said[5] == "block" and said[:3] not in answered}
    values["state"] = ["FLAWED" if line in blocked else "CLEAN" for line in range(len(values["number"]))]


def _ask_for_villages(found: dict[str, Any], here: list[Placed]) -> None:
    column = found["columns"].get("village")
    numbers = found["values"]["number"]
    for line, one in enumerate(here):
        if one.question is not None:
            cell = f"{letters(column)}{numbers[line]}" if column is not None else ""
            found["findings"].append((line, "R12", "village", cell, one.question, "block"))
            if one.word:
                found["answered"].append((line, "R12", "village", one.word, one.was))


def _understand(found: dict[str, Any], learned: Learned) -> None:
    """Occupations and disabilities that are in no table of ours, and that an officer explained before."""
    values = found["values"]
    for line, code, name, *_ in found["findings"]:
        if code == "R14" and (
            known := learned.meaning(name, values[f"{name}_text"][line], values["village"][line])
        ):
            values[name][line], word = known
            found["answered"].append((line, "R14", name, word, ""))


def _same_nik(values: dict[str, list[Any]], says: list[Finding]) -> None:
    """One NIK on lines of clearly different people: both wait, unless one has nothing else against it and the other has.

    The same person twice is left to matching, which has seen every other list as well."""
    first: dict[str, int] = {}
    for line, nik in enumerate(values["nik"]):
        if nik and (earlier := first.setdefault(nik, line)) != line and differ(values, earlier, line):
            _say_twice(values, says, earlier, line)


def differ(values: dict[str, list[Any]], a: int, b: int) -> bool:
    """Clearly two people. Where birth date and sex are the same, not one word of the names may be alike: "Anis Nalle" may be
    "Yohanes Nalle", and matching knows more of names than we do here."""
    one, other = values["name_folded"][a].split(), values["name_folded"][b].split()
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    best = [max(JaroWinkler.similarity(word, there) for there in longer) for word in shorter]
    born_alike = all(values[name][a] == values[name][b] for name in ("born_on", "sex"))
    return max(best) < ALIKE if born_alike else min(best) < ALIKE


def _say_twice(values: dict[str, list[Any]], says: list[Finding], earlier: int, line: int) -> None:
    waiting = {at for at, *_, severity in says if severity == "block" and at in (earlier, line)}
    for at, other in ((line, earlier), (earlier, line)):
        severity = "warn" if other in waiting and at not in waiting else "block"
        params = {"row": values["number"][other], "name": values["name"][other]}
        if not any(said[0] == at and said[1] == "R07" for said in says):
            says.append((at, "R07", "nik", "", params, severity))


def _sum_up(file: Checked, asked: str) -> None:
    """A file of several places, or of none, is of the region that its sender was asked for: whoever may see that sees the file."""
    states = [state for found in file.lists for state in found["values"]["state"]]
    file.rows, file.flawed = len(states), states.count("FLAWED")
    areas = {found["place"] for found in file.lists}
    file.region = areas.pop() if len(areas) == 1 else asked
    for found in file.lists:
        for why, number in found["skipped"]:
            code = "F02" if why == "total" else "F03"
            file.notes.append((0, code, "row", f"{found['sheet']}!{number}"[:100], {"row": number}, "warn"))

"""A table's cells as people: values of the house and findings, column by column where it can be."""

import re
from datetime import date
from itertools import repeat
from json import JSONEncoder
from typing import Any

from naung.delivery.intake.reading import dates, identity, numbers, words
from naung.delivery.intake.reading.rules import Rules
from naung.delivery.intake.reading.table import Table

Finding = tuple[int, str, str, str, dict[str, Any], str]  # line, code, field, cell, params, severity
VALUES = (
    "number", "raw", "nik", "kk", "phone", "name", "name_folded", "birth_place", "born_on", "sex", "mother", "place", "address",
    "occupation", "occupation_text", "disability", "disability_text", "decile", "earlier",
)  # fmt: skip
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
SEXES = {
    (True, False): "L",
    (False, True): "P",
    (False, False): "",
    (True, True): None,
}  # marked under L, under P
_DAMAGED_SHARE, _DAMAGED_FROM = 0.8, 5


class People:
    """The people of one table, as columns of plain values that marshal can carry."""

    def __init__(self, table: Table, rules: Rules) -> None:
        self.table, self.rules = table, rules
        self.values: dict[str, list[Any]] = {name: [] for name in VALUES}
        self.findings: list[Finding] = []
        self._read()

    def as_plain(self) -> dict[str, Any]:
        t = self.table
        return {
            "sheet": t.sheet,
            "titles": t.titles,
            "columns": t.columns,
            "values": self.values,
            "findings": self.findings,
            "skipped": t.skipped,
            "told": t.told,
        }

    def say(
        self, line: int, code: str, field: str, params: dict[str, Any], severity: str, column: str = ""
    ) -> None:
        cell = f"{letters(self.table.columns.get(column or field, 0))}{self.table.numbers[line]}"
        self.findings.append((line, code, field, cell, params, severity))

    def _column(self, name: str) -> Any:
        at = self.table.columns.get(name)
        return list(repeat("", len(self.table.rows))) if at is None else [row[at] for row in self.table.rows]

    def _read(self) -> None:
        v, rows = self.values, self.table.rows
        v["number"], v["raw"] = self.table.numbers, [_encode(row) for row in rows]
        v["earlier"] = [_earlier(cell) for cell in self._column("naung")]
        self._names()
        self._places()
        self._work()
        self._phones()
        v["kk"] = [self._kk(line, value) for line, value in enumerate(self._column("kk"))]
        self._identities()

    def _names(self) -> None:
        v = self.values
        for line, cell in enumerate(self._column("name")):
            name, folded, off = words.name(cell if type(cell) is str else words.plain(cell))
            v["name"].append(name)
            v["name_folded"].append(folded)
            if not folded:
                self.say(line, "R16", "name", {}, "block")
            elif off == "dead":
                self.say(line, "R11", "name", {"said": "alm"}, "block")
        v["mother"] = [
            words.name(cell if type(cell) is str else words.plain(cell))[0] for cell in self._column("mother")
        ]
        for line, mother in enumerate(v["mother"]):
            if not mother:
                self.say(line, "R13", "mother", {}, "warn")

    def _places(self) -> None:
        """`place` is (village, district, regency) as typed; which village it is, the regions know."""
        plain = words.plain
        typed = (self._column("village"), self._column("district"), self._column("regency"))
        self.values["place"] = [(plain(a), plain(b), plain(c)) for a, b, c in zip(*typed, strict=True)]
        address = (map(plain, self._column(name)) for name in ("address", "rtrw", "rt", "rw"))
        self.values["address"] = [_address(*parts) for parts in zip(*address, strict=True)]

    def _work(self) -> None:
        v = self.values
        v["decile"] = [words.decile(cell) for cell in self._column("decile")]
        for name, code_of in (("occupation", words.occupation), ("disability", words.disability)):
            texts = [words.plain(cell) for cell in self._column(name)]
            codes = [code_of(text) for text in texts]
            v[f"{name}_text"], v[name] = texts, [code or "" for code in codes]
            for line, code in enumerate(codes):
                if code is None:
                    self.say(line, "R14", name, {"text": _harmless(texts[line])}, "warn")

    def _phones(self) -> None:
        read = [numbers.phone(cell) for cell in self._column("phone")]
        self.values["phone"] = [number for number, _ in read]
        for line, (_, readable) in enumerate(read):
            if not readable:
                self.say(line, "R15", "phone", {"unreadable": True}, "warn")

    def _kk(self, line: int, cell: Any) -> str | None:
        """The KK helps matching; without it a person can still go on."""
        text, problem = numbers.sixteen(cell)
        if problem and problem[1].get("n") != 0:
            self.say(line, problem[0], "kk", problem[1], "warn")
        return text

    def _identities(self) -> None:
        v, damaged = self.values, self._column_is_damaged()
        births, v["birth_place"] = self._births()
        sexes = self._sexes()
        v["born_on"], v["sex"] = [day.isoformat() if day else None for day, _ in births], list(sexes)
        for line, (cell, birth, sex) in enumerate(zip(self._column("nik"), births, sexes, strict=False)):
            nik, problem = numbers.sixteen(cell)
            if nik and damaged:
                nik, problem = None, ("R02", {"shown": "...0"})
            v["nik"].append(nik)
            if not identity.all_agree(nik, v["kk"][line], birth, sex, self.rules):
                self._say_identity(line, nik, problem, birth, sex)

    def _sexes(self) -> list[str | None]:
        """From one column; or from two, L and P, with a mark in one of them."""
        if "woman" not in self.table.columns:
            return [words.sex(cell) for cell in self._column("sex")]
        both = zip(self._column("sex"), self._column("woman"), strict=True)
        return [SEXES[bool(words.plain(man)), bool(words.plain(woman))] for man, woman in both]

    def _say_identity(
        self,
        line: int,
        nik: str | None,
        problem: numbers.Problem,
        birth: tuple[date | None, str],
        sex: str | None,
    ) -> None:
        if problem:
            self.say(line, problem[0], "nik", problem[1], "block")
        found = identity.check(nik, self.values["kk"][line], birth, sex, self.rules)
        self.values["born_on"][line] = found.born_on.isoformat() if found.born_on else None
        self.values["sex"][line] = found.sex
        for code, field, params, severity in found.said:
            self.say(
                line,
                code,
                field,
                params,
                severity,
                "birth" if field == "born_on" and "birth" in self.table.columns else "",
            )

    def _births(self) -> tuple[list[tuple[date | None, str]], list[str]]:
        """Birth dates with how they were read, and birth places; from one column (TTL) or from two."""
        on = self.rules.on
        if "birth" in self.table.columns and "born_on" not in self.table.columns:
            both = [
                dates.place_and_date(cell) if type(cell) is str else ("", cell)
                for cell in self._column("birth")
            ]
            return [dates.parse(day, on) for _, day in both], [words.plain(place) for place, _ in both]
        return [dates.parse(cell, on) for cell in self._column("born_on")], [
            words.plain(cell) for cell in self._column("birth_place")
        ]

    def _column_is_damaged(self) -> bool:
        """A csv saved from a column of numbers: nearly every NIK ends in 0, where one in ten should."""
        niks = {cell for cell in self._column("nik") if type(cell) is str and len(cell) == 16}
        return len(niks) >= _DAMAGED_FROM and sum(nik.endswith("0") for nik in niks) >= _DAMAGED_SHARE * len(
            niks
        )


def _earlier(cell: Any) -> int | None:
    """The hidden column NAUNG: the number of the row that this line was when we sent the list back. Only a claim: anybody can type there."""
    text = f"{cell:.0f}" if isinstance(cell, float) else str(cell).strip()
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 2**63 else None


def _address(street: str, rtrw: str, rt: str, rw: str) -> str:
    if rtrw and street:
        return f"{street} RT/RW {rtrw}"
    inner = (
        f"RT/RW {rtrw}"
        if rtrw
        else " ".join(f"{name} {value}" for name, value in (("RT", rt), ("RW", rw)) if value)
    )
    return " ".join(part for part in (street, inner) if part)


def _harmless(text: str) -> str:
    """A finding never shows a long number, whichever cell it was typed into."""
    return re.sub(r"\d{5,}", "…", text)[:80]


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text

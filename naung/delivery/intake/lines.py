"""The lines of some files as they are compared, and the lines that stand for them wherever those are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from naung.delivery.intake.models import Correction
from naung.delivery.intake.pairing import Line

LINES = """
select id, file_id, sheet, number, state, read_as, stands_id, name_folded, coalesce(born_on::text, ''), sex, village,
       coalesce(encode(nik_index, 'hex'), ''), coalesce(encode(kk_index, 'hex'), ''), coalesce(encode(phone_index, 'hex'), ''), name,
       lower(birth_place), mother, lower(address), coalesce(nullif(occupation, ''), lower(occupation_text)),
       coalesce(nullif(disability, ''), lower(disability_text)), coalesce(decile::text, '')
from intake_row where {} = any(%s) order by id"""


class Lines:
    """The lines of some files, and the lines that stand for them wherever those are."""

    def __init__(self, files: set[int]) -> None:
        self.by_id: dict[int, Line] = {}
        self.of_file: dict[int, list[Line]] = defaultdict(list)
        for line in self._read("file_id", files):
            self.of_file[line.file].append(line)
        while missing := {line.stands for line in self.by_id.values() if line.stands} - self.by_id.keys():
            if not list(self._read("id", missing)):
                break  # in a region that this officer does not see
        for (row,) in Correction.objects.filter(row_id__in=list(self.by_id)).values_list("row_id").distinct():
            self.by_id[row].corrected = True

    def _read(self, column: str, numbers: Iterable[Any]) -> Iterator[Line]:
        for (
            id_,
            file,
            sheet,
            number,
            state,
            read_as,
            stands,
            folded,
            born,
            sex,
            village,
            nik,
            kk,
            phone,
            name,
            *rest,
        ) in _fetch(LINES.format(column), [sorted(numbers)]):
            place, mother, address, work, disability, decile = rest
            values = (
                nik,
                kk,
                phone,
                name,
                place,
                born,
                sex,
                mother,
                village,
                address,
                work,
                disability,
                decile,
            )
            line = Line(id_, file, sheet, number, state, read_as, stands, folded, born, sex, village, values)
            self.by_id[id_] = line
            yield line

    def first(self, file: int) -> int:
        return self.of_file[file][0].id

    def standing_of(self, number: int) -> int:
        """As `standing`, by number; 0 where these files have no such line."""
        return self.standing(self.by_id[number]).id if number in self.by_id else 0

    def standing(self, line: Line) -> Line:
        """The line that goes on in place of this one."""
        while line.stands and line.stands in self.by_id:
            line = self.by_id[line.stands]
        return line


def _fetch(sql: str, params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()

"""Rows and people as one frame of records, in memory only: NIKs are opened here and never leave.

Columns: id (rows as they are numbered, people as minus their number, so that one column names both), fresh (to be placed
now), position (the stable order: people,
merged ones too since their numbers are known, then waiting rows, then file name, sheet, row), name_key, mother_key, born_on,
sex, nik, kk, phone, village. `with_words` adds the columns of words that linkage.py compares.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from django.db import connection

from naung.delivery.matching import names, vocabulary
from naung.delivery.matching.compare import Record
from naung.foundation.vault import seals

WORDS = pl.List(pl.String)
SCHEMA = {
    "id": pl.Int64, "fresh": pl.Boolean, "position": pl.Int64, "name_key": pl.String, "mother_key": pl.String, "born_on": pl.Date,
    "sex": pl.String, "nik": pl.String, "kk": pl.String, "phone": pl.String, "village": pl.String,
}  # fmt: skip
COLUMNS = "name_folded, mother, born_on, sex, nik_sealed, encode(kk_index, 'hex'), encode(phone_index, 'hex'), village"
QUALIFIED = ", ".join(f"r.{c}" for c in ("name_folded", "mother", "born_on", "sex", "nik_sealed")) + (
    ", encode(r.kk_index, 'hex'), encode(r.phone_index, 'hex'), r.village"
)
PEOPLE = f"select -id, false, {COLUMNS} from registry_person order by id"
WAITING = f"select id, false, {COLUMNS} from intake_row where state = 'IN_REVIEW' order by id"
FRESH = f"""select r.id, true, {QUALIFIED} from intake_row r join intake_file f on f.id = r.file_id
    where r.programme_id = %s and r.state = 'CLEAN' order by f.name, f.id, r.sheet, r.number"""  # noqa: S608
SHARED_PHONE = (
    4  # a number that more people give is the clerk's or the village's, and says nothing of any of them
)


def load(programme_id: int) -> pl.DataFrame:
    """Everything to be placed, and everything it is placed against; empty when nothing is to be placed."""
    fresh = list(_rows(FRESH, [programme_id]))
    if not fresh:
        return pl.DataFrame(schema=SCHEMA)
    return frame([*_rows(PEOPLE), *_rows(WAITING), *fresh])


def frame(rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """From (id, fresh, name, mother, born_on, sex, sealed nik, kk, phone, village) in the stable order."""
    if not rows:
        return pl.DataFrame(schema=SCHEMA)
    ids, fresh, name, mother, born_on, sex, sealed, kk, phone, village = zip(*rows, strict=True)
    whole = pl.DataFrame(
        {
            "id": ids, "fresh": fresh, "position": range(len(rows)), "name_key": [names.key(n) for n in name],
            "mother_key": [names.key(m or "") or None for m in mother], "born_on": born_on, "sex": sex,
            "nik": [seals.open_sealed(n, "nik") for n in sealed], "kk": kk, "phone": phone, "village": village,
        },
        schema=SCHEMA,
    )  # fmt: skip
    few = pl.col("phone").count().over("phone") <= SHARED_PHONE
    return whole.with_columns(phone=pl.when(few).then("phone"))


def _rows(sql: str, params: Sequence[Any] = ()) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        yield from cursor.fetchall()


def with_words(records: pl.DataFrame) -> pl.DataFrame:
    """The frame with words, alike, near, given (of the name) and mother_words, mother_near; blank mothers stay null."""
    keys = pl.concat([records["name_key"], records["mother_key"].drop_nulls()]).unique(maintain_order=True)
    alike, near = vocabulary.partners({word for key in keys for word in key.split()})
    texts = {
        "words": keys,
        "alike": [_together(key, alike) for key in keys],
        "near": [_together(key, near) for key in keys],
        "given": [" ".join(w for w in key.split() if names.is_given(w)) for key in keys],
    }  # joined texts, split again below: a column of lists made in Python costs ten times as much
    words = [
        pl.when(pl.col(c) == "").then(pl.lit([], dtype=WORDS)).otherwise(pl.col(c).str.split(" ")).alias(c)
        for c in texts
    ]
    by_key = pl.DataFrame(
        {"key": keys, **texts}, schema=dict.fromkeys(("key", *texts), pl.String)
    ).with_columns(words)
    mothers = by_key.select("key", mother_words="words", mother_near="near")
    joined = records.join(by_key, left_on="name_key", right_on="key", how="left")
    return joined.join(mothers, left_on="mother_key", right_on="key", how="left")


def _together(key: str, partners: vocabulary.Partners) -> str:
    return " ".join(dict.fromkeys(other for word in key.split() for other in partners[word]))


def by_id(records: pl.DataFrame) -> dict[int, Record]:
    fields = ("name_key", "born_on", "nik", "kk", "phone", "mother_key", "village")
    columns = [records[f].fill_null("").to_list() if f != "born_on" else records[f].to_list() for f in fields]
    return dict(
        zip(records["id"].to_list(), (Record(*values) for values in zip(*columns, strict=True)), strict=True)
    )

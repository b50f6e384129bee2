"""Batch steps of intake."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from naung.delivery.intake import actions, mapping, sentences, shelf, storing, versions
from naung.delivery.intake.ages import rules
from naung.delivery.intake.checked import Checked, check
from naung.delivery.intake.models import File
from naung.delivery.intake.places import Places
from naung.delivery.intake.reading.pool import Readers
from naung.delivery.intake.shelf import Found, Loaded
from naung.foundation.regions import queries as regions
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import WITA

ROWS_AT_ONCE, FILES_AT_ONCE = 20_000, 500
SHARED_BY = 5  # lines with one telephone number: a family shares one, a clerk lends one to many


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `state`: read, same (its bytes were here before) or refused; `sentence` says why it is not read."""

    file: str
    state: str
    rows: int = 0
    clean: int = 0
    flawed: int = 0
    sentence: str = ""
    code: str = ""
    findings: Mapping[str, int] = field(default_factory=dict)
    compared: Mapping[str, int] = field(
        default_factory=dict
    )  # new, changed, same, missing beside the earlier files; empty where it is like none


def receive(
    *, paths: Iterable[Path | Found], programme: Any, region: str = "", by: Actor, at: datetime,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> list[Outcome]:  # fmt: skip
    """Reads files and folders into rows and findings of a programme; one Outcome a file, in the order of their names.

    region: dotted code of any level that the lists are from, '' for anywhere. UnknownRegion refuses. Files are stored
    some at a time, each whole or not at all, so that a run that was ended goes on where it stopped."""
    if region:
        regions.by_code(region)
    found = shelf.files_in(paths)
    desk = _Desk(programme, region, by, at)
    outcomes: list[Outcome] = []
    with Readers(desk.rules) as readers:
        for batch in batches(_read(found, desk, readers)):
            outcomes += desk.store(batch)
            progress(len(outcomes), len(found))
    _say_shared_phones(programme.pk, by, at)
    return outcomes


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Bytes that are here already, or a file that the disk would not give."""

    outcome: Outcome
    sha256: str = ""


class _Desk:
    """What one intake keeps in mind from file to file."""

    def __init__(self, programme: Any, region: str, by: Actor, at: datetime) -> None:
        self.programme, self.by, self.at = programme, by, at
        self.places, self.rules = Places(region), mapping.remembered(rules(programme, at), region)
        files = File.objects.filter(programme_id=programme.pk, state="READ").values_list(
            "sha256", "name", "received_at"
        )
        self.refused: dict[str, Outcome] = {}
        self.seen = {sha: (name, received) for sha, name, received in files}

    def earlier(self, loaded: Loaded) -> Outcome | None:
        if loaded.sha256 in self.seen:
            name, received = self.seen[loaded.sha256]
            said = sentences.same_as(name, received.astimezone(WITA).date())
            return Outcome(loaded.found.name, "same", sentence=said, code="same")
        return None

    def store(self, batch: list["_Earlier | tuple[Loaded, dict[str, Any]]"]) -> list[Outcome]:
        """Outcomes in the batch's own order."""
        checked = check([one for one in batch if isinstance(one, tuple)], self.places)
        stored = storing.store(checked, programme_id=self.programme.pk, by=self.by, at=self.at)
        counts = versions.of_files(file.pk for file in stored)
        compared = {file.sha256: counts[file.pk] for file in stored if file.pk in counts}
        files = iter(checked)
        return [
            self._again(one) if isinstance(one, _Earlier) else self._told(next(files), compared)
            for one in batch
        ]

    def _told(self, one: Checked, compared: Mapping[str, Mapping[str, int]]) -> Outcome:
        outcome = replace(_outcome(one), compared=compared.get(one.loaded.sha256, {}))
        if one.refused:
            self.refused[one.loaded.sha256] = outcome
        return outcome

    def _again(self, one: "_Earlier") -> Outcome:
        """The same bytes as a file of this very run that was refused: the same sentence."""
        refused = self.refused.get(one.sha256)
        return replace(refused, file=one.outcome.file) if refused else one.outcome


def _read(
    found: Iterable[Found], desk: _Desk, readers: Readers
) -> Iterator["_Earlier | tuple[Loaded, dict[str, Any]]"]:
    """Every file once, in order: loaded, and read unless its bytes were here before."""

    def begin() -> Iterator[Loaded | _Earlier]:
        for one in found:
            try:
                loaded = shelf.load(one)
            except OSError:
                yield _Earlier(
                    Outcome(
                        one.name, "refused", sentence=sentences.refusal("unreadable", {}), code="unreadable"
                    )
                )
                continue
            same = desk.earlier(loaded)
            desk.seen.setdefault(loaded.sha256, (one.name, desk.at))
            yield _Earlier(same, loaded.sha256) if same else loaded

    for item, result in readers.each(begin(), lambda item: item.data if isinstance(item, Loaded) else None):
        yield item if isinstance(item, _Earlier) else (item, result)


def batches(read: Iterable[Any]) -> Iterator[list[Any]]:
    """Files as they were read, enough for a transaction, little enough for memory."""
    batch: list[Any] = []
    rows = 0
    for one in read:
        batch.append(one)
        rows += (
            sum(len(found["values"]["number"]) for found in one[1].get("lists", ()))
            if isinstance(one, tuple)
            else 0
        )
        if rows >= ROWS_AT_ONCE or len(batch) >= FILES_AT_ONCE:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _outcome(one: Checked) -> Outcome:
    name = one.loaded.found.name
    if one.refused:
        return Outcome(name, "refused", sentence=sentences.refusal(one.refused, one.params), code=one.refused)
    counts = Counter(said[1] for found in one.lists for said in storing.once(found["findings"]))
    return Outcome(name, "read", one.rows, one.rows - one.flawed, one.flawed, findings=counts)


@transaction.atomic
def _say_shared_phones(programme_id: int, by: Actor, at: datetime) -> None:
    """R15 on every line whose number stands on many lines of the programme; nothing is written where nothing is new."""
    entry = trail.record(by=by, verb="intake.shared_phones", subject=f"programme:{programme_id}", at=at)
    new = actions.add_findings(
        source_sql="""
            select id as row_id, 'R15' as code, 'phone' as field, jsonb_build_object('n', n) as params, 'warn' as severity
            from (select id, count(*) over (partition by phone_index) as n from intake_row
                  where programme_id = %s and phone_index is not null and stands_id is null) shared
            where n >= %s""",
        params=[programme_id, SHARED_BY], trail=entry,
    )  # fmt: skip
    if not new:
        transaction.set_rollback(True)


def settle(*, source_sql: str, trail: int, params: Sequence[Any] | Mapping[str, Any] | None = None) -> int:
    """Moves rows by a SELECT giving row_id, state, person_id (null unless ADMITTED or REPEATED); how many moved.

    Called by matching inside the transaction of the entry `trail`. Rows already there are left as they are; a move that
    the state table does not know is refused by the database."""
    sql = f"""
        update intake_row r set state = s.state, person_id = s.person_id, trail = {int(trail)}
        from ({source_sql}) s
        where r.id = s.row_id and (r.state, r.person_id) is distinct from (s.state, s.person_id)"""  # noqa: S608  code of the house
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount

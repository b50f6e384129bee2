"""What the columns of a sender's lists are: asked once, remembered by the headings, taken again for the next list with the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from naung.delivery.intake.ages import rules
from naung.delivery.intake.models import Columns, Upload
from naung.delivery.intake.reading.headings import FIELDS
from naung.delivery.intake.reading.pool import Reader
from naung.delivery.intake.reading.rules import Answers, Rules
from naung.delivery.intake.reading.signatures import BARE
from naung.delivery.intake.states import UPLOAD
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal

Chosen = Mapping[str, Mapping[int, str]]  # a heading's signature -> {column from 0: field}
NEEDED = ("nik", "name")  # without them a line is nobody's


class NotAsked(Refusal):
    """The upload does not wait for an answer about its columns (any more), or has no such columns."""


class NotClear(Refusal):
    """Two columns for one thing, or none for what a line cannot be without. `sheet` says where, `field` what."""

    def __init__(self, says: str, sheet: str, field: str) -> None:
        super().__init__(says)
        self.sheet, self.field = sheet, field


# --- what was said before -------------------------------------------------------------------------------------------


def answers(region: str) -> QuerySet[Columns]:
    """What was said in a region and below, the latest first. '' is anywhere."""
    here = Columns.objects.select_related("by").order_by("-pk")
    return here.filter(Q(region=region) | Q(region__startswith=f"{region}.")) if region else here


def remembered(rules: Rules, region: str) -> Rules:
    """The rules with what counts for lists of this sender: what its own region said last; else what regions below said, where all say
    the same. Somebody's answer never speaks for a neighbour."""
    latest: dict[tuple[str, str], Columns] = {}
    for one in answers(region):
        latest.setdefault((one.signature, one.region), one)
    counted: Answers = {}
    for signature in {one.signature for one in latest.values()}:
        own = latest.get((signature, region))
        said = [own] if own else [one for one in latest.values() if one.signature == signature]
        if said and all(one.meaning == said[0].meaning for one in said) and said[0].meaning:
            counted[signature] = {
                "columns": said[0].meaning,
                "told": _told(max(said, key=lambda one: one.pk)),
            }
    return replace(rules, answers=counted)


def _told(said: Columns) -> dict[str, str]:
    return {"by": said.by.name, "on": said.at.astimezone(WITA).date().isoformat()}


@transaction.atomic
def forget(*, said: Columns, by: Actor, at: datetime) -> Columns:
    """Lists with these headings are asked about again. Refuses: NotAllowed."""
    staff.require(by, "intake.receive", said.region, on=at.astimezone(WITA).date())
    return _remember(said.region, said.signature, said.headings, {}, None, by, at)


def standing(region: str) -> list[Columns]:
    """The answers that count now, by region and headings, the latest first."""
    latest: dict[tuple[str, str], Columns] = {}
    for one in answers(region):
        latest.setdefault((one.region, one.signature), one)
    return [one for one in latest.values() if one.meaning and not one.signature.startswith(BARE)]


# --- looking at what was handed in ----------------------------------------------------------------------------------


def look(*, upload: Upload, at: datetime, chosen: Chosen | None = None) -> dict[str, Any]:
    """What the columns of an upload seem to be (reading/looking.py), under what was remembered or is being chosen. Opens no
    identity number: long numbers are masked before they leave the reading process."""
    known = remembered(rules(upload.programme, at), upload.region)
    said = {
        signature: {"columns": {field: column for column, field in columns.items()}, "told": {}}
        for signature, columns in (chosen or {}).items()
        if columns
    }
    with Reader() as reader:
        return reader.look(
            seals.open_bytes(upload.sealed, "file"), replace(known, answers={**known.answers, **said})
        )


def doubtful(seen: Mapping[str, Any]) -> bool:
    """Is there anything that we would rather ask? A file that cannot be read at all is refused in its own words instead."""
    return any(sheet["asks"] for sheet in seen.get("sheets", ()))


def understood(seen: Mapping[str, Any]) -> dict[str, dict[int, str]]:
    """The columns of every sheet as we take them ourselves."""
    return {
        sheet["signature"]: {column["at"]: column["field"] for column in sheet["columns"] if column["field"]}
        for sheet in seen["sheets"]
    }


# --- the answer -----------------------------------------------------------------------------------------------------


@transaction.atomic
def answer(*, upload: Upload, chosen: Chosen, by: Actor, at: datetime) -> Upload:
    """Takes what an officer says the columns are, keeps it for the next list with the same headings, and lets the upload be read:
    it goes back to WAITING, the caller starts the work. Sheets without a choice are left as they are.

    Refuses: NotAllowed; NotAsked; NotClear."""
    upload = Upload.objects.select_for_update(of=("self",)).select_related("programme").get(pk=upload.pk)
    staff.require(by, "intake.receive", upload.region, on=at.astimezone(WITA).date())
    if upload.state != "ASKS":
        raise NotAsked(_("Berkas ini tidak sedang menunggu jawaban tentang kolomnya."))
    seen = {sheet["signature"]: sheet for sheet in look(upload=upload, at=at).get("sheets", ())}
    meanings = {
        signature: _meaning(seen.get(signature), columns) for signature, columns in chosen.items() if columns
    }
    if not meanings:
        raise NotClear(_("Pilih dahulu kolom NIK dan kolom nama."), "", "nik")
    for signature, meaning in meanings.items():
        headings = [column["heading"] for column in seen[signature]["columns"]]
        _remember(upload.region, signature, headings, meaning, upload, by, at)
    return _move(upload, "answer", {"answered": sorted(meanings)}, by, at)


def _meaning(sheet: Mapping[str, Any] | None, columns: Mapping[int, str]) -> dict[str, int]:
    """field -> column."""
    if (
        sheet is None
        or set(columns) - {column["at"] for column in sheet["columns"]}
        or set(columns.values()) - set(FIELDS)
    ):
        raise NotAsked(
            _("Isi berkas ini berbeda dengan yang ditampilkan. Mohon buka halamannya sekali lagi.")
        )
    meaning: dict[str, int] = {}
    for column, field in sorted(columns.items()):
        if field in meaning:
            raise NotClear(
                _("Dua kolom dipilih untuk hal yang sama. Pilih satu saja."), sheet["sheet"], field
            )
        meaning[field] = column
    if missing := next((field for field in NEEDED if field not in meaning), ""):
        says = {
            "nik": _("Pilih kolom mana yang berisi NIK."),
            "name": _("Pilih kolom mana yang berisi nama."),
        }
        raise NotClear(says[missing], sheet["sheet"], missing)
    return meaning


def _remember(
    region: str,
    signature: str,
    headings: list[str],
    meaning: dict[str, int],
    upload: Upload | None,
    by: Actor,
    at: datetime,
) -> Columns:
    verb = "intake.say_columns" if meaning else "intake.forget_columns"
    entry = trail.record(
        by=by,
        verb=verb,
        subject=f"intake.columns:{signature[:16]}",
        at=at,
        region=region,
        facts={"fields": sorted(meaning)},
    )
    return Columns.objects.create(
        region=region,
        signature=signature,
        headings=headings,
        meaning=meaning,
        upload=upload,
        by_id=by.officer,
        at=at,
        trail=entry,
    )


@transaction.atomic
def ask(*, upload: Upload, by: Actor, at: datetime) -> Upload:
    """The upload waits until somebody says what its columns are; its bytes stay sealed."""
    return _move(upload, "ask", {}, by, at)


def _move(upload: Upload, verb: str, outcome: dict[str, Any], by: Actor, at: datetime) -> Upload:
    upload.state, upload.outcome = UPLOAD.after(upload.state, verb), outcome
    upload.trail = trail.record(by=by, verb=f"intake.{verb}_columns", subject=f"intake.file:{upload.sha256[:16]}", at=at,
                                region=upload.region, facts={"upload": upload.pk})  # fmt: skip
    upload.save(update_fields=["state", "outcome", "trail"])
    return upload

"""What holds for every answer to a pair: who may give one, for which reason, and when it is too late."""

from datetime import datetime, timedelta
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.matching import around, onward
from naung.delivery.matching.models import Pair
from naung.delivery.matching.waiting import STANDING
from naung.delivery.registry import queries as known
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal

Verdict = Literal["same", "different", "unclear"]
SAME, DIFFERENT, UNCLEAR = "same", "different", "unclear"
REASONS = {
    "card": gettext_noop("KTP atau KK sudah dilihat"),
    "family": gettext_noop("Keluarga atau tetangga membenarkan"),
    "village": gettext_noop("Kelurahan atau desa membenarkan"),
    "typing": gettext_noop("Jelas salah ketik"),
    "relatives": gettext_noop("Bersaudara atau kembar"),
    "later": gettext_noop("Perlu data lagi"),
}
TAKEN_FOR = timedelta(minutes=15)


class AlreadyDecided(Refusal):
    """Somebody was first, and the answer was another one."""


class NothingToDecide(Refusal):
    """A row that follows another one goes where that one goes."""


class SecondOfficer(Refusal):
    """Who answered first cannot confirm it."""


class AlreadyUsed(Refusal):
    """The answer was used: the person it made went on, two people were merged, or two officers signed it."""


class NothingToUndo(Refusal):
    """Nobody has answered yet."""


class NoReason(Refusal):
    """The reason is none of REASONS."""


class ChangedMeanwhile(Refusal):
    """A side of the pair was put right, replaced or merged away since the officer opened it; the message says which."""


class TwoDisagree(Refusal):
    """Two officers answered differently and a third is asked: until then nobody takes the first answer back."""


def known_reason(reason: str) -> None:
    if reason and reason not in REASONS:
        raise NoReason(
            _("Alasan %(reason)s tidak dikenal. Pilih salah satu dari daftar.") % {"reason": reason}
        )


def unchanged(pair: Pair, seen: str) -> None:
    """ChangedMeanwhile where a row no longer asks this, or where a side is not what `seen` was made of."""
    rows = [row for row in (pair.row, pair.other_row) if row]
    if any(row.state not in STANDING for row in rows):
        raise ChangedMeanwhile(
            _(
                "Baris pasangan ini sudah diperbaiki atau diganti daftar yang lebih baru, jadi pertanyaannya tidak berlaku lagi. Baris yang baru dicocokkan sendiri."
            )
        )
    if not seen or seen == around.fingerprint(pair):
        return
    if around.merged_away(pair):
        raise ChangedMeanwhile(
            _(
                "Sejak Anda membuka halaman ini, orang di sisi lain digabung ke catatan lain. Lihat lagi kedua sisi, lalu jawab."
            )
        )
    raise ChangedMeanwhile(
        _(
            "Sejak Anda membuka halaman ini, data salah satu sisi diperbaiki. Lihat lagi kedua sisi, lalu jawab."
        )
    )


def locked(pair: Pair) -> Pair:
    return with_sides().select_for_update(of=("self",)).get(pk=pair.pk)


def with_sides() -> Any:
    return Pair.objects.select_related("row", "other_row", "person")


def needs_two(pair: Pair) -> bool:
    """Has money flowed for one of the two? Then one officer's answer is a proposal."""
    return onward.money(_people(pair))


def _people(pair: Pair) -> list[int]:
    sides = (pair.person_id, pair.row.person_id, pair.other_row.person_id if pair.other_row else None)
    return [known.resolve(side) for side in sides if side]


def villages(pair: Pair) -> set[str]:
    return {pair.village, pair.person.village if pair.person else pair.other_row.village}


def may_answer(pair: Pair, by: Actor, at: datetime) -> None:
    if not (pair.person or pair.other_row):  # row-level security hides the other side
        raise staff.NotAllowed(
            _("Sisi lain pasangan ini di luar wilayah Anda; verifikator provinsi yang memutuskannya.")
        )
    for village in villages(pair):
        staff.require(by, "matching.decide", village, on=at.astimezone(WITA).date())


def used(pair: Pair) -> str:
    """Why this answer cannot be taken back any more; '' while it can."""
    if pair.merged:
        return _("Dua orang sudah digabung menjadi satu; penggabungan tidak dibatalkan dari sini.")
    if pair.state in ("SAME", "DIFFERENT") and pair.proposed:
        return _("Dua petugas sudah menandatangani jawaban ini.")
    return onward.why_not(pair.settled)

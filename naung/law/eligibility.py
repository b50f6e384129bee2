"""May this worker be enrolled? Every rule is asked, and every answer kept: an unknown fact is "not yet", never yes.

The nation's rules hold everywhere; a province's overlay narrows them. Where no overlay is in force nobody has said
who is paid for, so nobody is eligible.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from naung.kit import nik as nik_kit
from naung.kit.months import age_on
from naung.kit.text import fold
from naung.law.lines import cite, weakest
from naung.law.parameters import Provision, current_book, provision, version
from naung.law.verdicts import SENTENCES, Reason, Verdict

SEXES = {
    "l": "L", "laki-laki": "L", "pria": "L", "m": "L", "male": "L",
    "p": "P", "perempuan": "P", "wanita": "P", "f": "P", "female": "P",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Facts:
    nik: str | None
    born_on: date | None
    sex: str | None
    on: date
    resident: bool | None
    occupation: str | None
    status: str | None
    decile: int | None

    def read(self, key: str, overlay: str | None = None) -> Provision:
        return provision(f"eligibility.{key}", on=self.on, overlay=overlay)


def eligibility(
    *,
    nik: str | None,
    born_on: date | None,
    sex: str | None,
    on: date,
    region: str | None,
    resident: bool | None,
    occupation: str | None,
    status: str | None,
    decile: int | None,
) -> Verdict:
    """The verdict on the facts of one day, by the national rules and the overlay of the region's province.

    None = not known. `region` is a code, dotted or not ("53.71", "5371"); `sex` L or P (or M, F, the words in either
    language). NotProvided for a day before the national rules begin; whatever else is unknown or wrong is a reason.
    """
    facts = _Facts(nik, born_on, _sex_of(sex), on, resident, occupation, status, decile)
    overlay = overlay_of(region, on=on)
    checks = (
        *_nik(facts),
        _sex(facts),
        _age(facts, overlay),
        _status(facts),
        _occupation(facts),
        *_overlay(facts, overlay),
    )
    return Verdict(all(check.ok for check in checks), checks, overlay, version())


def overlay_of(region: str | None, *, on: date) -> str | None:
    """The overlay in force in the region's province that day ("ntt-2025" in 53); None where there is none."""
    digits = (region or "").replace(".", "")
    if not digits.isdigit():
        return None
    rules = [
        f for f in current_book().figures.values() if f.overlay and f.key == "eligibility.decile_at_most"
    ]
    begun = [f.overlay for f in rules if digits.startswith(f.province or "-") and f.entries[0].since <= on]
    return begun[0] if begun else None


def _sex_of(written: str | None) -> str | None:
    return SEXES.get((written or "").strip().lower())


def _say(
    code: str, ok: bool, *rests_on: Provision, sentence: str = "", warning: bool = False, **values: object
) -> Reason:
    indonesian, english = SENTENCES[sentence or code]
    return Reason(
        code,
        ok,
        indonesian.format(**values),
        english.format(**values),
        cite(rests_on),
        weakest(rests_on),
        warning,
    )


def _nik(facts: _Facts) -> Iterator[Reason]:
    provinces = facts.read("nik_provinces")
    if not facts.nik:
        yield _say("nik_missing", False, provinces)
        return
    parts = nik_kit.parse(facts.nik)
    if parts is None or parts.region[:2] not in provinces.value:
        yield _say("nik_invalid", False, provinces)
        return
    yield _say("nik_ok", True, provinces)
    if facts.born_on and not parts.agrees_with(
        facts.born_on
    ):  # real cards carry such NIKs: look, do not reject
        yield _say("nik_birth_differs", True, provinces, warning=True)
    if facts.sex and facts.sex != parts.sex:
        yield _say("nik_sex_differs", False, provinces)


def _sex(facts: _Facts) -> Reason:
    known = facts.sex is not None
    return _say("sex_ok" if known else "sex_unknown", known, facts.read("nik_provinces"))


def _age(facts: _Facts, overlay: str | None) -> Reason:
    """Under 65 on the day of registration: the 65th birthday is too late. Born on 29 February: older on 1 March."""
    youngest, below = facts.read("age_from", overlay), facts.read("age_below", overlay)
    if facts.born_on is None or facts.born_on > facts.on:
        return _say("birth_unknown", False, below)
    age = age_on(facts.born_on, facts.on)
    if age >= below.value:
        return _say("too_old", False, below, age=age, limit=below.value)
    if age < youngest.value:
        return _say("too_young", False, youngest, age=age, limit=youngest.value)
    return _say("age_ok", True, youngest, below, age=age)


def _status(facts: _Facts) -> Reason:
    table = facts.read("statuses")
    row = table.value.get(facts.status)
    if row is None:
        return _say("status_unknown", False, table)
    code = "status_ok" if row["ok"] else f"status_{facts.status}"
    return _say(code, row["ok"], table, sentence="status", id=row["id"], en=row["en"])


def _occupation(facts: _Facts) -> Reason:
    words, said = facts.read("not_working"), fold(facts.occupation or "")
    if not said:
        return _say("occupation_unknown", False, words)
    for code in ("not_working", "not_informal"):
        if said in words.value[code]:
            return _say(code, False, words, said=facts.occupation)
    return _say("occupation_ok", True, words, said=facts.occupation)


def _overlay(facts: _Facts, overlay: str | None) -> Iterator[Reason]:
    if overlay is None:
        yield _say("region_without_rule", False, facts.read("age_below"))
        return
    yield _resident(facts, facts.read("resident_required", overlay))
    yield _decile(facts, facts.read("decile_at_most", overlay))


def _resident(facts: _Facts, rule: Provision) -> Reason:
    if facts.resident is None:
        return _say("resident_unknown", False, rule)
    ok = facts.resident or not rule.value
    return _say("resident_ok" if ok else "not_resident", ok, rule)


def _decile(facts: _Facts, rule: Provision) -> Reason:
    if facts.decile is None or not 1 <= facts.decile <= 10:
        return _say("decile_unknown", False, rule)
    ok = facts.decile <= rule.value
    return _say("decile_ok" if ok else "decile_too_high", ok, rule, decile=facts.decile, limit=rule.value)

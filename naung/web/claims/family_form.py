"""Small forms of the family's pages: fields declared in Python, drawn by one template, filled again where something is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims.heirs.sound import NotKnown
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.kit.text import digits
from naung.web.claims import typed
from naung.web.onward import onward

Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """`kind`: text, day, number, select, long, tick. `start`: what stands there before anything was typed."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    options: Options = field(default_factory=list)
    start: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """`key` goes back as `do`; `note` stands above the fields; `target` is the number of what it is about."""

    key: str
    title: str
    button: str
    fields: list[Field]
    note: str = ""
    target: str = ""
    open: bool = False

    def drawn(self, posted: Any, wrong: str, error: str) -> dict[str, Any]:
        """With what was typed, where this is the form that was sent."""
        mine = bool(error) and (posted.get("do"), posted.get("target", "")) == (self.key, self.target)
        names = [one.name for one in self.fields]
        at = (wrong if wrong in names else next(iter(names), "")) if mine else ""
        rows = [{"field": one, "id": f"{self.key}{self.target}-{one.name}", "value": posted.get(one.name, "") if mine else one.start, "hint": one.hint or (typed.example() if one.kind == "day" else ""),
                 "error": error if one.name == at else ""} for one in self.fields]  # fmt: skip
        return {
            "form": self,
            "rows": rows,
            "open": mine or self.open,
            "error": error if mine else "",
            "at": f"{self.key}{self.target}-{at}" if at else "",
        }


def drawn(forms: list[Form], request: HttpRequest, wrong: str, error: str) -> list[dict[str, Any]]:
    return [one.drawn(request.POST, wrong, error) for one in forms]


def act(request: HttpRequest, acts: dict[str, Callable[..., str]], found: Any, shown: Callable[..., HttpResponse], back: tuple[Any, ...]) -> HttpResponse:  # fmt: skip
    """Does what the form's key names; a refusal shows the page again with its sentence, NotAllowed goes on to the gate."""
    do = acts.get(request.POST.get("do", ""))
    if do is None:
        return shown("", _("Pilih satu tindakan."))
    try:
        says = do(found, request.POST, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())
    except staff.NotAllowed:
        raise
    except Refusal as refusal:
        return shown(refusal.field if isinstance(refusal, NotKnown) else "", str(refusal))
    return onward(request, *back, says=says)


def day(given: Any, name: str) -> date | None:
    """The day typed, None where none was; NotKnown for what is no day."""
    text = given.get(name, "").strip()
    if not text:
        return None
    found = typed.day(text)
    if found is None:
        raise NotKnown(typed.unreadable(), name)
    return found


def must(given: Any, name: str) -> date:
    found = day(given, name)
    if found is None:
        raise NotKnown(_("Tulis tanggalnya."), name)
    return found


def whole(given: Any, name: str) -> int:
    """Digits alone count; nothing typed is 0."""
    return int(digits(given.get(name, ""))[:15] or 0)


def number(given: Any, name: str) -> int | None:
    text = given.get(name, "")
    return int(text) if text.isdigit() and len(text) < 10 else None

"""The catalogue of messages: what is said, to whom, by which way, how long it is, and which step says it. It is only looked at here."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.foundation.wording import queries as wording
from naung.foundation.wording import sms
from naung.kit import clock
from naung.web import words
from naung.web.page import page

CHANNELS = {
    "sms": gettext_noop("SMS"),
    "whatsapp": gettext_noop("WhatsApp"),
    "letter": gettext_noop("Surat"),
    "screen": gettext_noop("Layar"),
}
USE = {"ya": gettext_noop("Sudah dipakai"), "belum": gettext_noop("Belum dipakai")}
SAID_IN = {"id": gettext_noop("Bahasa Indonesia"), "en": gettext_noop("Bahasa Inggris")}


def listed(request: HttpRequest) -> HttpResponse:
    """?kanal= a channel, ?dipakai= ya or belum; a word that is neither shows nothing, not everything."""
    channel, use = request.GET.get("kanal", ""), request.GET.get("dipakai", "")
    every = sorted(wording.every(), key=_along_the_road)
    shown = [one for one in every if channel in ("", one.channel) and use in ("", _use(one))]
    facts = {
        "rows": [_row(one) for one in shown],
        "total": len(every),
        "unused": sum(not one.used_by for one in every),
        "unread": sum(_text(one).checked_on is None for one in every),
        "channels": _chips(CHANNELS, channel, {one.channel for one in every}),
        "uses": _chips(USE, use, {_use(one) for one in every}),
    }
    return page(request, "office/messages.html", facts)


def one(request: HttpRequest, key: str) -> HttpResponse:
    """One message: its variables, and as it reads with made-up values in both languages."""
    try:
        message = wording.one(key)
    except wording.UnknownMessage as unknown:
        raise Http404(str(unknown)) from None
    facts = {
        "message": _row(message),
        "note": message.note.get(_language(), ""),
        "variables": [
            {
                "name": variable.name,
                "says": variable.says[_language()],
                "example": variable.example[_language()],
            }
            for variable in message.variables
        ],
        "readings": [_reading(message, language) for language in SAID_IN],
        "texts": message.texts[::-1],
    }
    return page(request, "office/message.html", facts)


def _along_the_road(message: Any) -> tuple[int, str]:
    """In the order in which a worker meets the steps; the step is the key's first word."""
    return settings.DELIVERY.index(message.key.partition(".")[0]), message.key


def _row(message: Any) -> dict[str, Any]:
    return {
        "key": message.key,
        "title": message.title[_language()],
        "channel": _(CHANNELS[message.channel]),
        "to": message.to[_language()],
        "when": message.when[_language()],
        "used_by": message.used_by,
        "text": _text(message),
        "sms": _length(message, "id") if message.channel == "sms" else None,
    }


def _reading(message: Any, language: str) -> dict[str, Any]:
    return {
        "code": language,
        "language": _(SAID_IN[language]),
        "words": _text(message).words[language],
        "sample": wording.sample(message, on=_day(message), language=language),
        "sms": _length(message, language) if message.channel == "sms" else None,
    }


def _length(message: Any, language: str) -> dict[str, int]:
    """Of the text with its examples; a longer name can make it two."""
    sample = wording.sample(message, on=_day(message), language=language)
    return {"parts": sms.parts(sample), "length": sms.length(sample), "room": sms.room(sample)}


def _text(message: Any) -> Any:
    return wording.text(message, on=_day(message))


def _day(message: Any) -> date:
    """Today, or the day on which a message that is still to come begins."""
    return max(clock.today(), message.texts[0].since)


def _use(message: Any) -> str:
    return "ya" if message.used_by else "belum"


def _language() -> str:
    return "id" if words.indonesian() else "en"


def _chips(named: dict[str, str], chosen: str, there: set[str]) -> list[dict[str, Any]]:
    """Only what there is something of, and what was asked for."""
    every = [("", _("Semua")), *((code, _(says)) for code, says in named.items() if code in there | {chosen})]
    return [{"code": code, "says": says, "on": code == chosen} for code, says in every]

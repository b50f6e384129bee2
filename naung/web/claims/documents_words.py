"""What the states of a paper and the entries on it are called."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

STATES = {
    "MISSING": ("warn", gettext_noop("belum ada")),
    "PROMISED": ("calm", gettext_noop("dijanjikan")),
    "RECEIVED": ("calm", gettext_noop("diterima, belum dibaca")),
    "READ": ("ok", gettext_noop("dibaca")),
    "REFUSED": ("danger", gettext_noop("ditolak")),
    "WAIVED": ("calm", gettext_noop("tidak diperlukan")),
    "DROPPED": ("calm", gettext_noop("tidak diminta lagi")),
}
STEPS = {
    "ask": gettext_noop("diminta"),
    "promise": gettext_noop("dijanjikan"),
    "receive": gettext_noop("diterima"),
    "scan": gettext_noop("foto disimpan"),
    "look": gettext_noop("foto dilihat"),
    "read": gettext_noop("dibaca dan diterima"),
    "refuse": gettext_noop("ditolak"),
    "waive": gettext_noop("dinyatakan tidak diperlukan"),
    "drop": gettext_noop("tidak diminta lagi"),
}


def tag(state: str) -> dict[str, str]:
    kind, says = STATES[state]
    return {"kind": kind, "says": _(says)}


def step(verb: str) -> str:
    return _(STEPS.get(verb.removeprefix("claims.paper_"), verb))


def row(paper: Any) -> dict[str, Any]:
    """A paper with its tag and what is said beside it."""
    return {"one": paper, "tag": tag(paper.state)}

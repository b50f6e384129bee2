"""naung partners, partners keys, partners snap: who is behind each port, with what it is spoken to, and a bank to practise with."""

import signal
import threading
from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.words import _


@click.group(invoke_without_command=True)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON document on standard output, nothing else there."
)
@click.pass_context
def partners(context: click.Context, as_json: bool) -> None:
    """Which plug is in which socket, and which language the bank speaks."""
    if context.invoked_subcommand is None:
        _listed(as_json=as_json)


@command(database=False)
def _listed(voice: Voice) -> None:
    from naung.partners import languages
    from naung.project import settings

    spoken = languages.configured()
    if spoken != "snap":
        languages.named(spoken)  # a language that nobody knows is told here, not at the first payment
    plugs = [
        {"port": port, "plug": plug, "simulator": _is_simulator(plug)}
        for port, plug in settings.NAUNG_PLUGS.items()
    ]
    simulated = _("(simulasi)")
    for one in plugs:
        where, what = one["port"].removeprefix("naung."), one["plug"].removeprefix("naung.")
        voice.say(f"  {where:<45} {what} {simulated if one['simulator'] else ''}".rstrip())
    voice.say(
        _("Bahasa bank: %(spoken)s. Yang dikenal: %(known)s.")
        % {"spoken": spoken, "known": ", ".join([*languages.names(), "snap"])}
    )
    answer: dict[str, Any] = {
        "plugs": plugs,
        "bank_format": spoken,
        "bank_formats": [*languages.names(), "snap"],
    }
    if spoken == "snap":
        answer["snap"] = _interface(voice)
    voice.answer(answer)


def _is_simulator(plug: str) -> bool:
    """All but the interface to a bank, which is real where its address is."""
    return not plug.startswith("naung.partners.snap.")


def _interface(voice: Voice) -> dict[str, Any]:
    from naung.partners.snap import service

    found = service.load()
    voice.say(_("Antarmuka: %(address)s, tanda tangan %(signature)s.") % {"address": found.address or _("belum disetel"), "signature": found.signature})  # fmt: skip
    return {"address": found.address, "base": found.base, "services": found.services, "signature": found.signature, "confidence": found.confidence}  # fmt: skip


@partners.command()
@click.option(
    "--renew", is_flag=True, help="Make the next key; the bank registers its public half beside the old one."
)
@click.option("--switch", is_flag=True, help="Put the next key in use; the old one is kept by its day.")
@command(database=False)
def keys(voice: Voice, renew: bool, switch: bool) -> None:
    """The public key that the bank verifies our signatures with. Secrets are never printed."""
    from naung.kit import clock
    from naung.partners.snap import keys as own

    if renew and switch:
        raise click.UsageError(_("Pilih satu: --renew atau --switch."))
    if switch:
        own.switch(clock.today())
    public = own.renew() if renew else own.load().public_pem
    voice.say(public.rstrip())
    voice.say(_("Folder kunci: %(folder)s") % {"folder": own.folder()})
    voice.answer({"public_key": public, "folder": str(own.folder()), "next": renew})


@partners.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8900, show_default=True)
@click.option(
    "--misbehave", default="", help="What the first calls meet, such as moved_504,closes,token_expired."
)
@click.option(
    "--forgetful", is_flag=True, help="Forget references: whoever sends an order again is debited again."
)
@click.option("--signature", type=click.Choice(["hmac", "rsa"]), default="hmac", show_default=True)
@command(database=False)
def snap(voice: Voice, port: int, misbehave: str, forgetful: bool, signature: str) -> None:
    """A simulated bank behind SNAP BI, until Ctrl-C. It knows this home's key and keeps its own books."""
    from naung.kit.home import home, private_folder
    from naung.partners.snap import keys as own
    from naung.partners.snap.simulator.checking import Door
    from naung.partners.snap.simulator.server import Bank

    known = own.load()
    private_folder(home() / "partners")
    door = Door(known.client_key, known.secret, own.publics(), signature)
    with Bank(
        door=door,
        books=home() / "partners" / "snap.sqlite",
        port=port,
        forgetful=forgetful,
        misbehave=misbehave.split(","),
    ) as bank:
        voice.say(f"NAUNG_BANK_FORMAT=snap NAUNG_SNAP_ADDRESS={bank.address}  " + _("(Ctrl-C: berhenti)"))
        voice.answer({"address": bank.address, "books": str(home() / "partners" / "snap.sqlite")})
        _until_told()


def _until_told() -> None:
    told = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_seen: told.set())
    told.wait()

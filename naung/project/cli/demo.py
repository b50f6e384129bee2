"""naung demo: what `make demo` runs."""

import os
import shlex
import time

import click

from naung.project.cli.base import Voice, close_house, command, open_house
from naung.project.words import _, number


@click.command()
@click.option(
    "--people",
    type=click.IntRange(min=60),
    default=3000,
    show_default=True,
    help="3000 is Kupang City; from 20000 on it is the whole province.",
)
@click.option("--seed", type=int, default=2025, show_default=True)
@click.option("--mess", default="typical", show_default=True, help="clean, typical, chaotic, or several.")
@click.option("--no-serve", is_flag=True, help="End after the road, without the site.")
@click.option("--port", type=int, default=8000, show_default=True)
@command(database=False)
def demo(voice: Voice, people: int, seed: int, mess: str, no_serve: bool, port: int) -> None:
    """The whole road on made-up people, then the site."""
    from naung.project import road

    os.environ["NAUNG_TODAY"] = road.LOOKED_AT.isoformat()
    began, started = time.perf_counter(), open_house()
    walk = road.Walk(
        people=people,
        region=road.region_for(people),
        seed=seed,
        mess=mess,
        lists=road.lists_folder(people, seed, mess),
    )
    try:
        voice.say(_("DATA CONTOH: semua orang di sini rekaan."))
        steps = road.walk(walk, voice)
        voice.say(_("%(n)s detik.") % {"n": number(round(time.perf_counter() - began))} + "\n")
        _where_to_look(voice, walk, port)
        voice.answer({"people": people, "region": walk.region, "steps": steps, **road.summary(walk)})
    except BaseException:
        if started:
            close_house()
        raise
    if no_serve:
        if started:
            close_house()
        return
    from naung.project.cli.serve import run

    run(voice, port=port, started=started)


def _where_to_look(voice: Voice, walk: "object", port: int) -> None:
    from naung.project import road

    facts, site = road.summary(walk), f"http://127.0.0.1:{port}"  # type: ignore[arg-type]
    province, journey = (
        _("provinsi: 22 wilayah, kuota dan yang terlindungi"),
        _("perjalanan satu pekerja (perlu masuk)"),
    )
    papers = _("kartu dan slip buku tabungan")
    voice.say(_("Lihat:"))
    voice.say(f"  {site}/                     {province}")
    voice.say(f"  {site}/wilayah/53.71        Kota Kupang")
    voice.say(f"  {site}/orang/{facts['story']}   {journey}")
    voice.say(f"  {facts['prints']}   {papers}")
    voice.say(_("Masuk sebagai (kata sandi hanya untuk pemasangan ini):"))
    for login, password in road.logins().items():
        voice.say(f"  {login:<12} {password}")
    voice.say(_("Kode pengaman kedua, bila diminta: naung officers code LOGIN, misalnya:"))
    voice.say(f"  {_code_command('pejabat')}")


def _code_command(login: str) -> str:
    """As it is typed here: with the home, where it is not the usual one."""
    named = os.environ.get("NAUNG_HOME")
    return (f"NAUNG_HOME={shlex.quote(named)} " if named else "") + f".venv/bin/naung officers code {login}"

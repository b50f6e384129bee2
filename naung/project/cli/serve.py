"""naung serve: the site and the worker, until Ctrl-C.

Two children in sessions of their own: granian with the site, which begins every request seeing no region at all, and
`naung worker`. Whatever ends this process ends them, a kill -9 too (the kernel tells them).
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import click

from naung.kit.refusal import Refusal
from naung.project.cli.base import Voice, close_house, command, open_house
from naung.project.words import _

HOST, PATIENCE = "127.0.0.1", 60.0
PR_SET_PDEATHSIG = 1


class PortTaken(Refusal):
    """Something else listens there."""


class NotSetUp(Refusal):
    """The database has no tables yet."""


class DidNotStart(Refusal):
    """The site ended before it answered."""


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@command(database=False)
def serve(voice: Voice, port: int) -> int:
    """The site and the worker on 127.0.0.1."""
    return run(voice, port=port, started=open_house())


def run(voice: Voice, *, port: int, started: bool) -> int:
    """Serves until Ctrl-C or SIGTERM; `started`: this command started the embedded database, so it stops it as well."""
    try:
        free(port)
        _set_up()
        with (
            _told_to_stop() as told,
            _child(_site(port), regions="") as site,
            _child(_worker(), regions="*") as worker,
        ):
            _until_it_answers(site, port, told)
            voice.say(f"http://{HOST}:{port}  " + _("(Ctrl-C: berhenti)"))
            voice.answer({"url": f"http://{HOST}:{port}", "site": site.pid, "worker": worker.pid})
            sys.stdout.flush()
            return _watch([site, worker], told)
    finally:
        if started:
            close_house()


def free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise PortTaken(
                _(
                    "Port %(port)d sudah dipakai program lain. Hentikan program itu, atau pilih yang lain: --port %(next)d."
                )
                % {"port": port, "next": port + 1}
            ) from None


def _set_up() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select to_regclass('trail_entry') is not null and to_regclass('procrastinate_jobs') is not null"
        )
        if not cursor.fetchone()[0]:
            raise NotSetUp(
                _(
                    "Basis data ini masih kosong, atau lebih tua dari program ini. Jalankan dulu `naung setup` (atau `make demo` untuk orang contoh)."
                )
            )
    connection.close()  # the children open their own


def _site(port: int) -> list[str]:
    return [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", str(_processes()),
            "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "naung.project.wsgi:application"]  # fmt: skip


def _processes() -> int:
    """One for each core, and no more than a small house needs."""
    return min(os.cpu_count() or 1, 4)


def _worker() -> list[str]:
    return [sys.executable, "-m", "naung", "worker"]


@contextlib.contextmanager
def _child(arguments: list[str], *, regions: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that ends with this block, or with this process, whichever is first."""
    environment = {
        **os.environ,
        "NAUNG_REGIONS": regions,
        "DJANGO_SETTINGS_MODULE": "naung.project.settings",
        "PYTHONWARNINGS": "ignore",
    }
    child = subprocess.Popen(
        arguments,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_the_parent,
    )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)  # its own session: nobody else is in it
            child.wait()


def _end_with_the_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):  # Linux only; elsewhere Ctrl-C still ends both
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextlib.contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """Grows by the signal that asked us to stop; the handlers before come back after."""
    told: list[int] = []
    before = {
        name: signal.signal(name, lambda number, frame: told.append(number))
        for name in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield told
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _until_it_answers(site: "subprocess.Popen[bytes]", port: int, told: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not told:
        if site.poll() is not None or time.monotonic() > deadline:
            raise DidNotStart(_("Situs tidak mau mulai; sebabnya ada di baris-baris di atas."))
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{HOST}:{port}/sehat", timeout=2):
            return
        time.sleep(0.1)


def _watch(children: list["subprocess.Popen[bytes]"], told: list[int]) -> int:
    """0 when told to stop; 1 when a child ended by itself."""
    while not told:
        if any(child.poll() is not None for child in children):
            return 1
        time.sleep(0.2)
    return 0

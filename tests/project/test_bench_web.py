"""The load tool and the measured search: what they count, on a page that answers and one that does not."""

import http.server
import random
import threading

import pytest

from naung.project.bench import million, web


def test_a_spread_is_in_milliseconds():
    found = web.spread([n / 1000 for n in range(1, 101)])
    assert found == {"n": 100, "p50": 51.0, "p95": 96.0, "p99": 100.0}


def test_a_slip_leaves_one_letter_of_the_longest_word_out_and_never_the_first():
    for seed in range(50):
        slip = web._slip("maria banoet", random.Random(seed))
        assert slip.startswith("maria b") and len(slip) == len("maria banoet") - 1


def test_made_up_people_have_serials_that_nobody_is_given_and_no_two_the_same():
    villages = ["53.71.01.1001", "53.03.05.1001"]
    made = [million._person(n, villages, random.Random(n)) for n in range(3000)]
    assert len({row[0] for row in made}) == 3000


@pytest.fixture
def host():
    class Answers(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.send_response(500 if self.path == "/broken" else 200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_every_answer_is_timed_and_every_error_counted(host):
    found = web.load("127.0.0.1", host, "", 3, {"good": ["/"], "bad": ["/broken"]}, seconds=0.5, pause=0.005)
    counts = {one["kind"]: one["n"] for one in found["pages"]}
    assert counts["good"] and counts["all"] == counts["good"] + counts["bad"]
    assert found["errors"] == counts["bad"] and found["first_error"] == ["/broken: 500"]

"""Promises 5 and 7 on paper: a registered document is its decree's, opens, and has the bytes that were registered."""

import hashlib
from typing import Any

import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from naung.kit.home import keys
from naung.project.verify.check import Check, sql

COPIES = """select p.number, p.code, p.sha256, p.size, c.content_sealed from papers_paper p left join papers_copy c on c.paper_id = p.id
            order by p.id"""


def papers_keep_their_bytes(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    cipher = AESGCM(bytes.fromhex(keys()["data"]))
    rows = connection.execute(COPIES).fetchall()
    return len(rows), [
        f"{number}: the copy is not the paper that was registered"
        for number, code, sha256, size, sealed in rows
        if not _same(cipher, sealed, code, sha256, size)
    ]


def _same(cipher: AESGCM, sealed: bytes | None, code: str, sha256: str, size: int) -> bool:
    if sealed is None:
        return False
    try:
        plain = cipher.decrypt(sealed[2:14], sealed[14:], f"paper:{code}".encode())
    except InvalidTag:
        return False
    return len(plain) == size and hashlib.sha256(plain).hexdigest() == sha256


CHECKS = [
    sql(5, "a paper that is not its decree's", "select count(*) from papers_paper where kind = 'selection.decree'",
        """select p.number from papers_paper p left join selection_decree d on p.subject = 'selection.decree:' || d.id
           where p.kind = 'selection.decree' and (d.state is distinct from 'DECIDED'
             or (p.number, p.content_hash, p.rows, p.issued_on, p.region) is distinct from (d.number, d.content_hash, d.rows, d.decided_on, d.region))"""),
    sql(7, "a paper that the trail tells otherwise", "select count(*) from papers_paper",
        """select p.number from papers_paper p left join trail_entry e on e.id = p.trail and e.verb = 'papers.register' and e.subject = p.subject
           where (e.facts->>'sha256', e.facts->>'number') is distinct from (p.sha256, p.number)"""),
    Check(7, "papers and their hashes", papers_keep_their_bytes),
]  # fmt: skip

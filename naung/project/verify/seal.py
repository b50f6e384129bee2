"""Promise 9: every change of state has its entry, and the sealed trail holds."""

import json
from pathlib import Path
from typing import Any

import psycopg

from naung.foundation.trail import verifier  # stands alone: it imports nothing of the house
from naung.kit.home import home, keys
from naung.project.verify.check import Check


def every_state_has_its_entry(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Every table with `state` and `trail`: the entry that a row names exists."""
    tables = connection.execute(
        """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
             and exists (select from pg_attribute where attrelid = c.oid and attname = 'trail' and not attisdropped) order by 1"""
    ).fetchall()
    looked_at, broken = 0, []
    for (table,) in tables:
        (rows,) = connection.execute(f"select count(*) from {table}").fetchone() or (0,)
        lost = connection.execute(
            f"select trail from {table} t where not exists (select from trail_entry e where e.id = t.trail) limit 20"
        ).fetchall()
        looked_at += rows
        broken += [f"a row of {table} names entry {entry}, which is not there" for (entry,) in lost]
    return looked_at, broken


def the_seal_holds(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """The chain, roots and signatures, the rows against what was sealed, and the published checkpoint."""
    export = {"key": _public_key(), "blocks": [_block(connection, *row) for row in connection.execute(
        "select number, previous, root, signature, entries from trail_block order by number").fetchall()]}  # fmt: skip
    published = Path(home() / "public" / "checkpoint.txt")
    known = verifier.read_checkpoint(published.read_text()) if published.exists() else None
    try:
        return verifier.check(export, known)["entries"], []
    except verifier.Broken as broken:
        return len(export["blocks"]), [str(broken)]
    except ValueError:  # bytes that are no JSON any more
        return len(export["blocks"]), ["an entry's sealed bytes cannot be read"]


def _block(
    connection: psycopg.Connection[Any],
    number: int,
    previous: bytes,
    root: bytes,
    signature: bytes,
    count: int,
) -> dict[str, Any]:
    rows = connection.execute(
        """select l.position, e.payload, e.at, e.actor, e.human, e.verb, e.subject, e.region, e.why, e.facts
           from trail_leaf l join trail_entry e on e.id = l.entry_id where l.block_id = %s order by l.position""", [number]).fetchall()  # fmt: skip
    entries = [{"position": r[0], "payload": r[1].hex(), "row": _said(r)} for r in rows]
    return {
        "number": number,
        "previous": previous.hex(),
        "root": root.hex(),
        "signature": signature.hex(),
        "count": count,
        "entries": entries,
    }


def _said(row: tuple[Any, ...]) -> dict[str, Any]:
    _, _, at, actor, human, verb, subject, region, why, facts = row
    from datetime import UTC

    return {"v": 1, "at": at.astimezone(UTC).isoformat(), "actor": actor, "human": human, "verb": verb, "subject": subject,
            "region": region, "why": why, "facts": facts if not isinstance(facts, str) else json.loads(facts)}  # fmt: skip


def _public_key() -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return (
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys()["seal"]))
        .public_key()
        .public_bytes_raw()
        .hex()
    )


def unsealed_says_what_it_says(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Entries that wait for their block: the row must already say what its payload says."""
    rows = connection.execute(
        """select 0, e.payload, e.at, e.actor, e.human, e.verb, e.subject, e.region, e.why, e.facts, e.id
           from trail_entry e left join trail_leaf l on l.entry_id = e.id where l.entry_id is null""").fetchall()  # fmt: skip
    return len(rows), [
        f"entry {r[10]} does not say what was written" for r in rows if _read(r[1]) != _said(r[:10])
    ]


def _read(payload: bytes) -> Any:
    try:
        return json.loads(bytes(payload))
    except ValueError:
        return None


# What a row's last entry may say where the row stands in a state: a state changed without a word names an entry of another verb.
TELLS = {
    "selection_place": {"PROPOSED": "selection.prepare", "HELD": "selection.decide", "RELEASED": "selection.release selection.refuse selection.void"},
    "selection_decree": {"PREPARED": "selection.prepare", "DECIDED": "selection.decide", "REFUSED": "selection.refuse", "VOID": "selection.void"},
    "programme_funding": {"PROPOSED": "programme.open programme.propose_line", "GRANTED": "programme.decide_change programme.load"},
    "programme_change": {"PREPARED": "programme.prepare_change", "DECIDED": "programme.decide_change programme.load", "REFUSED": "programme.refuse_change",
                         "VOID": "programme.void_change"},
    "programme_move": {"PREPARED": "programme.prepare_move", "DECIDED": "programme.decide_move", "REFUSED": "programme.refuse_move", "VOID": "programme.void_move"},
    "enrolment_membership": {"REQUESTED": "enrolment.request enrolment.resend", "ENROLLED": "enrolment.take", "RETURNED": "enrolment.take",
                             "REFUSED": "enrolment.take enrolment.give_up", "ENDED": "enrolment.end enrolment.take"},
    "enrolment_leaving": {"PROPOSED": "enrolment.propose_leaving", "DONE": "enrolment.decide_leaving", "REFUSED": "enrolment.refuse_leaving",
                          "WITHDRAWN": "enrolment.withdraw_leaving"},
    "selection_transfer": {"PREPARED": "selection.prepare_transfer", "DECIDED": "selection.decide_transfer", "REFUSED": "selection.refuse_transfer",
                           "WITHDRAWN": "selection.withdraw_transfer"},
    "registry_correction": {"PROPOSED": "registry.propose_correction", "CORRECTED": "registry.correct_correction",
                            "REFUSED": "registry.refuse_correction", "WITHDRAWN": "registry.withdraw_correction"},
    "banking_account": {"REQUESTED": "banking.request", "OPENED": "banking.take banking.name banking.status", "REFUSED": "banking.take", "AGAIN": "banking.again",
                        "DIFFERS": "banking.take", "ACTIVE": "handover.sign banking.status", "INACTIVE": "banking.status", "DORMANT": "banking.status",
                        "CLOSED": "banking.status banking.not_theirs"},
    "banking_change": {"REQUESTED": "banking.ask_change", "CONFIRMED": "banking.confirm_change", "REFUSED": "banking.refuse_change",
                       "WITHDRAWN": "banking.withdraw_change", "STOPPED": "banking.stop_change"},
    "approvals_approval": {"PENDING": "approvals.prepare", "APPROVED": "approvals.approve", "REFUSED": "approvals.refuse", "VOID": "approvals.void"},
    "registry_person": {"MERGED": "registry.merge"},
    "claims_claim": {"REPORTED": "claims.report", "ASSESSED": "claims.assess", "APPROVED": "claims.approve claims.contest",
                     "DETERMINED": "claims.determine", "PAID": "claims.pay", "CLOSED": "claims.close", "REFUSED": "claims.refuse claims.reject"},
    "claims_paper": {"MISSING": "claims.paper_ask", "PROMISED": "claims.paper_promise", "RECEIVED": "claims.paper_receive", "READ": "claims.paper_read",
                     "REFUSED": "claims.paper_refuse", "WAIVED": "claims.paper_waive", "DROPPED": "claims.paper_drop"},
    "claims_hold": {"OPEN": "claims.hold", "LIFTED": "claims.lift_hold"},
    "claims_mandate": {"VALID": "claims.mandate", "REVOKED": "claims.revoke_mandate"},
    "claims_payee": {"OPEN": "claims.payee", "ENDED": "claims.end_payee"},
    "claims_payeeaccount": {"ENTERED": "claims.bring_account", "CONFIRMED": "claims.confirm_account", "REFUSED": "claims.refuse_account",
                            "STOPPED": "claims.stop_account"},
    "claims_gap": {"OPEN": "claims.open_gap", "SETTLED": "claims.settle_gap"},
    "payments_order": {"PAID": "payments.match"},
    "payments_bankline": {"MATCHED": "payments.match"},
}  # fmt: skip


def every_state_has_an_entry_that_tells_of_it(
    connection: psycopg.Connection[Any],
) -> tuple[int, list[str]]:
    looked_at, broken = 0, []
    for table, states in TELLS.items():
        for state, verbs in states.items():
            rows = connection.execute(
                f"""select t.id, e.verb from {table} t join trail_entry e on e.id = t.trail
                     where t.state = %s and e.verb <> all (%s) limit 20""",
                [state, verbs.split()],
            ).fetchall()
            looked_at += 1
            broken += [f"{table} {row} stands {state}, and its entry says {verb}" for row, verb in rows]
    return looked_at, broken


ONCE_WRITTEN = [
    "trail_entry",
    "trail_block",
    "trail_leaf",
    "ledger_journal",
    "ledger_entry",
    "contributions_tariff",
    "exchange_reply",
]


def the_guards_are_on(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """The triggers that keep these promises are there, and none is switched off."""
    off = connection.execute(
        """select t.tgrelid::regclass::text, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
           where c.relnamespace = 'public'::regnamespace and t.tgenabled not in ('O', 'A')"""
    ).fetchall()
    stateful = connection.execute(
        """select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
             and (select count(*) from pg_attribute where attrelid = c.oid and attname in ('state', 'trail') and not attisdropped) = 2"""
    ).fetchall()
    wanted = [f"{table}_{what}" for (table,) in stateful for what in ("born", "moves", "never_deleted")]
    wanted += [f"{table}_append_only" for table in ONCE_WRITTEN]
    there = {name for (name,) in connection.execute("select tgname from pg_trigger where not tgisinternal")}
    broken = [f"guard {name} of {table} is switched off" for table, name in off]
    return len(wanted), broken + [f"guard {name} is not there" for name in wanted if name not in there]


CHECKS = [Check(9, "state and entry", every_state_has_its_entry), Check(9, "the seal", the_seal_holds),
          Check(9, "entries not sealed yet", unsealed_says_what_it_says),
          Check(9, "states and verbs", every_state_has_an_entry_that_tells_of_it), Check(9, "guards", the_guards_are_on)]  # fmt: skip

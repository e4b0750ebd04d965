#!/usr/bin/env python3
"""The proof: what the log, the report and the receipts in the mailbox say of mails that really went over the gateway."""
import hashlib
import json
import os
import shutil
import sys
import threading

import gateway
import harness
import milter
from harness import Test

sys.path.insert(0, os.path.join(milter.ROOT, "tests/faults"))
import logs  # noqa: E402


def pass_some(g):
    """Two referrals (one of them twice), two refusals, and mail to somebody else."""
    archives = [g.archive(), g.archive(text=milter.REFERRAL.replace("Anna", "Joke"))]
    with Test("compliant mails pass, others do not"):
        again = g.mail(archives[0], message_id="<twice@opgroeien.be>")
        for message in (again, again, g.mail(archives[1])):
            assert g.send(message).code == 250
        for message in (g.mail(g.archive(passphrase=None)), g.mail(g.archive(passphrase="niet-de-goede-zin"))):
            assert g.send(message).code == 550
        assert g.send(g.mail(archives[1]), recipients=["iemand@example.org"]).code == 250
        g.postfix.wait_delivered("kontich.be", 3)
    return [hashlib.sha256(a).hexdigest() for a in archives]


def log(g):
    with Test("the log of a running gateway verifies, by referral-log and by a script that shares no code with it"):
        status, out, err = logs.tool("verify", g.milter.logs)
        assert status == 0 and ": intact (key " in out, (out, err)
        assert logs.independent_verify(g.milter.logs, g.folder) == len(g.milter.records())
    with Test("the log verifies at any moment of traffic"):
        stop = threading.Event()
        results = []

        def watch():
            while not stop.is_set():
                results.append(logs.tool("verify", g.milter.logs))
        watcher = threading.Thread(target=watch)
        watcher.start()
        for _ in range(20):
            g.send(g.mail(g.archive(passphrase=None)))
        stop.set()
        watcher.join()
        assert results and all(status == 0 for status, _, _ in results), [r for r in results if r[0]]


def report(g, archives):
    with Test("the report counts them, each transfer once"):
        status, out, err = logs.tool("report", "-c", g.milter.file, "--format", "json", g.milter.logs)
        assert status == 0, err
        r = json.loads(out)
        p = r["protocols"]["kontich-2026"]
        assert (p["transfers"], p["accept_records"], p["refused"]) == (2, 3, 22), p
        assert p["refusals"] == {"archive-not-encrypted": 21, "archive-wrong-passphrase": 1}, p
        assert sorted(t["archive_sha256"] for t in r["transfers"]) == sorted(archives)
        assert p["encryption"] == [{"cipher": "AES-256-CBC", "kdf_power": 19, "names_encrypted": False, "transfers": 2}]
        assert p["title"] == "Protocol Opgroeien regie - OCMW Kontich"
        assert r["gateways"][0]["on_duty"][0]["end"] == "running"
    with Test("the report holds nothing of a client"):
        for form in ("text", "html", "json", "csv"):
            for language in ("nl", "en", "fr"):
                _, out, _ = logs.tool("report", "--format", form, "--lang", language, g.milter.logs)
                assert archives[0] in out and "Vermeulen" not in out and "0478" not in out and "Kastanje" not in out


def receipts(g):
    mailbox = f"{g.folder}/mailbox"
    os.makedirs(mailbox + "/new")
    for i, message in enumerate(g.postfix.delivered("kontich.be")):
        with open(f"{mailbox}/new/{i}", "wb") as f:
            f.write(message)
    with Test("the receipts in the mailbox hold with the published keys alone"):
        shutil.copy(g.milter.logs + "/keys.pub", g.folder + "/published")
        status, out, err = logs.tool("receipt", "-k", g.folder + "/published", mailbox)
        assert status == 0, (out, err)
        assert out.splitlines()[-1] == ("Receipts that hold: 3. Receipts that do not hold: 0. Messages without a receipt: 0. "
                                        "Different archives: 2."), out
    with Test("a receipt is an anchor of the log"):
        rows = [json.loads(line) for line in
                logs.tool("receipt", "-k", g.folder + "/published", "--format", "json", mailbox)[1].splitlines()]
        anchors = [a for r in rows for a in ("--anchor", f"{r['seq']}:{r['record_sha256']}")]
        assert logs.tool("verify", *anchors, "-k", g.folder + "/published", g.milter.logs)[0] == 0
        wrong = f"{rows[0]['seq']}:{rows[1]['record_sha256']}"
        assert logs.tool("verify", "--anchor", wrong, g.milter.logs)[0] == 1


def main():
    with gateway.Gateway() as g:
        archives = pass_some(g)
        log(g)
        report(g, archives)
        receipts(g)
    harness.finish()


main()

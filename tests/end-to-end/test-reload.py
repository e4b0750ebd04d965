#!/usr/bin/env python3
"""SIGHUP: the next configuration under traffic; a bad one changes nothing and is told."""
import os
import re
import signal
import threading

import gateway
import harness
import milter
from harness import Test


def reload(g, wanted):
    g.milter.deliver(signal.SIGHUP)
    g.milter.wait_notify("RELOADING=1")
    return g.milter.wait_notify(wanted)


def good(g):
    with Test("a reload changes what is judged"):
        assert g.send(g.mail(subject="Doorverwijzing")).code == 250
        g.milter.protocol["suspended"] = True
        g.milter.write()
        reload(g, "READY=1")
        answer = g.send(g.mail())
        assert answer.code == 550, answer
        assert g.milter.records("reload")[-1]["ok"] is True
        g.milter.protocol["suspended"] = False
        g.milter.write()
        reload(g, "READY=1")
        assert g.send(g.mail()).code == 250
    with Test("a reload takes a new passphrase"):
        milter.secret_file(g.folder + "/nieuw.pass", "Nieuwe-Sleutel-2027-x")
        new = g.mail(g.archive(passphrase="Nieuwe-Sleutel-2027-x"))
        assert g.send(new).code == 550
        g.milter.protocol["passphrases"].append({"id": "2027-1", "file": "nieuw.pass"})
        # read by the daemon's own user from now on
        g.milter.write()
        reload(g, "READY=1")
        assert g.send(new).code == 250
        assert g.milter.records("accept")[-1]["archive"]["passphrase"] == "2027-1"
    with Test("another policy hash stands in the records after a reload"):
        hashes = {r["policy_sha256"] for r in g.milter.records("accept")}
        assert len(hashes) == 3 or len(hashes) == 2, hashes


def senders(g):
    with Test("log_sender: a keyed hash, nothing, the whole address, as configured"):
        seen = []
        for how in ("hash", "off", "full"):
            g.milter.settings["log_sender"] = how
            g.milter.write()
            reload(g, "READY=1")
            assert g.send(g.mail()).code == 250
            seen.append(g.milter.records("accept")[-1].get("sender"))
        assert len(seen[0]) == 64 and seen[1] is None and seen[2] == gateway.SENDER, seen


def metrics(g):
    with Test("the metrics file counts what was judged"):
        import time
        path = g.milter.folder + "/run/metrics.prom"
        g.milter.settings["metrics_file"] = path
        g.milter.write()
        reload(g, "READY=1")
        g.send(g.mail(g.archive(passphrase=None)))
        g.milter.deliver(signal.SIGHUP)  # written at every event, at the latest every 15 s
        g.milter.wait_notify("READY=1")
        time.sleep(0.3)
        with open(path) as f:
            text = f.read()
        assert 'referral_milter_messages_total{result="refuse"}' in text, text
        assert 'referral_milter_findings_total{reason="archive-not-encrypted"} ' in text, text
        refused = len(g.milter.records("refuse"))
        assert f'messages_total{{result="refuse"}} {refused}\n' in text, (refused, text)
        assert "referral_milter_log_healthy 1\n" in text, text
        with open(milter.ROOT + "/contrib/monitoring/referral-milter.rules.yml") as f:
            asked = set(re.findall(r"referral_milter_\w+", f.read()))
        shown = set(re.findall(r"^referral_milter_\w+", text, re.M))
        assert asked and asked <= shown, asked - shown  # the alerts ask for nothing that is not there
        mode = os.stat(path).st_mode & 0o777
        assert mode == 0o644, oct(mode)  # read by Prometheus' account


def bad(g):
    for name, change, said in (
            ("a syntax error", lambda: g.milter.write(raw="socket = = 1;"), "referral-milter.conf:1:"),
            ("another socket", lambda: g.milter.settings.update(socket="unix:/tmp/elsewhere.sock"), "socket"),
            ("another log_dir", lambda: g.milter.settings.update(log_dir=g.folder), "log_dir"),
            ("another gateway", lambda: g.milter.settings.update(gateway="gw2"), "gateway")):
        with Test(f"a reload with {name} keeps the old policy and says why"):
            before = dict(g.milter.settings)
            mark = len(g.milter.said())
            change()
            if not name.startswith("a syntax"):
                g.milter.write()
            text = reload(g, "READY=1")
            assert "FAILED" in text, text
            assert said in g.milter.said()[mark:], g.milter.said()[mark:]
            assert g.milter.records("reload")[-1]["ok"] is False
            g.milter.settings = before
            g.milter.write()
            assert g.send(g.mail()).code == 250


def traffic(g):
    with Test("reloads under traffic lose and mistake no mail"):
        ok, no = g.mail(), g.mail(g.archive(passphrase=None))
        wrong = []

        def sender():
            for i in range(10):
                message, wanted = (ok, 250) if i % 2 else (no, 550)
                answer = g.send(message)
                if answer.code != wanted:
                    wrong.append(answer)
        threads = [threading.Thread(target=sender) for _ in range(4)]
        for t in threads:
            t.start()
        for _ in range(8):
            reload(g, "READY=1")
        for t in threads:
            t.join()
        assert not wrong, wrong
        status, text = g.milter.verify()
        assert status == 0, text
        assert g.milter.process.poll() is None


def main():
    with gateway.Gateway() as g:
        good(g)
        senders(g)
        metrics(g)
        bad(g)
        traffic(g)
    harness.finish()


main()

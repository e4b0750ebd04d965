#!/usr/bin/env python3
"""The unit of contrib/systemd: its system-call filter lets through what the daemon calls, and little is left exposed."""
import os
import re
import signal
import subprocess

import gateway
import harness
import milter
import milterclient
from harness import Test

UNIT = os.path.join(milter.ROOT, "contrib/systemd/referral-milter.service")


def analyze(*arguments):
    done = subprocess.run(["systemd-analyze", "--no-pager", *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout


def expand(names):
    """The calls of a list of calls and @groups; a name that systemd does not know is an error."""
    calls = set()
    for name in names:
        if not name.startswith("@"):
            calls.add(name)
            continue
        status, text = analyze("syscall-filter", name)
        assert status == 0, f"{name}: no such group"
        members = [l.strip() for l in text.splitlines()[1:]]
        calls |= expand([m for m in members if m and not m.startswith("#")])
    return calls


def allowed():
    """As systemd reads the lines: the first makes a list, later ones add to it or, with ~, take away."""
    calls = expand(["@default"])
    with open(UNIT) as f:
        for line in re.findall(r"^SystemCallFilter=(.*)$", f.read(), re.M):
            names = expand(line.removeprefix("~").split())
            calls = calls - names if line.startswith("~") else calls | names
    return calls


def called(folder):
    """What the daemon and its workers call from start to end, run by its user as the unit does."""
    trace, script = folder + "/trace", folder + "/traced"
    with open(script, "w") as f:
        f.write(f"#!/bin/sh\nexec strace -D -f -qq -e signal=none -o {trace} setpriv --reuid {milter.USER} "
                f"--regid nogroup --clear-groups --inh-caps=-all {milter.BUILD}/referral-milter \"$@\"\n")
    os.chmod(script, 0o755)
    m = milter.Milter(folder, socket_group="", metrics_file=folder + "/run/metrics.prom")
    good = gateway.mails.build("thunderbird", milter.archive(folder))
    m.start(program=script)
    try:
        for message in (good, b"Subject: x\r\n\r\nhello\r\n"):
            client = milterclient.Client(m.socket)
            assert client.envelope(gateway.SENDER, [milter.SERVICE]) == b"c"
            client.message(message)
            client.close()
        m.deliver(signal.SIGHUP)
        m.wait_notify("READY=1")
        assert m.stop() == 0, m.said()
    finally:
        m.stop()
    assert [r["event"] for r in m.records() if r["event"] in ("accept", "refuse", "reload")] == [
        "accept", "refuse", "reload"], m.said()
    with open(trace) as f:
        lines = f.read().partition(f'execve("{milter.BUILD}/referral-milter", ')[2].splitlines()
    return {c for c in (re.match(r"\d+ +([a-z]\w*)\(", l) for l in lines) if c}


def main():
    with Test("every call of the daemon passes the unit's system-call filter"), harness.Folder() as folder:
        calls = {c.group(1) for c in called(folder)}
        assert {"fdatasync", "chmod", "capset", "landlock_create_ruleset"} <= calls, calls
        assert not calls - allowed(), sorted(calls - allowed())
    with Test("systemd calls the unit's exposure safe"):
        status, text = analyze("security", "--offline=true", "--threshold=15", UNIT)
        assert status == 0, text[-300:]
    harness.finish()


main()

#!/usr/bin/env python3
"""The daemon with one call that fails: no accept that its log does not hold, no accept of a bad mail, a clean next start.

The Nth call of one kind fails in the daemon's main process (fault.c), at its start or while it judges two mails.
Whatever happens then: the compliant mail is accepted or put off, the other refused or put off, the process ends when
told to, and after the next start the log is intact and has the record of every accept that the MTA was told.
"""
import mmap
import os
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "end-to-end"))
import gateway  # noqa: E402
import harness  # noqa: E402
import milter  # noqa: E402
import milterclient  # noqa: E402
from harness import Test  # noqa: E402

PROGRAM = milter.BUILD + "/referral-milter"
SECONDS = float(os.environ.get("FAULT_SECONDS", "40"))
SERVING, STARTING = 8, 2  # of each call, at most: faults while mails are judged, faults before
ACCEPT, HUNG_UP = b"c", b""


class Torture:
    def __init__(self, folder):
        self.library = folder + "/fault.so"
        subprocess.run([os.environ.get("CC", "gcc"), "-std=c17", "-D_GNU_SOURCE", "-O2", "-fPIC", "-shared", "-o", self.library,
                        os.path.join(os.path.dirname(__file__), "fault.c"), "-ldl"], check=True)
        self.names = subprocess.run(["true"], env={**os.environ, "LD_PRELOAD": self.library, "FAULT_NAMES": "1"},
                                    stdout=subprocess.PIPE, check=True).stdout.decode().split()
        self.tally = folder + "/tally"
        self.milter = milter.Milter(folder, inspect_seconds=10)
        self.good = gateway.mails.build("thunderbird", milter.archive(folder))
        self.bad = gateway.mails.build("thunderbird", milter.archive(folder, passphrase=None))
        self.told = []     # queue ids of accepts
        self.mails = 0

    def made(self):
        """How often main made each call so far; and how often the fault was played."""
        count = len(self.names)
        with open(self.tally, "rb") as f:
            numbers = struct.unpack(f"{3 * count + 1}Q", f.read(8 * (3 * count + 1)))
        return dict(zip(self.names, numbers)), numbers[-1]

    def send(self, message):
        """The answer's letter to one mail in a session of its own."""
        self.mails += 1
        queue_id = f"F{self.mails:06d}"
        try:
            client = milterclient.Client(self.milter.socket)
        except OSError:
            return HUNG_UP
        try:
            letter = client.envelope(gateway.SENDER, [milter.SERVICE], queue_id)
            if letter != b"c":
                return client.data[:1] if letter == b"y" else letter
            letter, data, changes = client.message(message, queue_id)
            if letter == b"y":
                letter = data[:1]
            elif letter == ACCEPT:
                self.told.append(queue_id)
                assert any(b"Referral-Receipt" in data for _, data in changes), "an accept without a receipt"
            return letter
        except OSError:
            return HUNG_UP
        finally:
            client.close()

    def serve(self, order=None):
        """Start, two mails, end: (answers, calls until ready, calls in all, how often the fault was played)."""
        with open(self.tally, "wb") as f:
            f.truncate(8 * mmap.PAGESIZE)
        self.milter.environment = {"LD_PRELOAD": self.library, "FAULT_TALLY": self.tally}
        if order:
            self.milter.environment["FAULT"] = order
        answers, ready = [], {}
        try:
            self.milter.start()
            ready, _ = self.made()
            answers = [self.send(self.good), self.send(self.bad)]
        except RuntimeError:
            answers = [HUNG_UP, HUNG_UP]  # it did not start
        begin = time.monotonic()
        status = self.milter.stop(seconds=20)
        assert time.monotonic() - begin < 20, "it does not end when told to"
        assert status >= 0, f"it died of signal {-status}"
        made, played = self.made()
        return answers, ready, made, played


def sample(first, last, count):
    """At most count of first to last, evenly, both ends among them."""
    if last - first + 1 <= count:
        return list(range(first, last + 1))
    return sorted({first + (last - first) * i // (count - 1) for i in range(count)})


def orders(ready, made):
    """Faults while mails are judged first, each kind of call in turn."""
    serving = [[f"0:{c}:{n}" for n in sample(ready[c] + 1, made[c], SERVING)] for c in sorted(made)]
    starting = [[f"0:{c}:{n}" for n in sample(1, ready[c], STARTING)] for c in sorted(made)]
    for lists in (serving, starting):
        for i in range(max(len(one) for one in lists)):
            yield from (one[i] for one in lists if i < len(one))


def judged(t, order):
    """What was wrong with one run, "" when nothing; and whether the fault was played."""
    try:
        (good, bad), _, _, played = t.serve(order)
    except AssertionError as e:
        return f"{order}: {e}", 1
    if good not in (ACCEPT, b"t", b"4", HUNG_UP):
        return f"{order}: a compliant mail was answered {good}", played
    if bad not in (b"5", b"t", b"4", HUNG_UP):
        return f"{order}: an unencrypted mail was answered {bad}", played
    return "", played


def torture(t):
    with Test("without a fault"):
        answers, ready, made, _ = t.serve()
        assert answers == [ACCEPT, b"5"], answers
        assert made["fdatasync"] > ready["fdatasync"] and made["sendmsg"] > ready["sendmsg"], made
    wrong, runs, played = [], 0, 0
    end = time.monotonic() + SECONDS
    for order in orders(ready, made):
        if time.monotonic() > end:
            break
        why, hit = judged(t, order)
        runs, played = runs + 1, played + bool(hit)
        wrong += [why] if why else []
    with Test(f"{runs} runs with a fault"):
        assert not wrong, f"{len(wrong)} wrong: " + "; ".join(wrong[:8])
        assert runs >= 10 and played >= runs * 0.6, f"a fault was played in {played} only"
    with Test("after all that: it starts and serves, the log is intact and holds every accept told"):
        answers, _, _, _ = t.serve()
        assert answers == [ACCEPT, b"5"], answers
        status, text = t.milter.verify()
        assert status == 0, text
        recorded = {r["queue_id"] for r in t.milter.records("accept")}
        assert len(t.told) >= 2 and set(t.told) <= recorded, set(t.told) - recorded


def main():
    with open(PROGRAM, "rb") as f:
        program = f.read()
    if b"__asan_init" in program or b"__tsan_init" in program:
        harness.ok("left out: a sanitizer brings an allocator of its own")
        return
    with harness.Folder() as folder:
        t = Torture(folder)
        try:
            torture(t)
        finally:
            t.milter.stop()
    harness.finish()


if __name__ == "__main__":
    main()

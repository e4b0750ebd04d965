#!/usr/bin/env python3
"""bench - ratios from one run: ours against a peer or against the physical floor

Every row names what was measured and prints the ratio; the command is `make bench`. Rounds are interleaved and the
median of the pairwise ratios is quoted, since the machine may be shared.
"""
import os
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "end-to-end"))
import archive  # noqa: E402
import formats  # noqa: E402
import gateway  # noqa: E402
import harness  # noqa: E402
import message  # noqa: E402
import milter  # noqa: E402
import postfix  # noqa: E402
from measure import ROUNDS, WorkerPeak, memory_peak, row, sevenzip_peak, sevenzip_test, verdicts  # noqa: E402


class Noop:
    """The filter that only answers."""

    def __init__(self, folder):
        self.path = folder + "/noop.sock"
        os.umask(0)
        self.process = subprocess.Popen([milter.BUILD + "/bench/noop-milter", "unix:" + self.path])
        harness.wait_for(lambda: os.path.exists(self.path), "the do-nothing filter")
        self.address = "{ unix:%s, default_action=tempfail }" % self.path

    def stop(self):
        self.process.kill()
        self.process.wait()


def started(folder, milters, tries=3):
    """A Postfix that runs; another process may have taken the port that was free a moment ago."""
    for left in range(tries - 1, -1, -1):
        p = postfix.Postfix(f"{folder}-{left}", milters, gateway.DOMAINS)
        try:
            p.start()
            return p
        except (RuntimeError, TimeoutError):
            p.stop()
            if left == 0:
                raise


def smtp_source(p, count, size):
    """Seconds that Postfix takes for so many mails to somebody else."""
    begin = time.monotonic()
    subprocess.run([p.prefix + "/usr/sbin/smtp-source", "-c", "-s", "4", "-m", str(count), "-l", str(size),
                    "-f", gateway.SENDER, "-t", "somebody@elsewhere.example", f"127.0.0.1:{p.port}"],
                   env=p.environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begin


def unrelated(folder, m):
    """Mail to others: no filter, the do-nothing filter, ours, in turn, through one Postfix each."""
    noop = Noop(folder)
    instances = {}
    try:
        for name, milters in (("none", ""), ("noop", noop.address), ("ours", m.smtpd_milters())):
            instances[name] = started(f"{folder}/postfix-{name}", milters)
        print("Mail to somebody else through Postfix, wall time, ours against")
        for size, count in ((4096, 400), (1 << 20, 60)):
            times = {name: [] for name in instances}
            for i in range(ROUNDS + 1):
                for name, p in instances.items():
                    seconds = smtp_source(p, count, size)
                    if i:
                        times[name].append(seconds)
            for other, title in (("none", "no filter"), ("noop", "a filter that only answers")):
                ratios = [a / b for a, b in zip(times["ours"], times[other])]
                row(f"{title}, {size // 1024} KB mails", statistics.median(ratios),
                    f"{count / statistics.median(times['ours']):.0f} against "
                    f"{count / statistics.median(times[other]):.0f} mails/s")
    finally:
        for p in instances.values():
            p.stop()
        noop.stop()


def referral(folder, m):
    print("A referral of 2 KB, a whole verdict (daemon, worker, signed record) against")
    packed = milter.archive(folder, milter.REFERRAL)
    path = folder + "/bench.7z"
    with open(path, "wb") as f:
        f.write(packed)
    message = gateway.mails.build("thunderbird", packed)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(verdicts(m, message, 200))
        theirs.append(sevenzip_test(path, 10))
    for i, what in enumerate(("processor time", "wall time at the milter socket")):
        row(f"`7zz t` of its archive, {what}", statistics.median(a[i] / b[i] for a, b in zip(ours, theirs)),
            f"{1000 * statistics.median(a[i] for a in ours):.2f} against "
            f"{1000 * statistics.median(b[i] for b in theirs):.1f} ms")
    with WorkerPeak(m) as worker:
        verdicts(m, message, 200)
    daemon, peer = memory_peak(m.process.pid), sevenzip_peak(path)
    row("`7zz t` of its archive, peak memory", (daemon + worker.peak) / peer,
        f"{daemon / 1024:.1f} MiB daemon and {worker.peak / 1024:.1f} MiB worker against {peer / 1024:.1f} MiB")


def main():
    if os.geteuid() != 0:
        sys.exit("bench: run it as root: a private Postfix needs that")
    print(f"make bench: {ROUNDS} rounds, median of the pairwise ratios (below 1: ours takes less)")
    with harness.Folder() as folder:
        m = milter.Milter(folder)
        m.start()
        try:
            referral(folder, m)
            archive.gate(folder)
            formats.rows(folder, m)
            message.run(milter.BUILD, folder, ROUNDS, row)
            unrelated(folder, m)
        finally:
            m.stop()


if __name__ == "__main__":
    main()

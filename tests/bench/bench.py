#!/usr/bin/env python3
"""bench - ratios from one run: ours against a peer or against the physical floor

Every row names what was measured and prints the ratio; the command is `make bench`. Rounds are interleaved and the
median of the pairwise ratios is quoted, since the machine may be shared.
"""
import os
import resource
import statistics
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "end-to-end"))
import gateway  # noqa: E402
import harness  # noqa: E402
import milter  # noqa: E402
import milterclient  # noqa: E402
import postfix  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "7"))
TICK = os.sysconf("SC_CLK_TCK")


def row(what, ratio, detail):
    print(f"  {what:58} {ratio:8.3f}   {detail}", flush=True)


def processor_seconds(pid):
    """User and system time of a process and of its ended children."""
    with open(f"/proc/{pid}/stat") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return sum(int(x) for x in fields[11:15]) / TICK


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


def sevenzip_test(path, times):
    """Processor and wall seconds of one test of the archive by 7-Zip."""
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(times):
        subprocess.run(["7zz", "t", "-p" + milter.PASSPHRASE, path], check=True, stdout=subprocess.DEVNULL)
    end, after = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used / times, (end - begin) / times


def sevenzip_peak(path):
    """Peak of the resident memory of such a test, KiB."""
    child = subprocess.Popen(["7zz", "t", "-p" + milter.PASSPHRASE, path], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, status
    return used.ru_maxrss


def verdicts(m, message, times):
    """Processor seconds of the daemon, its zygote and workers for one verdict, and wall seconds."""
    client = milterclient.Client(m.socket)
    zygote = m.zygote()
    wall = []
    for i in range(times + 1):
        if i == 1:  # the first one derives the key
            before = processor_seconds(m.process.pid) + processor_seconds(zygote)
        begin = time.monotonic()
        assert client.envelope(gateway.SENDER, [milter.SERVICE]) == b"c"
        letter, data, _ = client.message(message)
        assert letter == b"c", (letter, data)
        wall.append(time.monotonic() - begin)
    client.close()
    used = processor_seconds(m.process.pid) + processor_seconds(zygote) - before
    return used / times, statistics.median(wall[1:])


def memory_peak(pid):
    """Highest resident memory of a process so far, KiB; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/status") as f:
            return next((int(line.split()[1]) for line in f if line.startswith("VmHWM:")), 0)
    except (FileNotFoundError, ProcessLookupError):
        return 0


class WorkerPeak:
    """Looks at every worker as often as it can, and keeps the highest peak it saw."""

    def __init__(self, m):
        self.zygote, self.peak, self.ended = m.zygote(), 0, False
        self.thread = threading.Thread(target=self._look)

    def _look(self):
        while not self.ended:
            for pid in milter.children(self.zygote):
                self.peak = max(self.peak, memory_peak(pid))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended = True
        self.thread.join()


def referral(folder, m):
    print("A referral of 2 KB, a whole verdict (daemon, worker, signed record) against")
    archive = milter.archive(folder, milter.REFERRAL)
    path = folder + "/bench.7z"
    with open(path, "wb") as f:
        f.write(archive)
    message = gateway.mails.build("thunderbird", archive)
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
            unrelated(folder, m)
        finally:
            m.stop()


if __name__ == "__main__":
    main()

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
            instances[name] = postfix.Postfix(f"{folder}/postfix-{name}", milters, gateway.DOMAINS)
            instances[name].start()
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


def self_and_ended_children():
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def sevenzip_test(path, times):
    before = self_and_ended_children()
    for _ in range(times):
        subprocess.run(["7zz", "t", "-p" + milter.PASSPHRASE, path], check=True, stdout=subprocess.DEVNULL)
    return (self_and_ended_children() - before) / times


def verdicts(m, message, times):
    """Processor seconds of the daemon, its zygote and workers for one verdict."""
    client = milterclient.Client(m.socket)
    zygote = m.zygote()
    for i in range(times + 1):
        if i == 1:  # the first one derives the key
            before = processor_seconds(m.process.pid) + processor_seconds(zygote)
        assert client.envelope(gateway.SENDER, [milter.SERVICE]) == b"c"
        letter, data, _ = client.message(message)
        assert letter == b"c", (letter, data)
    client.close()
    return (processor_seconds(m.process.pid) + processor_seconds(zygote) - before) / times


def referral(folder, m):
    print("A referral of 2 KB, processor time of a whole verdict (daemon, worker, signed record) against")
    text = milter.REFERRAL
    archive = milter.archive(folder, text)
    path = folder + "/bench.7z"
    with open(path, "wb") as f:
        f.write(archive)
    message = gateway.mails.build("thunderbird", archive)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(verdicts(m, message, 200))
        theirs.append(sevenzip_test(path, 10))
    row("`7zz t` of its archive", statistics.median(a / b for a, b in zip(ours, theirs)),
        f"{1000 * statistics.median(ours):.2f} against {1000 * statistics.median(theirs):.1f} ms")


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

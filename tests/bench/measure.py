"""What the parts of `make bench` share: rows, processor time, peak memory, 7-Zip as the peer."""
import os
import resource
import statistics
import subprocess
import threading
import time

import gateway
import milter
import milterclient

ROUNDS = int(os.environ.get("ROUNDS", "7"))
TICK = os.sysconf("SC_CLK_TCK")


def row(what, ratio, detail):
    print(f"  {what:58} {ratio:8.3f}   {detail}", flush=True)


def pairs(what, ours, theirs, unit, scale):
    """A row of the median of the pairwise ratios, with the medians in the unit given."""
    ratio = statistics.median(a / b for a, b in zip(ours, theirs))
    row(what, ratio, f"{scale * statistics.median(ours):.3g} against {scale * statistics.median(theirs):.3g} {unit}")


def processor_seconds(pid):
    """User and system time of a process and of its ended children."""
    with open(f"/proc/{pid}/stat") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return sum(int(x) for x in fields[11:15]) / TICK


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

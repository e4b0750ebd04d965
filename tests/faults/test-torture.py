#!/usr/bin/env python3
"""Every call that can fail fails once, in main, zygote and worker: no crash, no hang, no accept that is not due.

Runs referral-check under a preloaded library (fault.c) that fails the Nth call of one kind. A compliant
archive may then be accepted or deferred, or the start refused, but never be refused itself; one that must be
refused is never accepted. System calls are failed one by one; of the many allocations an even sample is taken.
"""
import concurrent.futures
import mmap
import os
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "end-to-end"))
import harness  # noqa: E402
import milter  # noqa: E402
from harness import Test  # noqa: E402

PROGRAM = milter.BUILD + "/referral-check"
ALLOCATIONS = ("malloc", "calloc", "realloc")
SAMPLE = {0: 60, 1: 60, 2: 200}  # allocations failed of each kind, at most, in main, zygote, worker
EACH = 12                        # of any other call, the first of them
WHO = ("main", "zygote", "worker")
ACCEPT, REFUSE, NO_INPUT, DEFER, CONFIG = 0, 1, 66, 75, 78


class Torture:
    def __init__(self, folder):
        self.folder = folder
        self.library = folder + "/fault.so"
        subprocess.run([os.environ.get("CC", "gcc"), "-std=c17", "-D_GNU_SOURCE", "-O2", "-fPIC", "-shared", "-o", self.library,
                        os.path.join(os.path.dirname(__file__), "fault.c"), "-ldl"], check=True)
        milter.secret_file(folder + "/kontich.pass", milter.PASSPHRASE)
        settings = {"gateway": "gw1", "user": milter.USER, "inspect_seconds": 10,
                    "explanations": [f"{milter.ROOT}/conf/explanations.en.conf"],
                    "protocols": [{"id": "kontich-2026", "title": "Protocol", "recipients": [milter.SERVICE],
                                   "valid_from": "2026-02-28", "sensitive": [],
                                   "passphrases": [{"id": "2026-1", "file": "kontich.pass"}]}]}
        with open(folder + "/conf", "w") as f:
            f.write("".join(f"{k} = {milter.libconfig(v)};\n" for k, v in settings.items()))
        self.names = subprocess.run(["true"], env={**os.environ, "LD_PRELOAD": self.library, "FAULT_NAMES": "1"},
                                    stdout=subprocess.PIPE, check=True).stdout.decode().split()

    def save(self, name, data):
        with open(f"{self.folder}/{name}", "wb") as f:
            f.write(data)
        return f"{self.folder}/{name}"

    def run(self, file, order=None):
        """Exit status, what was said, the tally (depth, call) -> count, how often the fault was played."""
        count = len(self.names)
        size = 8 * (3 * count + 1)
        tally = f"{self.folder}/tally-{os.path.basename(file)}-{order}"
        with open(tally, "wb") as f:
            f.truncate(mmap.PAGESIZE * (size // mmap.PAGESIZE + 1))
        env = {**os.environ, "LD_PRELOAD": self.library, "FAULT_TALLY": tally}
        if order:
            env["FAULT"] = order
        done = subprocess.run([PROGRAM, "-c", self.folder + "/conf", "--at", "2026-06-01", file], env=env,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        with open(tally, "rb") as f:
            numbers = struct.unpack(f"{3 * count + 1}Q", f.read(size))
        os.unlink(tally)
        made = {(d, self.names[i]): numbers[d * count + i] for d in range(3) for i in range(count)}
        return done.returncode, done.stdout.decode(errors="replace"), made, numbers[-1]

    def orders(self, made):
        """The faults worth playing for a run that made these calls."""
        for (depth, call), count in sorted(made.items()):
            if call in ALLOCATIONS:
                step = max(1, -(-count // SAMPLE[depth]))
                numbers = range(1 + depth % step, count + 1, step)
            else:
                numbers = range(1, min(count, EACH) + 1)
            for n in numbers:
                yield f"{depth}:{call}:{n}"


def torture(t, title, file, usual, allowed):
    """One file with every fault; usual is its status without any, allowed those with one."""
    with Test(f"{title}: without a fault"):
        status, said, made, played = t.run(file)
        assert (status, played) == (usual, 0), (status, said)
        assert made[0, "fork"] == 1 and made[1, "fork"] >= 2 and made[2, "send"] >= 1, made
    per_process = {who: ([], []) for who in WHO}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        orders = list(t.orders(made))
        for order, (status, said, _, played) in zip(orders, pool.map(lambda o: t.run(file, o), orders)):
            results, wrong = per_process[WHO[int(order[0])]]
            results.append(played)
            if status not in allowed:
                wrong.append(f"{order}: status {status}: {said.strip()[-200:]}")
    for who, (results, wrong) in per_process.items():
        with Test(f"{title}: {len(results)} faults in the {who}"):
            assert not wrong, f"{len(wrong)} wrong: " + "; ".join(wrong[:8])
            assert sum(1 for r in results if r) >= len(results) * 0.9, "hardly a fault was played"


def sanitized():
    with open(PROGRAM, "rb") as f:
        program = f.read()
    return b"__asan_init" in program or b"__tsan_init" in program


def main():
    if sanitized():
        harness.ok("left out: a sanitizer brings an allocator of its own")
        return
    with harness.Folder() as folder:
        t = Torture(folder)
        good = t.save("good.7z", milter.archive(folder, options=("-mhe=on",)))
        surplus = t.save("surplus.7z", milter.archive(folder, text=milter.REFERRAL + "Schulden: veel\n"))
        torture(t, "a compliant archive", good, ACCEPT, (ACCEPT, DEFER, CONFIG, NO_INPUT))
        torture(t, "an archive with a field too many", surplus, REFUSE, (REFUSE, DEFER, CONFIG, NO_INPUT))
    harness.finish()


if __name__ == "__main__":
    main()

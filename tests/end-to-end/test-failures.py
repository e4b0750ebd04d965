#!/usr/bin/env python3
"""Fail closed: whatever breaks, the MTA hears 451 and never 250."""
import os
import re
import pwd
import signal
import threading
import time

import gateway
import harness
import milter
from harness import Test

# enough passphrases to be tried that a worker lives long enough to be caught
SLOW = {f"{n}.pass": f"Niet-Deze-Sleutel-{n:02d}" for n in range(15)}
SLOW_PROTOCOL = {"passphrases": [{"id": f"slow-{n:02d}", "file": name} for n, name in enumerate(SLOW)] +
                 [{"id": "2026-1", "file": "kontich.pass"}]}


class Sending:
    """One guarded mail on its way in a thread."""

    def __init__(self, g, message):
        self.answer = None
        self.thread = threading.Thread(target=self._run, args=(g, message))
        self.thread.start()

    def _run(self, g, message):
        try:
            self.answer = g.send(message)
        except OSError as e:
            self.answer = harness.Answer(0, str(e))

    def done(self, seconds=60):
        self.thread.join(seconds)
        assert not self.thread.is_alive(), "no answer"
        return self.answer


def catch_worker(g):
    """Stops the first worker that shows up and gives its process id."""
    zygote = g.milter.zygote()
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for pid in milter.children(zygote):
            try:
                os.kill(pid, signal.SIGSTOP)
                return pid
            except ProcessLookupError:
                pass
    raise TimeoutError("no worker seen")


def release(worker):
    """Lets a stopped worker go on; whose parents are gone, it ends."""
    try:
        os.kill(worker, signal.SIGCONT)
    except ProcessLookupError:
        return
    harness.wait_for(lambda: not os.path.exists(f"/proc/{worker}"), "the end of a worker")


def killed(name, victim, ends):
    """Kills something in the middle of an inspection."""
    with gateway.Gateway(SLOW_PROTOCOL, secrets=SLOW, inspect_seconds=5) as g, Test(name):
        sending = Sending(g, g.mail())
        worker = catch_worker(g)
        victim(g, worker)
        answer = sending.done()
        assert answer.code == 451, answer
        release(worker)
        if ends:
            status = g.milter.process.wait(30)
            assert status != 0, status
            answer = g.send(g.mail())
            assert answer.code == 451, answer
            g.milter.start()
        answer = g.send(g.mail())
        assert answer.code == 250, answer
        status, text = g.milter.verify()
        assert status == 0, text
        assert len(g.postfix.wait_delivered("kontich.be", 1)) == 1


def kill(pid):
    os.kill(pid, signal.SIGKILL)


def worker_crash():
    killed("a worker killed in mid inspection: 451, and the next mail is served",
           lambda g, worker: kill(worker), False)
    killed("a worker that hangs: 451 after inspect_seconds, and the next mail is served",
           lambda g, worker: None, False)
    killed("the zygote killed in mid inspection: 451 and the daemon ends",
           lambda g, worker: kill(g.milter.zygote()), True)
    killed("the daemon killed in mid inspection: 451, and its log is whole after the restart",
           lambda g, worker: kill(g.milter.process.pid), True)
    with gateway.Gateway() as g, Test("no worker or zygote outlives a killed daemon"):
        zygote = g.milter.zygote()
        kill(g.milter.process.pid)
        g.milter.process.wait()
        harness.wait_for(lambda: not os.path.exists(f"/proc/{zygote}"), "the end of the zygote")


def defers_recorded():
    with gateway.Gateway(SLOW_PROTOCOL, secrets=SLOW) as g, Test("a lost worker is a defer record: defer-inspection"):
        sending = Sending(g, g.mail())
        kill(catch_worker(g))
        sending.done()
        record = g.milter.records("defer")[-1]
        assert record["findings"][0]["code"] == "defer-inspection", record


def overload():
    with gateway.Gateway(memory_budget=3000) as g, Test("more guarded mail than the budget: 451 defer-overload"):
        answer = g.send(g.mail(body="x" * 70 + "\n" + "y" * 70 + "\n" * 3000))
        assert answer.code == 451 and "4.3.2" in answer.text, answer
        assert g.milter.records("defer")[-1]["findings"][0]["code"] == "defer-overload"
        assert g.send(g.mail(body="")).code == 250, g.milter.records()[-1]


SYNC_SHIM = """
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>
int fdatasync(int fd)
{
    if (access(FLAG, F_OK) == 0) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fdatasync, fd);
}
"""


def record_lost():
    with harness.Folder() as shims:
        flag = shims + "/broken"
        shim = build_shim(shims, SYNC_SHIM, f'-DFLAG="{flag}"')
        with gateway.Gateway(environment={"LD_PRELOAD": shim}) as g, \
                Test("a transfer log that cannot be synced: 451, no receipt leaves, until a restart"):
            assert g.send(g.mail()).code == 250
            open(flag, "w").close()
            for _ in range(2):
                answer = g.send(g.mail())
                assert answer.code == 451, answer
                lines = [l for l in g.milter.said().split("\n") if "findings=defer-record" in l]
                assert lines and " unrecorded " in lines[-1], g.milter.said()
            os.unlink(flag)
            answer = g.send(g.mail())  # a failed sync may have lost anything: only a restart looks
            assert answer.code == 451, answer
            assert g.send(g.mail(), recipients=("x@example.org",)).code == 250
            assert len(g.postfix.wait_delivered("kontich.be", 1)) == 1
            g.milter.stop(signal.SIGKILL)
            g.milter.start()
            assert g.send(g.mail()).code == 250
            status, text = g.milter.verify()
            assert status == 0, text


def stopped():
    with gateway.Gateway() as g:
        with Test("milter stopped: 451 for guarded mail, never 250"):
            assert g.milter.stop() == 0
            answer = g.send(g.mail())
            assert answer.code == 451, answer
        with Test("milter back: the next connection is served"):
            g.milter.start()
            assert g.send(g.mail()).code == 250
        with Test("SIGTERM: the mail in flight is answered first"):
            g.milter.stop()
            g.milter.start()
            raw = harness.Raw(g.postfix.port)
            raw.say("EHLO pc.example.org")
            raw.say(f"MAIL FROM:<{gateway.SENDER}>")
            raw.say(f"RCPT TO:<{milter.SERVICE}>")
            raw.say("DATA")
            raw.socket.sendall(g.mail()[:500])
            time.sleep(0.5)
            g.milter.deliver(signal.SIGTERM)
            g.milter.wait_notify("STOPPING=1")
            code, text = raw.say(g.mail()[500:] + b"\r\n.\r\n")
            assert code == 250, text
            assert g.milter.process.wait(30) == 0
            raw.close()


def start_refused():
    with harness.Folder() as folder:
        m = milter.Milter(folder)
        with Test("a second daemon on the same socket does not start"):
            m.start()
            second = milter.subprocess.run([milter.BUILD + "/referral-milter", "-c", m.file],
                                           stderr=milter.subprocess.PIPE, timeout=30)
            assert second.returncode != 0 and b"listen" in second.stderr, second
            assert m.stop() == 0
        with Test("started as root it makes its folders and they are its user's alone"):
            m.settings.update(log_dir=folder + "/new-log", key_dir=folder + "/new-key",
                              socket=f"unix:{folder}/new-run/milter.sock")
            m.write()
            m.start()
            for name, mode in (("new-log", 0o750), ("new-key", 0o700), ("new-run", 0o2750)):
                there = os.stat(f"{folder}/{name}")
                assert there.st_uid == pwd.getpwnam(milter.USER).pw_uid, name
                assert there.st_mode & 0o7777 == mode, (name, oct(there.st_mode))
            with open(f"/proc/{m.process.pid}/status") as f:
                ids = [l.split() for l in f if l.startswith(("Uid", "Gid"))]
            assert all("0" not in l[1:] for l in ids), ids
            assert m.stop() == 0
            m.settings.update(log_dir=m.logs, key_dir=m.keys, socket=m.socket)
            m.write()
        with Test("a signal in the first moment is ours, not libmilter's"):
            for number in (signal.SIGTERM, signal.SIGINT) * 8:
                m.start()
                assert m.stop(number) == 0, m.said()
        with Test("a socket left behind by a killed daemon is no obstacle"):
            m.start()
            m.stop(signal.SIGKILL)
            m.start()
            m.stop()
        for name, result in (("cannot be set up", -1), ("is silently not there", 0)):
            with Test(f"seccomp that {name}: no start"):
                shim = build_shim(folder, SECCOMP_SHIM, f"-DRESULT={result}")
                done = milter.subprocess.run([milter.BUILD + "/referral-milter", "-c", m.file],
                                             stderr=milter.subprocess.PIPE, timeout=60,
                                             env={**os.environ, "LD_PRELOAD": shim})
                assert done.returncode == 70, done
        with Test("a log behind its head: exit 65, until the admin says to go on"):
            m.start()
            m.stop()
            for name in os.listdir(m.logs):
                if name.endswith(".jsonl"):
                    with open(f"{m.logs}/{name}", "rb") as f:
                        lines = f.readlines()
                    with open(f"{m.logs}/{name}", "wb") as f:
                        f.writelines(lines[:-2])
            done = milter.subprocess.run([milter.BUILD + "/referral-milter", "-c", m.file],
                                         stderr=milter.subprocess.PIPE, timeout=60)
            assert done.returncode == 65, done
            m.start("--new-chain")
            m.stop()


SECCOMP_SHIM = """
#include <errno.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
int prctl(int option, ...)
{
    va_list args;
    long a[4];
    va_start(args, option);
    for (int i = 0; i < 4; i++)
        a[i] = va_arg(args, long);
    va_end(args);
    errno = EINVAL;
    if (option == PR_SET_SECCOMP)
        return RESULT;
    return (int)syscall(SYS_prctl, option, a[0], a[1], a[2], a[3]);
}
"""


def build_shim(folder, text, *options):
    """LD_PRELOAD with a library that lets one call fail; a sanitizer's own must come before it."""
    source, library = folder + "/shim.c", folder + "/shim.so"
    with open(source, "w") as f:
        f.write(text)
    milter.subprocess.run(["gcc", "-shared", "-fPIC", *options, "-o", library, source], check=True)
    linked = milter.subprocess.run(["ldd", milter.BUILD + "/referral-milter"], capture_output=True, check=True)
    first = [w for w in linked.stdout.decode().split() if re.match(r"/.*/lib[at]san\.so", w)]
    return " ".join(first + [library])


def main():
    worker_crash()
    defers_recorded()
    overload()
    record_lost()
    stopped()
    start_refused()
    harness.finish()


main()

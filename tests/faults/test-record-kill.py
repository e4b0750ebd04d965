#!/usr/bin/env python3
"""The log's writer killed at any moment, and on a disk that fills up: no acknowledged record is ever missing, and the
log goes on and verifies."""
import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import time

import logs
import harness
from harness import Test

KILLS = int(os.environ.get("KILLS", "25"))


def acknowledged(text):
    """seq -> hash; a last line without its end does not count."""
    return dict(line.split() for line in text.split("\n")[:-1])


def check_acknowledged(log, told):
    written = {}
    for line, record in logs.lines(log):
        written[str(record["seq"])] = logs.hashlib.sha256(line).hexdigest()
    missing = {seq for seq, sha256 in told.items() if written.get(seq) != sha256}
    assert not missing, f"acknowledged but not in the log: {sorted(missing)[:5]}"


def kill_writers(folder, mode):
    """mode: further arguments of the writer for its nth run. Eight writers killed again and again in the middle of their work."""
    log, key, told, out = folder + "/log", folder + "/key", {}, folder + "/told"
    for run in range(KILLS):
        with open(out, "wb") as f:
            writer = subprocess.Popen([logs.WRITER, log, key, "8", "0", *mode(run)], stdout=f, stderr=subprocess.PIPE)
            harness.wait_for(lambda: os.path.getsize(out) > 0 or writer.poll() is not None, "the first record", 60)
            time.sleep(random.uniform(0, 0.04))
            writer.send_signal(signal.SIGKILL)
            _, trouble = writer.communicate()
        assert writer.returncode == -signal.SIGKILL, (writer.returncode, trouble)
        with open(out, encoding="ascii") as f:
            told.update(acknowledged(f.read()))
    subprocess.run([logs.WRITER, log, key, "1", "1", *mode(KILLS)], stdout=subprocess.DEVNULL, check=True)
    status, text, _ = logs.tool("verify", log)
    assert status == 0, text
    check_acknowledged(log, told)
    assert len(told) >= KILLS
    return log, told


def fill_up(folder):
    """The writer on a file size limit, as on a full disk: it stops acknowledging, and goes on when there is room."""
    log, key = folder + "/log", folder + "/key"
    for limit in (4000, 4001, 5555, 9000):
        done = subprocess.run([logs.WRITER, log, key, "4", "50"], capture_output=True, text=True, timeout=60, check=False,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        assert done.returncode == 1, (done.returncode, done.stderr)
        told = acknowledged(done.stdout)
        assert told or limit < 9000
        again = subprocess.run([logs.WRITER, log, key, "1", "1"], capture_output=True, text=True, timeout=60, check=True)
        told.update(acknowledged(again.stdout))
        status, text, _ = logs.tool("verify", log)
        assert status == 0, text
        check_acknowledged(log, told)
        for name in os.listdir(log):
            os.unlink(log + "/" + name)
        shutil.rmtree(key)


def main():
    folder = tempfile.mkdtemp(prefix="record-kill-")
    try:
        with Test(f"{KILLS} times kill -9 under eight writers"):
            os.mkdir(folder + "/a")
            kill_writers(folder + "/a", lambda run: [])
        with Test(f"{KILLS} times kill -9 while segments and keys change"):
            os.mkdir(folder + "/b")
            log, _ = kill_writers(folder + "/b", lambda run: ["day", str(20000 * run)])
            assert len(logs.segments(log)) > KILLS
        with Test("a verifier that shares no code agrees on what the kills left"):
            logs.independent_verify(folder + "/b/log", folder, every=500)
        with Test("a full disk: no record is acknowledged that is not there"):
            os.mkdir(folder + "/c")
            fill_up(folder + "/c")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    harness.finish()


main()

"""What the tests of the sender kit share: the kit's folder, the shipped configuration, and 7-Zip fed by hand."""
import json
import os
import pty
import pwd
import shutil
import subprocess
import sys
import termios

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "end-to-end"), os.path.join(ROOT, "tests")]
import harness  # noqa: E402
import mails  # noqa: E402, F401
import milter  # noqa: E402

KIT = os.path.join(ROOT, "contrib", "sender-kit")
CHECK = milter.BUILD + "/referral-check"
LABELS = ("Voornaam", "Naam", "Straat en nummer", "Postcode en gemeente", "Telefoon", "E-mail")
INCLUDE = '  content = {\n    @include "fixed-text.conf"\n  };\n\n'
BEFORE = "  fields = (\n"  # where the shipped configuration takes it


def read(name):
    with open(f"{KIT}/{name}", "rb") as f:
        return f.read()


class Desk:
    """The configuration as shipped, with a passphrase, in a folder of its own; with the kit's fixed texts when asked."""

    def __init__(self, folder, fixed_text=True):
        self.folder = folder
        self.file = folder + "/referral-milter.conf"
        for name in os.listdir(ROOT + "/conf"):
            shutil.copy(f"{ROOT}/conf/{name}", folder)
        if fixed_text:
            shutil.copy(KIT + "/fixed-text.conf", folder)
            with open(self.file, encoding="utf-8") as f:
                text = f.read()
            assert text.count(BEFORE) == 1, "the shipped configuration has no such place any more"
            with open(self.file, "w", encoding="utf-8") as f:
                f.write(text.replace(BEFORE, INCLUDE + BEFORE))
        path = folder + "/kontich.pass"
        with open(path, "w") as f:
            f.write(milter.PASSPHRASE + "\n")
        os.chmod(path, 0o600)
        if os.geteuid() == 0:
            try:
                user = pwd.getpwnam("referral-milter")
            except KeyError:
                user = pwd.getpwnam("nobody")
            os.chown(path, user.pw_uid, -1)

    def judge(self, data, name="gegevens.7z"):
        """What referral-check says of a bare archive or a mail."""
        with open(f"{self.folder}/{name}", "wb") as f:
            f.write(data)
        done = subprocess.run([CHECK, "-c", self.file, "--json", f"{self.folder}/{name}"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        lines = done.stdout.decode().splitlines()
        assert len(lines) == 1, (done.returncode, lines, done.stderr)
        return json.loads(lines[0])

    def judge_document(self, data, name):
        return self.judge(milter.archive(self.folder, data, name, options=("-mhe=on",)))


def typed(command, answers, folder):
    """Runs a command on a terminal of its own and types an answer at each question for a password; its exit status
    and what it showed."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvp(command[0], command)
    shown, answers = b"", list(answers)
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if answers and shown.rsplit(b"\n", 1)[-1].startswith(b"Enter password"):
            # 7-Zip throws away what was typed before it turned the echo off
            harness.wait_for(lambda: not termios.tcgetattr(terminal)[3] & termios.ECHO, "7-Zip to turn the echo off")
            os.write(terminal, answers.pop(0).encode() + b"\n")
            shown += b"\n"
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode(errors="replace")

"""The daemon under test: its configuration, its start and end, its log."""
import grp
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time

import harness
import postfix

ROOT = postfix.ROOT
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
PASSPHRASE = "Kastanje-7-Brievenbus-Fiets"
SERVICE = "sociale.dienst@kontich.be"
USER = "nobody"


def libconfig(value, indent=""):
    """A Python value as libconfig writes it; a dict is a group, a list of dicts a list."""
    deeper = indent + "  "
    if isinstance(value, dict):
        inner = "".join(f"{deeper}{k} = {libconfig(v, deeper)};\n" for k, v in value.items())
        return "{\n" + inner + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "( " + ", ".join(libconfig(v, deeper) for v in value) + " )"
    if isinstance(value, (list, tuple)):
        return "[ " + ", ".join(libconfig(v) for v in value) + " ]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def secret_file(path, text, user=USER):
    """A passphrase file as it must be: its user's, and nobody else's to read."""
    with open(path, "w", encoding="utf-8") as f:
        f.write(text + "\n")
    os.chmod(path, 0o600)
    os.chown(path, pwd.getpwnam(user).pw_uid, -1)


class Milter:
    """One daemon on a Unix socket (or on an inet one) in a folder of its own."""

    def __init__(self, folder, protocol=None, inet=False, **settings):
        self.folder = folder
        self.file = folder + "/referral-milter.conf"
        self.logs = folder + "/log"
        self.keys = folder + "/key"
        self.output = folder + "/output"
        self.process = None
        self.environment = {}
        user = pwd.getpwnam(USER)
        for path, mode in ((self.logs, 0o750), (self.keys, 0o700), (folder + "/run", 0o755)):
            os.makedirs(path, exist_ok=True)
            os.chown(path, user.pw_uid, user.pw_gid)
            os.chmod(path, mode)
        # read again on a reload, by a user who may not be let into the source tree
        shutil.copytree(ROOT + "/conf", folder + "/conf", dirs_exist_ok=True)
        secret_file(folder + "/kontich.pass", PASSPHRASE)
        if inet:
            port = harness.free_port()
            self.socket, self.address = f"inet:{port}@127.0.0.1", f"inet:127.0.0.1:{port}"
        else:
            self.socket = self.address = f"unix:{folder}/run/milter.sock"
        owner = pwd.getpwnam(postfix.accounts(False)[0])
        self.settings = {
            "socket": self.socket,
            "socket_group": grp.getgrgid(owner.pw_gid).gr_name,
            "user": USER,
            "log_dir": self.logs,
            "key_dir": self.keys,
            "gateway": "gw1",
            "explanations": [f"{folder}/conf/explanations.{l}.conf" for l in ("nl", "en", "fr")],
            **settings,
        }
        self.protocol = {
            "id": "kontich-2026",
            "title": "Protocol Opgroeien regie - OCMW Kontich",
            "recipients": [SERVICE],
            "valid_from": "2026-02-28",
            "passphrases": [{"id": "2026-1", "file": "kontich.pass"}],
            "sensitive": [f"{folder}/conf/sensitive.{l}.conf" for l in ("nl", "fr", "en")],
            **(protocol or {}),
        }
        self.others = []
        self.write()

    def write(self, raw=None):
        text = raw
        if text is None:
            settings = {**self.settings, "protocols": [self.protocol, *self.others]}
            text = "".join(f"{k} = {libconfig(v)};\n" for k, v in settings.items())
        with open(self.file, "w") as f:
            f.write(text)

    def smtpd_milters(self):
        """The form in which Postfix fails closed whatever its other settings say."""
        return "{ %s, default_action=tempfail, connect_timeout=5s }" % self.address

    def start(self, *options, program=None):
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = self.folder + "/notify"
        if os.path.exists(path):
            os.unlink(path)
        notify.bind(path)
        os.chmod(path, 0o777)
        notify.settimeout(30)
        with open(self.output, "ab") as out:
            self.process = subprocess.Popen(
                [program or BUILD + "/referral-milter", "-c", self.file, *options], stdout=out,
                stderr=out, env={**os.environ, "NOTIFY_SOCKET": path, **self.environment}, start_new_session=True)
        self.notify = notify
        return self.wait_notify("READY=1")

    def wait_notify(self, wanted, seconds=30):
        """The first notification from now on that holds the wanted text."""
        end = time.monotonic() + seconds
        self.notify.settimeout(0.1)
        while time.monotonic() < end:
            try:
                text = self.notify.recv(4096).decode()
                if wanted in text:
                    return text
            except TimeoutError:
                if self.process.poll() is not None:
                    break
        raise RuntimeError(f"the daemon did not say {wanted}: " + self.said())

    def said(self):
        with open(self.output, errors="replace") as f:
            return f.read()

    def zygote(self):
        return children(self.process.pid)[0]

    def deliver(self, number):
        os.kill(self.process.pid, number)

    def stop(self, number=signal.SIGTERM, seconds=30):
        """Ends it and gives its exit status; None when it was not running."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.deliver(number)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self.notify.close()
        self.process = None
        return status

    def records(self, event=None):
        out = []
        for name in sorted(os.listdir(self.logs)):
            if name.endswith(".jsonl"):
                with open(f"{self.logs}/{name}") as f:
                    out += [json.loads(line) for line in f]
        return [r for r in out if event in (None, r["event"])]

    def verify(self):
        """Exit status and text of referral-log verify."""
        done = subprocess.run([BUILD + "/referral-log", "verify", self.logs], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode()


def children(pid):
    """Process ids of the children of a process."""
    out = []
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/children") as f:
                out += [int(p) for p in f.read().split()]
        except FileNotFoundError:
            pass
    return out


REFERRAL = """Voornaam: Anna
Naam: Vermeulen
Adres: Mechelsesteenweg 12 bus 3, 2550 Kontich
Telefoon: 0478 65 43 21
E-mail: anna.vermeulen@example.net
"""


def archive(folder, text=REFERRAL, name="gegevens.txt", passphrase=PASSPHRASE, options=()):
    """A 7z archive as 7-Zip makes it, from one or more (name, text) files."""
    files = name if isinstance(name, dict) else {name: text}
    work = f"{folder}/pack-{time.monotonic_ns()}"
    os.makedirs(work)
    for n, t in files.items():
        with open(f"{work}/{n}", "wb") as f:
            f.write(t if isinstance(t, bytes) else t.encode("utf-8"))
    command = ["7zz", "a", "-bd", "-y", *options]
    if passphrase is not None:
        command.append("-p" + passphrase)
    subprocess.run([*command, "../out.7z", *files], cwd=work, check=True, stdout=subprocess.DEVNULL)
    with open(f"{folder}/out.7z", "rb") as f:
        data = f.read()
    os.unlink(f"{folder}/out.7z")
    return data

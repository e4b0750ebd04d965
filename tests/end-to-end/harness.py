"""What the end-to-end tests share: results, waiting, ports, and the sender's side of SMTP."""
import os
import shutil
import smtplib
import socket
import sys
import tempfile
import time
import traceback

failures = 0


def ok(name):
    print("ok " + name, flush=True)


def not_ok(name, why):
    global failures
    failures += 1
    print(f"not ok {name}: {why}", flush=True)


class Test:
    """with Test("name"): assertions. An exception is a failure of that test only."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            ok(self.name)
        elif issubclass(kind, Exception):
            where = traceback.extract_tb(trace)[0]
            not_ok(self.name, f"line {where.lineno}: {kind.__name__}: {value}")
            return True
        return False


def finish():
    sys.exit(1 if failures else 0)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(condition, what, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    raise TimeoutError(f"waited {seconds} s for {what}")


def greets(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 5) as s:
            return s.recv(100).startswith(b"220")
    except OSError:
        return False


class Folder:
    """A folder that every user may pass through, removed at the end."""

    def __init__(self, below="/tmp"):
        self.below = below

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="rm-", dir=self.below)
        os.chmod(self.path, 0o755)
        return self.path

    def __exit__(self, *_):
        if not os.environ.get("KEEP"):
            shutil.rmtree(self.path, ignore_errors=True)


class Answer:
    """What the sender was told: code, and the text lines joined by line feeds."""

    def __init__(self, code, text):
        self.code = code
        self.text = text.decode("ascii") if isinstance(text, bytes) else text

    def __repr__(self):
        return f"{self.code} {self.text}"


def send(port, message, sender="team@opgroeien.be", recipients=("sociale.dienst@kontich.be",),
         client=None):
    """One mail by SMTP; the last answer, whatever step it came at."""
    own = client is None
    smtp = client or smtplib.SMTP("127.0.0.1", port, local_hostname="pc.example.org", timeout=120)
    try:
        if own:
            smtp.ehlo()
        code, text = smtp.mail(sender)
        if code != 250:
            return Answer(code, text)
        accepted = 0
        for recipient in recipients:
            code, text = smtp.rcpt(recipient)
            accepted += code in (250, 251)
        if not accepted:
            smtp.rset()
            return Answer(code, text)
        code, text = smtp.data(message)
        return Answer(code, text)
    except smtplib.SMTPResponseException as e:
        return Answer(e.smtp_code, e.smtp_error)
    finally:
        if own:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                pass


class Raw:
    """SMTP word for word."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.file = self.socket.makefile("rb")
        self.answer()

    def answer(self):
        lines = []
        while True:
            line = self.file.readline().decode()
            if not line:
                raise ConnectionError("the server hung up after " + "".join(lines))
            lines.append(line)
            if line[3:4] == " ":
                return int(line[:3]), "".join(lines)

    def say(self, line):
        self.socket.sendall(line.encode() + b"\r\n" if isinstance(line, str) else line)
        return self.answer()

    def close(self):
        self.file.close()
        self.socket.close()

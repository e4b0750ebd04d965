#!/usr/bin/env python3
"""referral-check: real archives by 7-Zip in mails of every layout, without an MTA and without a daemon."""
import json
import os
import pty
import shutil
import signal
import subprocess
import time

import gateway  # noqa: F401  (finds the module mails)
import harness
import mails
import milter
from cases import CASES
from harness import Test

PROGRAM = milter.BUILD + "/referral-check"
OLD = "Oude-Sleutel-Van-Toen"
SECOND = "tweede.dienst@kontich.be"
# No output may hold these: they stand in the documents and mails of the cases
VALUES = ("Vermeulen", "Mechelsesteenweg", "anna.vermeulen", "470/12", "zwanger", "Nationaliteit",
          "85.07.30", "BE32", milter.PASSPHRASE, OLD, "gegevens.txt")
# Texts as people write them; every layout takes each
BODIES = {
    "empty": "",
    "empty lines": "\n\n\n",
    "a signature": "Dag,\n\nZie bijlage.\n\n-- \nJan Janssens\nGezinsondersteuner | T 02 533 12 11\nwww.opgroeien.be\n",
    "flowed": "In bijlage vindt u de gegevens waarover wij elkaar vanmorgen spraken, graag \ntot binnenkort. \n",
    "one long line": "In bijlage vindt u de gegevens. " * 25 + "\n",
    "a quoted reply": "Graag gedaan.\n\n> Dank u wel.\n>> Tot dan.\n>\n",
    "accents": "Beste Zo\u00eb,\n\n\u00c9\u00e9n bijlage, \u00e0 bient\u00f4t\n",
    "lines that servers touch": "From hier af\n.\n..\n=20\n--\n",
}
OUTLOOK_HTML = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]--><style><!--
@font-face {font-family:"\\@Yu Gothic"; panose-1:2 11 4 0 0 0 0 0 0 0;}
p.MsoNormal {margin:0cm; font-size:11.0pt;}
--></style><!--[if gte mso 9]><xml>
<o:shapedefaults v:ext="edit" spidmax="1026" />
</xml><![endif]--><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom>
<w:LidThemeOther>NL-BE</w:LidThemeOther></w:WordDocument></xml><![endif]--></head>
<body lang="NL-BE" link="#0563C1"><div class="WordSection1"><p class="MsoNormal">Dag,<o:p></o:p></p>
<p class="MsoNormal"><!--[if mso]>&nbsp;<![endif]--><span style="color:#1F497D">Zie bijlage.<o:p></o:p></span></p>
</div></body></html>
"""

# What the English explanation tells the sender to do, by the layout that is refused
REMEDIES = {
    "text-only": "Put the data into an encrypted 7z file (program 7-Zip) and attach that file only.",
    "winmail": "In Outlook choose Format Text, HTML or Plain Text, and send the mail again.",
    "smime-signed": "Switch Sign and Encrypt off there",
    "smime-encrypted": "Switch Sign and Encrypt off there",
    "pgp-mime": "Switch Sign and Encrypt off there",
    "pgp-inline": "Switch Sign and Encrypt off there",
    "forwarded": "(forwarded mail: send just the 7z file with a new one)",
    "two-files": "Remove the other attachments",
    "logo that nobody registered": "Remove the other attachments, and also pictures and the logo in your signature.",
}


class Desk:
    """A folder with a configuration, and referral-check run on files in it."""

    def __init__(self, folder, protocol=None, others=(), **settings):
        self.folder = folder
        self.file = folder + "/referral-milter.conf"
        user = milter.USER if os.geteuid() == 0 else None
        for name, text in (("kontich.pass", milter.PASSPHRASE), ("oud.pass", OLD)):
            with open(f"{folder}/{name}", "w") as f:
                f.write(text + "\n")
            os.chmod(f"{folder}/{name}", 0o600)
            if user:
                milter.secret_file(f"{folder}/{name}", text)
        shutil.copytree(milter.ROOT + "/conf", folder + "/conf", dirs_exist_ok=True)
        self.settings = {
            "gateway": "gw1",
            "user": milter.USER,
            "explanations": [f"{folder}/conf/explanations.{l}.conf" for l in ("en", "nl")],
            **settings,
        }
        self.protocols = [{
            "id": "kontich-2026", "title": "Protocol", "recipients": [milter.SERVICE], "valid_from": "2026-02-28",
            "passphrases": [{"id": "2026-1", "file": "kontich.pass"},
                            {"id": "2025-1", "file": "oud.pass", "valid_until": "2026-06-30"}],
            "sensitive": [f"{folder}/conf/sensitive.{l}.conf" for l in ("nl", "fr", "en")],
            **(protocol or {})}, *others]
        self.write()

    def write(self, raw=None):
        settings = {**self.settings, "protocols": self.protocols}
        with open(self.file, "w") as f:
            f.write(raw or "".join(f"{k} = {milter.libconfig(v)};\n" for k, v in settings.items()))

    def archive(self, *arguments, **options):
        return milter.archive(self.folder, *arguments, **options)

    def mail(self, archive=None, layout="thunderbird", **options):
        return mails.build(layout, self.archive() if archive is None else archive, **options)

    def save(self, data, name="mail.eml"):
        with open(f"{self.folder}/{name}", "wb") as f:
            f.write(data)
        return f"{self.folder}/{name}"

    def run(self, *arguments, stdin=b"", config=True, program=PROGRAM, **options):
        """Exit status, standard output, standard error."""
        command = [program, *(["-c", self.file] if config else []), *arguments]
        done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                              **options)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def judge(self, data, *arguments):
        """The JSON object for one file of these bytes; its verdict agrees with the exit status."""
        status, out, err = self.run("--json", *arguments, self.save(data))
        lines = out.splitlines()
        assert len(lines) == 1, (status, out, err)
        said = json.loads(lines[0])
        wanted = {"accept": 0, "refuse": 1, "not-guarded": 3, "defer": 75}[said["verdict"]]
        assert status == wanted, (status, said, err)
        return said

    def codes(self, data, *arguments):
        return [f["code"] for f in self.judge(data, *arguments)["findings"]]


def envelope_options(options):
    """-f and -r for the envelope that a case wants"""
    out = []
    if "sender" in options:
        out += ["-f", options["sender"]]
    for recipient in options.get("recipients", ()):
        out += ["-r", recipient]
    return out


def layouts(desk):
    for layout in mails.LAYOUTS:
        if layout in mails.WITH_IMAGE:
            continue
        with Test(f"accepted: mail of {layout}"):
            said = desk.judge(desk.mail(layout=layout))
            assert said["verdict"] == "accept", said
            assert said["findings"] == [] and said["reply"] == [], said
            for what, body in BODIES.items():
                assert desk.codes(desk.mail(layout=layout, body=body)) == [], what
            assert desk.codes(desk.mail(layout=layout, html=OUTLOOK_HTML)) == []
    with Test("an image that is not registered is refused, and its hash is told"):
        said = desk.judge(desk.mail(layout="outlook-exchange-logo"))
        assert said["verdict"] == "refuse" and len(said["images_sha256"]) == 1, said
        desk.protocols[0]["images_sha256"] = said["images_sha256"]
        desk.write()
        said = desk.judge(desk.mail(layout="outlook-exchange-logo"))
        assert said["verdict"] == "accept" and "images_sha256" not in said, said
        del desk.protocols[0]["images_sha256"]
        desk.write()


def spoken(reply):
    """what a reply says, its lines joined and without codes"""
    return " ".join(line.split(" ", 1)[1] for line in reply)


def refusals(desk):
    everything = ""
    remedies = set()
    for name, reason, code, make in CASES:
        with Test(f"refused: {name}: {reason}"):
            made = make(desk)
            message, options = made if isinstance(made, tuple) else (made, {})
            said = desk.judge(message, *envelope_options(options))
            assert said["verdict"] == "refuse", said
            assert reason in [f["code"] for f in said["findings"]], said
            assert said["reply"][0].startswith(f"{code}-") or len(said["reply"]) == 1, said["reply"]
            assert all(line[:4] == f"{code}-" for line in said["reply"][:-1]), said["reply"]
            assert said["reply"][-1].startswith(f"{code} 5."), said["reply"]
            assert all(len(line) <= 216 and line.isascii() and line.isprintable() for line in said["reply"]), said
            assert REMEDIES.get(name, "") in spoken(said["reply"]), said["reply"]
            remedies.add(name)
            assert said["record"]["event"] == "refuse", said
            assert said["record"]["findings"] == said["findings"], said
            status, out, err = desk.run(*envelope_options(options), desk.folder + "/mail.eml")
            assert status == 1 and reason in out, (status, out)
            everything += json.dumps({**said, "file": ""}) + out + err
    with Test("every refused layout has its remedy"):
        assert set(mails.REFUSED) <= set(REMEDIES) <= remedies, set(REMEDIES) ^ remedies
    with Test("no value of a mail in any output"):
        for value in VALUES:
            assert value not in everything, value


def empty_mails(desk):
    """cleartext = "empty": registered lines, the subject and nothing else"""
    signature = ["Met vriendelijke groeten,", "Jan Janssens", "Verstuurd vanaf mijn iPhone"]
    desk.protocols[0].update(cleartext="empty", signature_lines=signature)
    desk.write()
    registered = "\n\n-- \nMet vriendelijke groeten\n\n*Jan Janssens*\n"
    for layout in ("thunderbird", "outlook-exchange", "apple-rich", "ios", "gmail"):
        with Test(f"empty: accepted without text and with registered lines: {layout}"):
            assert desk.codes(desk.mail(layout=layout, body="")) == []
            assert desk.codes(desk.mail(layout=layout, body=registered)) == []
        with Test(f"empty: refused with any other word: {layout}"):
            assert desk.codes(desk.mail(layout=layout, body=registered + "Dag\n")) == ["cleartext-not-empty"]
            assert desk.codes(desk.mail(layout=layout, body="Jan Janssens belt")) == ["cleartext-not-empty"]
    with Test("empty: what Outlook alone shows is text too"):
        shown = "<!--[if mso]><p>Dag</p><![endif]-->"
        assert desk.codes(desk.mail(layout="gmail", body="", html=shown)) == ["cleartext-not-empty"]
    del desk.protocols[0]["cleartext"], desk.protocols[0]["signature_lines"]
    desk.write()


def old_tar(text):
    """A tar of before 1988: no magic number, only a checksum."""
    header = bytearray(512)
    for at, field in ((0, b"gegevens.txt"), (100, b"0000644\0"), (108, b"0000000\0"), (116, b"0000000\0"),
                      (124, b"%011o\0" % len(text)), (136, b"00000000000\0"), (148, b" " * 8)):
        header[at:at + len(field)] = field
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + text.ljust(512, b"\0") + bytes(1024)


def other_archives(desk):
    """Named by libarchive, in a worker: nothing there may start a program or open a file"""
    text = b"Voornaam: Anna\r\n"
    member = b"gegevens.txt/   0           0     0     100644  %-10d`\n" % len(text)
    newc = b"070701" + b"%08X" * 13 % (1, 0o100644, 0, 0, 1, 0, len(text), 0, 0, 0, 0, 13, 0) + b"gegevens.txt\0"
    for name, data, said in (("tar without a magic number", old_tar(text), "tar archive"),
                             ("ar", b"!<arch>\n" + member + text, "archive of another kind"),
                             ("cpio", newc.ljust(124, b"\0") + text, "archive of another kind"),
                             ("zstd", b"\x28\xb5\x2f\xfd" + text, "archive of another kind")):
        with Test(f"the kind of a wrong attachment is named: {name}"):
            found = desk.judge(desk.mail(archive=data))["findings"]
            assert [(f["code"], f["place"]) for f in found] == [("attachment-not-7z", said)], found


def the_record(desk):
    with Test("the record holds what was established"):
        archive = desk.archive(options=("-mhe=on",))
        message = desk.mail(archive)
        said = desk.judge(message)
        record = said["record"]
        assert said["protocol"] == record["protocol"] == "kontich-2026", said
        assert record["event"] == "accept" and record["bytes"] == len(message), record
        assert record["recipients"] == [milter.SERVICE] and record["other_recipients"] == 0, record
        assert record["sender"] == "jan.janssens@opgroeien.be", record
        assert record["message_id"] == "<20261123130000.1@opgroeien.be>", record
        import hashlib
        assert record["archive"] == {
            "sha256": hashlib.sha256(archive).hexdigest(), "bytes": len(archive), "cipher": "AES-256-CBC",
            "kdf_power": 19, "names_encrypted": True, "passphrase": "2026-1"}, record
        assert record["content"] == {"format": "txt", "clients": 1, "fields": [
            "first-name", "last-name", "address", "telephone", "email"]}, record
    with Test("a hashed or unlogged sender is not in the record"):
        for setting in ("hash", "off"):
            desk.settings["log_sender"] = setting
            desk.write()
            assert "sender" not in desk.judge(message)["record"]
        del desk.settings["log_sender"]
        desk.write()


def line_ends(desk):
    good = desk.mail()
    with Test("a file with LF line ends is read as CRLF"):
        lf = good.replace(b"\r\n", b"\n")
        assert b"\r" not in lf
        said = desk.judge(lf)
        assert said["verdict"] == "accept", said
        assert said["record"]["bytes"] == len(good), said
    with Test("mixed line ends are judged as they stand"):
        mixed = good.replace(b"\r\n", b"\n", 1)
        assert "message-ambiguous" in desk.codes(mixed)
        mixed = good.replace(b"\r\n", b"\n")[:-1] + b"\r\n"
        assert "message-ambiguous" in desk.codes(mixed, "-r", milter.SERVICE)
    with Test("a CR alone is no line end"):
        assert "message-ambiguous" in desk.codes(good.replace(b"\r\n", b"\r"), "-r", milter.SERVICE)


def bare_archives(desk):
    with Test("a bare archive is judged without message rules"):
        said = desk.judge(desk.archive())
        assert said["verdict"] == "accept" and said["record"]["recipients"] == [], said
        assert desk.codes(desk.archive(passphrase=None)) == ["archive-not-encrypted"]
        assert desk.codes(desk.archive(passphrase="Een-Heel-Ander-Woord")) == ["archive-wrong-passphrase"]
        assert desk.codes(desk.archive(text=milter.REFERRAL + "Schulden: veel\n")) == ["field-not-permitted"]
    with Test("a bare archive is damaged byte by byte: never an accept, never a crash"):
        whole = desk.archive()
        for at in list(range(0, 40)) + list(range(len(whole) - 12, len(whole))):
            broken = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:]
            if broken[:6] == whole[:6]:
                assert desk.judge(broken)["verdict"] == "refuse", at
        assert desk.judge(whole[:-1])["verdict"] == "refuse"
        assert desk.judge(whole + b"\0")["verdict"] == "refuse"
        assert desk.judge(whole[:6])["verdict"] == "refuse"
    with Test("what only looks like an archive is a message"):
        assert desk.judge(b"7z" + desk.archive())["verdict"] == "not-guarded"


def days(desk):
    old = desk.mail(desk.archive(passphrase=OLD))
    with Test("--at judges as of that day, borders included"):
        assert desk.codes(old, "--at", "2026-06-30") == []
        assert desk.codes(old, "--at", "2026-07-01") == ["archive-passphrase-expired"]
        assert desk.codes(old, "--at", "2026-02-28") == []
        assert desk.codes(old, "--at", "2026-02-27") == ["protocol-not-in-force"]
    with Test("a day that is none is a usage error"):
        for day in ("2026-02-29", "2026-2-1", "today", ""):
            assert desk.run("--at", day, "-", stdin=old)[0] == 64, day


def envelopes(desk):
    good = desk.mail()
    with Test("recipients are those of To and Cc"):
        assert desk.judge(desk.mail(to="iemand@example.org"))["verdict"] == "not-guarded"
        assert desk.codes(desk.mail(to="iemand@example.org", cc=milter.SERVICE)) == ["other-recipients"]
        assert desk.codes(desk.mail(to=f'"Peeters, An" <an@example.org>, {milter.SERVICE}')) == ["other-recipients"]
        assert desk.codes(desk.mail(to=f'"a@example.org, b" <{milter.SERVICE}>')) == []
        assert desk.codes(desk.mail(to=f"Sociale dienst <{milter.SERVICE.upper()}>")) == []
        assert desk.codes(desk.mail(cc="jan.janssens@opgroeien.be")) == []  # the sender's own copy
    with Test("a guarded recipient is found in every spelling of a header"):
        for to in (f"dienst:{milter.SERVICE};", f"(a, comment) {milter.SERVICE}", f"<@a.example,@b.example:{milter.SERVICE}>",
                   '"sociale.dienst"@kontich.be', "x@example.org,\r\n\tsociale.dienst@kontich.be",
                   f"undisclosed:; , {milter.SERVICE} (\\) x)"):
            message = good.replace(b"To: " + milter.SERVICE.encode(), b"To: " + to.encode())
            assert message != good
            assert desk.judge(message)["verdict"] in ("accept", "refuse"), to
    with Test("recipients in continuation, odd case and repeated fields count"):
        message = good.replace(b"To: " + milter.SERVICE.encode(), b"To: x@example.org\r\nTO : " + milter.SERVICE.encode())
        assert desk.judge(message)["verdict"] == "refuse"
        body = good.replace(b"To: " + milter.SERVICE.encode(), b"To: x@example.org") + b"To: " + milter.SERVICE.encode()
        assert desk.judge(body)["verdict"] == "not-guarded"  # a body has no fields
    with Test("-r replaces the recipients of the file"):
        assert desk.judge(good, "-r", "iemand@example.org")["verdict"] == "not-guarded"
        assert desk.codes(good, "-r", milter.SERVICE, "-r", "iemand@example.org") == ["other-recipients"]
        assert desk.codes(desk.mail(to="iemand@example.org"), "-r", "Sociale.Dienst+x@KONTICH.be.") == []
    with Test("-f replaces the sender of the file"):
        desk.protocols[0]["senders"] = ["@opgroeien.be"]
        desk.write()
        assert desk.codes(good) == []
        assert desk.codes(good, "-f", "x@example.org") == ["sender-not-allowed"]
        assert desk.codes(good, "-f", "") == ["sender-not-allowed"]
        assert desk.codes(desk.mail(sender="x@example.org")) == ["sender-not-allowed"]
        del desk.protocols[0]["senders"]
        desk.write()
    with Test("recipients of two protocols in one mail are refused"):
        second = {**desk.protocols[0], "id": "second", "recipients": [SECOND]}
        desk.protocols.append(second)
        desk.write()
        assert desk.codes(good, "-r", milter.SERVICE, "-r", SECOND) == ["other-recipients"]
        assert desk.judge(desk.mail(to=SECOND))["protocol"] == "second"
        desk.protocols.pop()
        desk.write()


def limits(desk):
    with Test("a message at the limit, and one byte above"):
        good = desk.mail()
        desk.protocols[0]["max_message_bytes"] = len(good)
        desk.write()
        assert desk.codes(good) == []
        said = desk.judge(good + b"\n")
        assert [f["code"] for f in said["findings"]] == ["message-too-large"], said
        assert said["reply"][0].startswith("552"), said
        assert said["record"]["bytes"] == len(good) + 1, said
        said = desk.judge(good + bytes(3 << 20))
        assert [f["code"] for f in said["findings"]] == ["message-too-large"], said
        assert said["record"]["bytes"] == len(good) + (3 << 20), said
        assert desk.codes(good.replace(b"\r\n", b"\n") + b"\n") == ["message-too-large"]
        del desk.protocols[0]["max_message_bytes"]
        desk.write()
    with Test("observe is judged as under enforce"):
        desk.protocols[0]["mode"] = "observe"
        desk.write()
        assert desk.codes(desk.mail()) == []
        said = desk.judge(desk.mail(desk.archive(passphrase=None)))
        assert said["verdict"] == "refuse" and said["record"]["event"] == "refuse", said
        del desk.protocols[0]["mode"]
        desk.write()


def output(desk):
    good, bad = desk.save(desk.mail(), "good.eml"), desk.save(desk.mail(desk.archive(passphrase=None)), "bad.eml")
    elsewhere = desk.save(desk.mail(to="x@example.org"), "else.eml")
    with Test("text output: code, place, explanation; the verdict last"):
        status, out, err = desk.run(desk.save(desk.mail(desk.archive(text=milter.REFERRAL + "Schulden: veel\n"))))
        lines = out.splitlines()
        assert status == 1 and lines[-1] == "refuse" and err == "", (status, out, err)
        code, place, text = lines[0].split("\t")
        assert (code, place) == ("field-not-permitted", "line 6") and len(lines) == 2, lines
        assert len(text) > 20 and "{" not in text, text
        assert desk.run(good) == (0, "accept\n", "")
        assert desk.run(elsewhere) == (3, "not-guarded\n", "")
    with Test("standard input, named and unnamed"):
        with open(good, "rb") as f:
            data = f.read()
        assert desk.run("-", stdin=data)[:2] == (0, "accept\n")
        assert desk.run(stdin=data)[:2] == (0, "accept\n")
        assert json.loads(desk.run("--json", stdin=data)[1])["file"] == "-"
        assert desk.run(stdin=b"")[0] == 3
    with Test("the exit status is the highest of all files"):
        for files, wanted in (((good, good), 0), ((good, bad), 1), ((bad, good), 1), ((bad, elsewhere), 3),
                              ((elsewhere, good), 3), ((good, "/nonexistent", good), 66)):
            status, out, err = desk.run("--json", *files)
            assert status == wanted, (files, status)
            assert [json.loads(line)["file"] for line in out.splitlines()] == [f for f in files if f != "/nonexistent"]
        status, out, err = desk.run(good, bad)
        assert out.splitlines()[:3] == [good + ":", "accept", bad + ":"] and out.splitlines()[-1] == "refuse", out
    with Test("no such input"):
        for name in ("/nonexistent", desk.folder):
            status, out, err = desk.run(name)
            assert (status, out) == (66, "") and err.startswith("referral-check: " + name + ": "), (status, out, err)
    with Test("usage"):
        for arguments in (("--nonsense",), ("-x",), ("-r",), ("--at",)):
            status, out, err = desk.run(*arguments)
            assert status == 64 and out == "" and err.startswith("referral-check: "), (arguments, status, err)
        status, out, err = desk.run("--help", config=False)
        assert status == 0 and out.startswith("usage: referral-check [-c FILE]") and err == "", (status, out, err)
        status, out, err = desk.run("--version", config=False)
        assert status == 0 and out.startswith("referral-check "), (status, out)
    with Test("a full disk under standard output is no accept"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "-c", desk.file, good], stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 75, done


def configuration(desk):
    good = desk.save(desk.mail(), "good.eml")
    with Test("configuration errors name file and line, and nothing is judged"):
        desk.write('gateway = "gw1";\nnonsense = 3;\n')
        status, out, err = desk.run(good)
        assert (status, out) == (78, ""), (status, out, err)
        assert f"referral-check: {desk.file}:2: " in err, err
        desk.write()
        status, out, err = desk.run("-c", "/nonexistent.conf", good, config=False)
        assert (status, out) == (78, "") and "/nonexistent.conf" in err, (status, err)
    with Test("a passphrase file that others may read is a configuration error"):
        os.chmod(desk.folder + "/kontich.pass", 0o644)
        status, out, err = desk.run(good)
        assert (status, out) == (78, "") and "kontich.pass" in err, (status, err)
        assert milter.PASSPHRASE not in err
        os.chmod(desk.folder + "/kontich.pass", 0o600)
        assert desk.run(good)[0] == 0
    if os.geteuid() == 0:
        with Test("an ordinary user may run it, too"):
            os.chmod(good, 0o644)
            os.chmod(desk.file, 0o644)
            # the source tree may be one that only root may enter
            program = shutil.copy(PROGRAM, desk.folder + "/referral-check")
            status, out, err = desk.run(good, program=program, user=milter.USER, extra_groups=[])
            assert (status, out) == (0, "accept\n"), (status, out, err)


class Running:
    """referral-check waiting for its standard input, its zygote already there"""

    def __init__(self, desk, *arguments, stderr=subprocess.PIPE):
        self.process = subprocess.Popen([PROGRAM, "-c", desk.file, *arguments, "-"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=stderr)
        harness.wait_for(lambda: self.waits(), "the zygote")
        self.zygote = milter.children(self.process.pid)[0]

    def waits(self):
        """the start is over: the passphrases are loaded and the program reads its standard input"""
        try:
            with open(f"/proc/{self.process.pid}/syscall") as f:
                reading = f.read().split()[:2] == ["0", "0x0"]
        except OSError:
            reading = False
        return reading and milter.children(self.process.pid)

    def finish(self, data):
        out, err = self.process.communicate(data, timeout=60)
        return self.process.returncode, out.decode(), (err or b"").decode()


def trouble(desk):
    good = desk.mail()
    with Test("without its zygote it defers"):
        run = Running(desk)
        os.kill(run.zygote, signal.SIGKILL)
        status, out, err = run.finish(good)
        assert status == 75 and out.splitlines()[-1] == "defer" and out.startswith("defer-inspection\t"), (status, out)
        assert "parent" in err, err
    with Test("a deferral in JSON"):
        run = Running(desk, "--json")
        os.kill(run.zygote, signal.SIGKILL)
        status, out, err = run.finish(good)
        said = json.loads(out)
        assert status == 75 and said["verdict"] == "defer", (status, said)
        assert said["reply"][-1].startswith("451 4.3.0"), said
        assert said["record"]["event"] == "defer" and "trouble" in said["record"], said
    with Test("work that takes long shows its progress on a terminal, and only there"):
        for terminal in (True, False):
            ours, theirs = pty.openpty()
            run = Running(desk, stderr=theirs if terminal else subprocess.PIPE)
            os.kill(run.zygote, signal.SIGSTOP)
            run.process.stdin.write(good)
            run.process.stdin.close()
            run.process.stdin = None
            time.sleep(2.5)
            os.kill(run.zygote, signal.SIGCONT)
            status, out, err = run.finish(None)
            os.close(theirs)
            assert (status, out) == (0, "accept\n"), (status, out, err)
            if terminal:
                shown = os.read(ours, 4096).decode()
                assert "file 1 of 1" in shown, shown
            else:
                assert err == "", err
            os.close(ours)
    with Test("nobody is left behind"):
        run = Running(desk)
        run.process.kill()
        run.process.wait()
        harness.wait_for(lambda: not os.path.exists(f"/proc/{run.zygote}"), "the end of the zygote")


def main():
    with harness.Folder() as folder:
        desk = Desk(folder)
        for part in (layouts, refusals, empty_mails, other_archives, the_record, line_ends, bare_archives, days,
                     envelopes, limits, output, configuration, trouble):
            part(desk)
    harness.finish()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""referral-log as its users call it: verify, checkpoint, report, receipt; what it prints and how it exits."""
import base64
import csv
import email.message
import email.policy
import hashlib
import html.parser
import io
import json
import mailbox
import os
import re
import shutil
import subprocess
import tempfile

import logs
import harness
from harness import Test
from logs import tool

POLICY = ["a" * 64, "b" * 64]


def transfer(archive, message_id, sender="anna@opgroeien.example", protocol="kontich-2026", passphrase="2026-1"):
    """The members of an accept record, as the daemon writes them."""
    members = {"protocol": protocol, "transfer": "11111111-2222-4333-8444-555555555555", "queue_id": "4QABC",
               "message_id": message_id, "sender": sender, "recipients": ["sociale.dienst@kontich.be"],
               "other_recipients": 0, "bytes": 4812,
               "archive": {"sha256": archive, "bytes": 890, "cipher": "AES-256-CBC", "kdf_power": 19,
                           "names_encrypted": False, "passphrase": passphrase},
               "content": {"format": "txt", "clients": 1, "fields": ["first-name", "last-name", "telephone"]}}
    return "accept " + json.dumps(members, separators=(",", ":"))[1:-1]


def refusal(*codes):
    findings = ",".join(f'{{"code":"{c}","place":""}}' for c in codes)
    return f'refuse "protocol":"kontich-2026","recipients":[],"other_recipients":0,"bytes":10,"findings":[{findings}]'


ARCHIVES = [hashlib.sha256(bytes([i])).hexdigest() for i in range(8)]

STORY = [
    "policy " + POLICY[0],
    "at 2026-03-10T10:00:00.000Z", 'start "seccomp":true', 'self-test "ok":true',
    transfer(ARCHIVES[0], "<1@x>"),
    transfer(ARCHIVES[0], "<1@x>"),                       # the same mail once more
    "at 2026-03-31T21:59:59.999Z", transfer(ARCHIVES[1], "<2@x>"),    # still March in Brussels
    "at 2026-03-31T22:00:00.000Z", transfer(ARCHIVES[2], "<3@x>"),    # April in Brussels
    refusal("archive-not-encrypted"), refusal("field-not-permitted", "field-not-permitted", "field-missing"),
    'defer "protocol":"kontich-2026","recipients":[],"other_recipients":0,"bytes":10,'
    '"findings":[{"code":"defer-overload","place":""}]',
    'stop "ok":true',
    "policy " + POLICY[1],
    "at 2026-05-02T10:00:00.000Z", 'start "seccomp":true', 'reload "ok":false',
    transfer(ARCHIVES[3], "<4@x>", passphrase="2026-2"),
    transfer(ARCHIVES[4], "<5@x>", protocol="other-2026", sender='=cmd|"<b>\u00c3\u00a9\u001b'),
]


def written(folder, name="log", gateway="gw1", lines=None):
    log, key = f"{folder}/{name}", f"{folder}/{name}-key"
    return log, logs.script(log, key, lines or STORY, gateway)


def verify(folder):
    log, told = written(folder, "v")
    with Test("verify: an intact log, with and without published keys"):
        seq, head = told[-1].split()
        status, out, err = tool("verify", log)
        fingerprint = hashlib.sha256(base64.b64decode(open(log + "/keys.pub").read().split()[1])).hexdigest()
        assert (status, err) == (0, ""), (status, err)
        assert out == (f"{log}: {seq} records, seq 1 to {seq}, head {head}: intact (key {fingerprint} taken from the log "
                       "folder: compare it with the published one)\n"), out
        shutil.copy(log + "/keys.pub", folder + "/published")
        status, out, err = tool("verify", "-k", folder + "/published", log)
        assert (status, out) == (0, f"{log}: {seq} records, seq 1 to {seq}, head {head}: intact\n"), out
    with Test("verify: an independent script agrees"):
        assert logs.independent_verify(log, folder) == int(seq)
    with Test("verify: an anchor that is there, and one that is not"):
        assert tool("verify", "--anchor", f"{seq}:{head}", log)[0] == 0
        middle = told[3].split()
        assert tool("verify", "--anchor", ":".join(middle), "--anchor", f"gw1:{seq}:{head}", log)[0] == 0
        status, out, _ = tool("verify", "--anchor", f"{int(seq) + 1}:{head}", log)
        assert status == 1 and "broken" in out and "the end is missing" in out, out
    with Test("verify: a broken log says where; several folders, the worst status counts"):
        copy = folder + "/copy"
        shutil.copytree(log, copy)
        name = f"{copy}/{logs.segments(copy)[0]}"
        data = bytearray(open(name, "rb").read())
        third = data.index(b"\n", data.index(b"\n") + 1) + 1
        data[third + 200] ^= 1
        open(name, "wb").write(data)
        status, out, _ = tool("verify", log, copy)
        assert status == 1 and out.splitlines()[0].startswith(f"{log}: ") and ": intact" in out.splitlines()[0]
        assert out.splitlines()[1].startswith(f"{copy}: {logs.segments(copy)[0]}:3: broken after seq 2: "), out
        status, out, err = tool("verify", folder + "/none", copy)
        assert status == 66 and err == f"referral-log: {folder}/none: No such file or directory\n", err
        assert "broken" in out
    with Test("verify: a folder without a segment"):
        os.mkdir(folder + "/empty")
        assert tool("verify", folder + "/empty")[::2] == (66, f"referral-log: {folder}/empty: no segment of a log in it\n")
    with Test("usage errors exit 64"):
        for arguments in ([], ["verify"], ["what"], ["verify", "--what", log], ["verify", "--anchor", "x", log],
                          ["verify", "--anchor", f"1:{head}", log, log], ["report"], ["receipt"], ["checkpoint"],
                          ["report", "--from", "2026-02-30", log], ["report", "--format", "pdf", log],
                          ["report", "--lang", "de", log], ["report", "--from", "2026-02-02", "--to", "2026-02-01", log],
                          ["checkpoint", "--anchor", f"1:{head}", log]):
            status, out, err = tool(*arguments)
            assert status == 64 and out == "" and "--help" in err, (arguments, status, out, err)
    with Test("keys files that are none exit 65 or 66 with file and line"):
        open(folder + "/bad", "w").write(open(folder + "/published").read() + "2 x\n")
        lines = len(open(folder + "/bad").readlines())
        assert tool("verify", "-k", folder + "/bad", log)[::2] == \
            (65, f"referral-log: {folder}/bad:{lines}: not a line of a keys file\n")
        assert tool("verify", "-k", folder + "/none", log)[0] == 66
    with Test("--help and --version"):
        for arguments in (["--help"], ["verify", "--help"]):
            status, out, err = tool(*arguments)
            assert status == 0 and out.startswith("usage: referral-log ") and err == ""
        assert tool("--version")[1].startswith("referral-log ")
    with Test("output that cannot be written is no success"):
        done = subprocess.run([logs.TOOL, "verify", log], stdout=open("/dev/full", "w"), stderr=subprocess.PIPE)
        assert done.returncode == 70, done.returncode


def checkpoint(folder):
    log, told = written(folder, "c")
    with Test("checkpoint: its anchor verifies, and finds the log cut off after it"):
        status, out, _ = tool("checkpoint", log)
        seq, head = told[-1].split()
        lines = out.splitlines()
        assert status == 0 and lines[:3] == ["referral-log/gw1", seq, head], out
        anchor = lines[-1].split()[1]
        assert tool("verify", "--anchor", anchor, log)[0] == 0
        name = f"{log}/{logs.segments(log)[-1]}"
        data = open(name, "rb").read()
        open(name, "wb").write(data[:data.rindex(b"\n", 0, -1) + 1])
        assert tool("verify", log)[0] == 0
        status, out, _ = tool("verify", "--anchor", anchor, log)
        assert status == 1 and "the end is missing" in out, out
    with Test("checkpoint: none of a broken log"):
        open(name, "ab").write(b"x\n")
        status, out, err = tool("checkpoint", log)
        assert status == 1 and out == "" and "broken" in err, (out, err)


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.text, self.seen = [], [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text.append(data)


def report(folder):
    log, _ = written(folder, "r")

    def as_json(*arguments):
        status, out, err = tool("report", "--format", "json", *arguments, log)
        assert status == 0, err
        return json.loads(out)

    with Test("report: counts of transfers, refusals, deferrals"):
        r = as_json()
        p = r["protocols"]["kontich-2026"]
        assert r["intact"] is True and len(r["gateways"]) == 1
        assert (p["transfers"], p["accept_records"], p["refused"], p["deferred"]) == (4, 5, 2, 1), p
        assert p["months"] == {"2026-03": 2, "2026-04": 1, "2026-05": 1}, p["months"]
        assert p["refusals"] == {"archive-not-encrypted": 1, "field-not-permitted": 1, "field-missing": 1}
        assert p["deferrals"] == {"defer-overload": 1}
        assert p["encryption"] == [{"cipher": "AES-256-CBC", "kdf_power": 19, "names_encrypted": False, "transfers": 4}]
        assert p["passphrases"]["2026-2"] == {"first": "2026-05-02T10:00:00.000Z", "last": "2026-05-02T10:00:00.000Z",
                                              "transfers": 1}
        assert p["fields"] == {"first-name": 4, "last-name": 4, "telephone": 4}
        assert [t["archive_sha256"] for t in r["transfers"]] == ARCHIVES[:5]
        assert r["transfers"][0]["repeated"] == 1
        assert r["self_tests"] == {"passed": 1}
    with Test("report: versions, windows on duty, special events"):
        assert [v["policy_sha256"] for v in r["versions"]] == POLICY
        duty = r["gateways"][0]["on_duty"]
        assert [(d["from"][:10], d["to"][:10], d["end"]) for d in duty] == \
            [("2026-03-10", "2026-03-31", "stop"), ("2026-05-02", "2026-05-02", "running")], duty
        assert [e["event"] for e in r["events"]] == ["start", "stop", "start", "reload"]
        assert r["events"][-1]["detail"] == {"ok": False}
    with Test("report: period and protocol"):
        april = as_json("--from", "2026-04-01", "--to", "2026-04-30")
        assert [t["archive_sha256"] for t in april["transfers"]] == ARCHIVES[2:3]
        assert [v["policy_sha256"] for v in april["versions"]] == POLICY[:1]
        assert [d["end"] for d in april["gateways"][0]["on_duty"]] == ["stop"]
        utc = json.loads(tool("report", "--format", "json", "--from", "2026-04-01", log, env={"TZ": "UTC"})[1])
        assert [t["archive_sha256"] for t in utc["transfers"]] == ARCHIVES[3:5]
        other = as_json("--protocol", "other-2026")
        assert list(other["protocols"]) == ["other-2026"] and len(other["transfers"]) == 1
        assert as_json("--to", "2026-01-01")["transfers"] == []
    with Test("report: text in three languages"):
        for language, title in (("nl", "Verslag van doorverwijzingen"), ("en", "Report on referrals"),
                                ("fr", "Rapport sur les orientations")):
            status, out, _ = tool("report", "--lang", language, log)
            assert status == 0 and out.startswith(title), out
            assert ARCHIVES[4] in out and "\x1b" not in out and "openssl pkeyutl" in out
    with Test("report: every reason code has a name in every language"):
        header = open(logs.ROOT + "/milter/inspect/verdict.h").read()
        codes = re.findall(r'X\(REASON_[A-Z0-9_]+, "([a-z0-9-]+)",', header)
        assert len(codes) > 35
        all_of_them, _ = written(folder, "reasons", lines=[refusal(*codes)])
        for language in ("nl", "en", "fr"):
            out = tool("report", "--lang", language, all_of_them)[1]
            for code in codes:
                line = [l for l in out.splitlines() if l.split()[:2] == [code, "1"]]
                assert len(line) == 1 and len(line[0].split()) > 2, (language, code, line)
    with Test("report: HTML is well-formed and holds no code of a sender's"):
        status, out, _ = tool("report", "--format", "html", "--lang", "nl", log)
        tags = Tags()
        tags.feed(out)
        assert status == 0 and tags.open == [] and "b" not in tags.seen and "script" not in tags.seen
        assert '=cmd|"<b>\u00e9?' in "".join(tags.text)
    with Test("report: CSV has a row a transfer and no formula"):
        status, out, _ = tool("report", "--format", "csv", log)
        rows = list(csv.DictReader(io.StringIO(out)))
        assert status == 0 and [r["archive_sha256"] for r in rows] == ARCHIVES[:5]
        assert rows[4]["sender"].startswith("'=cmd|"), rows[4]
        assert rows[0]["kdf_power"] == "19" and rows[0]["names_encrypted"] == "false"
    with Test("report: the recipe in it verifies a line with openssl alone"):
        recipe = tool("report", log)[1].rsplit("\n\n", 1)[1]
        recipe = recipe[recipe.index("sed -n 2p"):].replace("SEGMENT.jsonl", f"{log}/{logs.segments(log)[0]}")
        done = subprocess.run(["sh", "-ec", recipe.replace("keys.pub", f"{log}/keys.pub")], cwd=folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        prev = next(r for i, (_, r) in enumerate(logs.lines(log)) if i == 1)["prev"]
        assert done.returncode == 0 and prev in done.stdout and "Signature Verified Successfully" in done.stdout, done.stdout
    with Test("the manual's recipes verify a line with openssl alone, and the chain"):
        source = open(logs.ROOT + "/milter/man/referral-log.8").read()
        blocks = [b.split(".Ed")[0] for b in source.split(".Bd -literal -offset 2n\n")[1:]]
        recipe, program = (b.replace("\\e", "\\") for b in blocks)
        recipe = recipe.replace("SEGMENT.jsonl", f"{log}/{logs.segments(log)[0]}").replace("keys.pub", f"{log}/keys.pub")
        done = subprocess.run(["sh", "-ec", recipe], cwd=folder, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        assert done.returncode == 0 and prev in done.stdout and "Signature Verified Successfully" in done.stdout, done.stdout
        files = [f"{log}/{n}" for n in logs.segments(log)]
        assert subprocess.run(["python3", "-c", program, *files]).returncode == 0
        assert subprocess.run(["python3", "-c", program, *reversed(files)], stderr=subprocess.DEVNULL).returncode == 1
    with Test("report: several gateways; a mail that went over both is one transfer"):
        second, _ = written(folder, "r2", "gw2", [transfer(ARCHIVES[0], "<1@x>"), transfer(ARCHIVES[7], "<9@x>")])
        r = json.loads(tool("report", "--format", "json", log, second)[1])
        assert [g["gateway"] for g in r["gateways"]] == ["gw1", "gw2"] and len(r["transfers"]) == 6
    with Test("report: parties and title come from a configuration"):
        sample = open(logs.ROOT + "/conf/referral-milter.conf").read()
        assert "Opgroeien regie" in sample
        done = tool("report", "-c", logs.ROOT + "/conf/referral-milter.conf", "--format", "json", log)
        assert done[0] == 0, done[2]
        assert {"Opgroeien regie", "OCMW Kontich"} <= {p["name"] for p in json.loads(done[1])["parties"]}
        assert tool("report", "-c", folder + "/none", log)[0] == 78
    with Test("report: of a broken log exits 1 and says so"):
        name = f"{log}/{logs.segments(log)[-1]}"
        open(name, "ab").write(b"x\n")
        status, out, _ = tool("report", log)
        assert status == 1 and "NO: this report proves nothing" in out, out
        assert json.loads(tool("report", "--format", "json", log)[1])["intact"] is False
        assert tool("report", folder + "/none")[0] == 66


def message(archive, receipt, encoding="base64"):
    m = email.message.EmailMessage(policy=email.policy.SMTP.clone(max_line_length=200))
    m["From"], m["To"], m["Subject"] = "anna@opgroeien.example", "sociale.dienst@kontich.be", "Doorverwijzing"
    for value in receipt if isinstance(receipt, list) else [receipt]:
        if value:
            m["Referral-Receipt"] = value
    m.set_content("Zie bijlage.\n")
    m.add_attachment(archive, maintype="application", subtype="x-7z-compressed", filename="a.7z", cte=encoding)
    return m


def receipts(folder):
    archive = b"7z\xbc\xaf\x27\x1c" + os.urandom(1000) + b"-- \r\n=3D \n."
    sha256 = hashlib.sha256(archive).hexdigest()
    log, told = written(folder, "q", lines=["at 2026-03-10T10:00:00.000Z", transfer(sha256, "<1@x>"), "receipt " + sha256,
                                             "at 2026-04-10T10:00:00.000Z", transfer(sha256, "<2@x>"),
                                             "receipt " + sha256])
    keys, first, second = log + "/keys.pub", told[1], told[3]

    def run(content, *more, name="m.eml"):
        path = f"{folder}/{name}"
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.as_bytes())
        return tool("receipt", "-k", keys, *more, path)

    with Test("receipt: a genuine mail holds, as MTAs and mail programs store it"):
        for m in (message(archive, first), message(archive, second)):
            status, out, err = run(m)
            assert status == 0 and ": holds; signature holds; archive matches" in out, (out, err)
            assert run(m.as_bytes().replace(b"\r\n", b"\n"))[0] == 0
            assert run(b"Received: from x\r\n by y\r\n" + m.as_bytes())[0] == 0
        folded = message(archive, first).as_bytes().replace(b"; ", b";\r\n\t")
        assert run(folded)[0] == 0, run(folded)
        lower = message(archive, first).as_bytes().replace(b"Referral-Receipt", b"REFERRAL-receipt")
        assert run(lower)[0] == 0
        assert run(message(archive, first, "quoted-printable"))[0] == 0
    with Test("receipt: signed by hand with openssl, over the bytes that are documented"):
        value, signature = first.split("; s=")
        public = open(keys).read().split()[1]
        assert logs.openssl_verify(folder, public, b"referral-receipt:" + value.encode(), signature)
    with Test("receipt: every changed value is found"):
        value = first
        for i in range(len(value)):
            changed = value[:i] + ("A" if value[i] != "A" else "B") + value[i + 1:]
            status, out, _ = run(message(archive, changed))
            assert status == 1 and "Receipts that do not hold: 1" in out, (changed, out)
    with Test("receipt: a changed archive, no archive, another mail's receipt"):
        status, out, _ = run(message(archive[:-1] + b"x", first))
        assert status == 1 and "archive missing" in out and "DOES NOT HOLD" in out, out
        assert run(b"Referral-Receipt: " + first.encode() + b"\r\n\r\nhello\r\n")[0] == 1
        assert run(message(os.urandom(500), first))[0] == 1
    with Test("receipt: a header in the body, or in an attached mail, is none"):
        status, out, _ = run(b"Subject: x\r\n\r\nReferral-Receipt: " + first.encode() + b"\r\n")
        assert status == 1 and "Messages without a receipt: 1" in out, out
    with Test("receipt: keys of another gateway, of another log, of the wrong number"):
        other, told2 = written(folder, "q2", "gw2", [transfer(sha256, "<1@x>"), "receipt " + sha256])
        run(message(archive, first))
        status, out, _ = tool("receipt", "-k", other + "/keys.pub", folder + "/m.eml")
        assert status == 1 and "no keys of this gateway" in out, out
        same, _ = written(folder, "q3", "gw1", [transfer(sha256, "<1@x>")])
        status, out, _ = tool("receipt", "-k", same + "/keys.pub", folder + "/m.eml")
        assert status == 1 and "the signature does not hold" in out, out
        with open(folder + "/all.pub", "w") as f:
            f.write(open(other + "/keys.pub").read() + open(keys).read())
        assert tool("receipt", "-k", folder + "/all.pub", folder + "/m.eml")[0] == 0
        assert tool("receipt", "-k", other + "/keys.pub", "-k", keys, folder + "/m.eml")[0] == 0
        run(message(archive, second))
        with open(folder + "/short.pub", "w") as f:
            f.write(open(keys).readline())
        status, out, _ = tool("receipt", "-k", folder + "/short.pub", folder + "/m.eml")
        assert status == 1 and "a key that the keys file does not have" in out, out
        assert run(message(archive, told2[1]))[0] == 1
    with Test("receipt: an mbox and a Maildir with other mail in them"):
        box = mailbox.mbox(folder + "/box")
        drawer = mailbox.Maildir(folder + "/drawer")
        for m in (message(archive, first), message(archive, None), message(archive, second)):
            box.add(m.as_bytes())
            drawer.add(m.as_bytes())
        box.close()
        for path in (folder + "/box", folder + "/drawer"):
            status, out, err = tool("receipt", "-k", keys, path)
            assert status == 0, (out, err)
            assert out.splitlines()[-1] == ("Receipts that hold: 2. Receipts that do not hold: 0. Messages without a receipt: "
                                            "1. Different archives: 1."), out
    with Test("receipt: two receipts in one mail are both judged"):
        m = message(archive, [first, first.replace("n=", "n=1")])
        status, out, _ = run(m)
        assert status == 1 and "hold: 1. Receipts that do not hold: 1." in out, out
    with Test("receipt: JSON, CSV, HTML"):
        status, out, _ = run(message(archive, second), "--format", "json")
        r = json.loads(out)
        assert status == 0 and r["holds"] is True and r["archive_sha256"] == sha256 and r["key"] == 2, r
        assert f"{r['seq']} {r['record_sha256']}" == told[2]
        rows = list(csv.DictReader(io.StringIO(run(message(archive, first), "--format", "csv")[1])))
        assert rows[0]["signature"] == "holds" and rows[0]["archive"] == "matches", rows
        tags = Tags()
        tags.feed(run(message(archive, first), "--format", "html", "--lang", "fr")[1])
        assert tags.open == [] and sha256 in "".join(tags.text)
    with Test("receipt: what is no mail ends in a clear answer"):
        for content in (b"", b"\0" * 100000, b"Referral-Receipt:\r\n", b"Referral-Receipt: " + b"v" * 100000,
                        b"From " * 50000, b"\n" * 1000, os.urandom(200000), b"Referral-Receipt: v=1; g=\r\n" * 5000):
            status, out, err = run(content)
            assert status == 1 and err == "", (status, out[:200], err)
        assert tool("receipt", "-k", keys, folder + "/none.eml")[0] == 66
        assert tool("receipt", "-k", keys, folder)[0] == 66


def main():
    folder = tempfile.mkdtemp(prefix="record-tool-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    try:
        for part in (verify, checkpoint, report, receipts):
            part(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    harness.finish()


main()

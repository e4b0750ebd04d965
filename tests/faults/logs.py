"""What the log's fault tests share: a log written by log-writer, and a verifier that shares no code with the programs."""
import base64
import hashlib
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests/end-to-end")
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
WRITER = BUILD + "/tests/faults/log-writer"
TOOL = BUILD + "/referral-log"


def tool(*arguments, **more):
    """referral-log: exit status, standard output, standard error."""
    env = {**os.environ, "TZ": "Europe/Brussels", **more.pop("env", {})}
    done = subprocess.run([TOOL, *arguments], capture_output=True, text=True, timeout=120, env=env, **more)
    return done.returncode, done.stdout, done.stderr


def script(log, key, lines, gateway="gw1"):
    """Writes a log by these lines; what the writer printed, a line each."""
    done = subprocess.run([WRITER, log, key, "script", gateway], input="\n".join(lines) + "\n", capture_output=True,
                          text=True, timeout=60)
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout.splitlines()


def segments(log):
    return sorted((n for n in os.listdir(log) if n.endswith(".jsonl")), key=lambda n: int(n.split("-")[-1][:-6]))


def is_record(line):
    try:
        return "sig" in json.loads(line)
    except ValueError:
        return False


def lines(log):
    """(line without line feed, record) of a log. What is no record must be declared by the `recovered` that follows."""
    for name in segments(log):
        with open(os.path.join(log, name), "rb") as f:
            rest = f.read().split(b"\n")
        assert rest.pop() == b"", f"{name} has a torn end"
        torn = []
        for line in rest:
            if not is_record(line):
                torn.append(line)
                continue
            record = json.loads(line)
            if torn:
                assert record["event"] == "recovered", record["event"]
                assert record["torn_bytes"] == len(b"\n".join(torn))
                assert record["torn_sha256"] == hashlib.sha256(b"\n".join(torn)).hexdigest()
            torn = []
            yield line, record
        assert not torn, f"{name} has a torn end"


def openssl_verify(folder, public, text, signature):
    """Ed25519 by the openssl program."""
    der = bytes.fromhex("302a300506032b6570032100") + base64.b64decode(public)
    names = [os.path.join(folder, n) for n in ("openssl.der", "openssl.text", "openssl.sig")]
    for name, content in zip(names, (der, text, base64.b64decode(signature))):
        with open(name, "wb") as f:
            f.write(content)
    done = subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", names[0],
                           "-in", names[1], "-sigfile", names[2]], capture_output=True, check=False)
    return done.returncode == 0


def independent_verify(log, folder, every=1):
    """The chain, the keys and the signatures as referral-log(8) documents them, by hashlib and openssl. every: of so many
    records, one signature is checked. The number of records."""
    with open(log + "/keys.pub", encoding="ascii") as f:
        keys = [line.split() for line in f]
    first = next(lines(log))[1]
    for i, (number, public, seq, signature) in enumerate(keys):
        signed = f"referral-key:{first['gateway']} {number} {public} {seq}".encode()
        assert openssl_verify(folder, keys[max(i - 1, 0)][1], signed, signature), f"key {number}"
    prev, seq, time = first["prev"], first["seq"] - 1, ""
    count = 0
    for line, record in lines(log):
        assert record["prev"] == prev and record["seq"] == seq + 1 and record["time"] >= time, record["seq"]
        text, signature = line.rsplit(b',"sig":"', 1)
        key = [k for k in keys if int(k[2]) <= record["seq"]][-1]
        assert int(key[0]) == record["key"], record["seq"]
        if count % every == 0:
            assert openssl_verify(folder, key[1], text, signature[:-2].decode()), record["seq"]
        prev, seq, time = hashlib.sha256(line).hexdigest(), record["seq"], record["time"]
        count += 1
    return count

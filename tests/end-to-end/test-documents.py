#!/usr/bin/env python3
"""Documents as programs save them and with every kind of forbidden addition, each packed by 7-Zip: referral-check gives the
right verdict, reason and place for every file of the folder, in one run."""
import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import documents
import milter
from harness import Folder, Test, finish

PROGRAM = milter.BUILD + "/referral-check"


def pack(folder, number, case):
    """An archive of the case's document, made by 7zz as people make one."""
    work = f"{folder}/work-{number}"
    os.mkdir(work)
    with open(f"{work}/gegevens.{case[1]}", "wb") as f:
        f.write(case[2])
    subprocess.run(["7zz", "a", "-bd", "-y", "-mhe=on", "-p" + milter.PASSPHRASE, f"{folder}/archives/{number:03}.7z",
                    f"gegevens.{case[1]}"], cwd=work, check=True, stdout=subprocess.DEVNULL)


def judge(folder, config):
    """What referral-check says of the folder's files, in the order of their names."""
    files = sorted(os.listdir(folder + "/archives"))
    done = subprocess.run([PROGRAM, "-c", config, "--json", *files], cwd=folder + "/archives", stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=300)
    said = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [s["file"] for s in said] == files, (done.returncode, done.stderr.decode())
    return said


def check(case, said):
    name, _, _, finding = case
    told = [" ".join((f["code"], f.get("place", ""))).strip() for f in said["findings"]]
    assert said["verdict"] == ("refuse" if finding else "accept"), (said["verdict"], told)
    assert finding in told if finding else not told, told


def check_words(said):
    """What a sender reads of labels: our own words for the known ones, nothing of the others."""
    reply = " ".join(said["reply"])
    assert "(regel 4: geboortedatum, regel 6)" in reply and "huisarts" not in reply, reply
    assert "(line 4: date of birth, line 6)" in reply, reply


def main():
    cases = documents.cases()
    with Folder() as folder:
        m = milter.Milter(folder, {"content": {"fixed_text": documents.FIXED_TEXT}})
        os.mkdir(folder + "/archives")
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda i: pack(folder, i, cases[i]), range(len(cases))))
        said = judge(folder, m.file)
    for case, one in zip(cases, said):
        with Test(case[0]):
            check(case, one)
            if case[0] == documents.LABELS:
                check_words(one)
    finish()


if __name__ == "__main__":
    main()

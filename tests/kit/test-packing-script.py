#!/usr/bin/env python3
"""inpakken.cmd: its shape, and its own 7-Zip command lines run by 7zz. There is no Windows here to run the rest."""
import os
import re

import kit
import mails
import milter
from harness import Folder, Test, finish

NAME = "inpakken.cmd"
PACK, BLANK, AGAIN = range(3)  # its lines that run 7-Zip, in this order


def command_line(script, number):
    """The arguments of a line of the script that runs 7-Zip; output is thrown away by the shell."""
    lines = [line.split(" >nul")[0] for line in script.split("\r\n") if line.startswith('"%SEVENZIP%" ')]
    assert [line.split(" ")[1] for line in lines] == ["a", "t", "t"], lines
    return [a.strip('"') for a in re.findall(r'"[^"]*"|\S+', lines[number])]


def run(script, number, folder, answers, archive="gegevens.7z", document="Dossier.txt"):
    """Exit status, what was shown, and how often a passphrase was asked."""
    values = {"%SEVENZIP%": "7zz", "%ARCHIVE%": f"{folder}/{archive}", "%~1": f"{folder}/{document}"}
    status, shown = kit.typed([values.get(a, a) for a in command_line(script, number)], answers, folder)
    assert all(answer == "" or answer not in shown for answer in answers), shown
    return status, shown, shown.count("Enter password")


def the_shape(data):
    script = data.decode("ascii")
    lines = script.split("\r\n")
    with Test("every line ends in CR LF, and the last one does too"):
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r") and data.endswith(b"\r\n")
    with Test("only printable ASCII: right on every code page"):
        assert all(32 <= byte < 127 for line in lines for byte in line.encode())
    with Test("every goto has its label, and every label its goto"):
        labels = [line[1:] for line in lines if line.startswith(":")]
        targets = re.findall(r"\bgoto (\w+)", script)
        assert len(labels) == len(set(labels)) and set(labels) == set(targets), (labels, targets)
    with Test("quotes are closed on every line, and nothing of another shell is in it"):
        for line in lines:
            assert line.count('"') % 2 == 0, line
            assert not re.search(r"\$[({\w]|`|^\s*fi\b|\[\[|\bthen\b|#!|/dev/null|\$@|&&|\|\|", line), line
    with Test("paths stand in quotes, so that blanks and & in names do no harm"):
        for line in lines:
            if not line.startswith("rem"):
                bare = re.sub(r'"[^"]*"', "", line)
                assert not re.search(r"%(ARCHIVE|SEVENZIP|~\w*1|ProgramFiles|ProgramW6432)", bare), line
    with Test("every way ends at exit, which leaves the shell: no text after an & in a name is run"):
        assert re.search(r"\r\nexit %RESULT%\r\n$", script) and "exit /b" not in re.sub(r"rem[^\r]*", "", script)
        parts = re.split(r"\r\n:(\w+)\r\n", script)
        for name, body in zip(parts[1::2], parts[2::2]):
            if name not in ("found", "pack", "end"):
                assert body.rstrip().endswith("goto end"), name
    with Test("no passphrase in it: 7-Zip asks, and no variable takes one"):
        assert milter.PASSPHRASE not in script and "set /p" not in script
        assert re.findall(r"(?m)^(?!rem).*\s-p(\S*)", script) == ["", ""], "options with a passphrase"
    with Test("one file only, no folder, no other kind than the gateway reads"):
        assert 'if not "%~2"=="" goto several' in script and 'if exist "%~1\\" goto folder' in script
        kinds = re.search(r"for %%e in \(([^)]*)\)", script).group(1).split()
        with open(kit.ROOT + "/conf/referral-milter.conf", encoding="utf-8") as f:
            shipped = re.search(r"formats\s*=\s*\[([^\]]*)\]", f.read()).group(1)
        assert kinds == ["." + name for name in re.findall(r'"(\w+)"', shipped)], kinds
    with Test("an archive that is there goes only after a yes, and before 7-Zip would add to it"):
        asked, deleted, packs = (script.index(s) for s in ("choice /c JN", 'del "%ARCHIVE%"', '"%SEVENZIP%" a '))
        assert asked < deleted < packs and 'if not "%ERRORLEVEL%"=="1" goto kept' in script[asked:deleted]
        assert script.index('if not exist "%ARCHIVE%" goto pack') < asked


def the_archive(script, folder):
    document = "".join(f"{label}: {value}\r\n" for label, value in zip(kit.LABELS, (
        "Ann", "Peeters", "Kerkstraat 12 bus 3", "2550 Kontich", "0478 65 43 21", "ann.peeters@example.net")))
    with open(folder + "/Dossier.txt", "w", newline="") as f:
        f.write(document)
    desk = kit.Desk(folder)
    with Test("its command line makes an archive that the gateway accepts, alone and in a mail"):
        status, shown, asked = run(script, PACK, folder, [milter.PASSPHRASE])
        assert status == 0 and asked == 1, shown
        with open(folder + "/gegevens.7z", "rb") as f:
            archive = f.read()
        said = desk.judge(archive, "copy.7z")
        assert said["verdict"] == "accept" and said["record"]["archive"]["names_encrypted"] is True, said
        said = desk.judge(mails.build("outlook-exchange", archive), "mail.eml")
        assert said["verdict"] == "accept", said
    with Test("it sees that a passphrase was typed at all"):
        status, shown, asked = run(script, BLANK, folder, [])
        assert status != 0 and asked == 0, shown
        status, shown, asked = run(script, PACK, folder, [""], "blank.7z")
        assert status == 0 and asked == 1, shown
        status, shown, asked = run(script, BLANK, folder, [], "blank.7z")
        assert status == 0 and asked == 0, shown
    with Test("it asks again, takes the same passphrase and notices another one"):
        status, shown, asked = run(script, AGAIN, folder, [milter.PASSPHRASE])
        assert status == 0 and asked == 1, shown
        status, shown, asked = run(script, AGAIN, folder, [milter.PASSPHRASE + "x"])
        assert status != 0 and asked == 1, shown
    with Test("a document that is not there is a failure that the script sees"):
        status, shown, asked = run(script, PACK, folder, [milter.PASSPHRASE], "other.7z", "none.txt")
        assert status != 0, shown
    with Test("what fails leaves no archive behind: every way out after packing deletes it"):
        for name in ("failed", "blank", "differs"):
            assert f':{name}\r\nif exist "%ARCHIVE%" del "%ARCHIVE%"\r\n' in script, name
    with Test("a name that looks like an option or a list is taken as a file"):
        for name in ("-sdel.txt", "@lijst.txt"):
            os.link(folder + "/Dossier.txt", f"{folder}/{name}")
            status, shown, asked = run(script, PACK, folder, [milter.PASSPHRASE], f"{name}.7z", name)
            assert status == 0 and os.path.exists(f"{folder}/{name}"), shown
            with open(f"{folder}/{name}.7z", "rb") as f:
                assert desk.judge(f.read(), "copy.7z")["record"]["archive"]["names_encrypted"] is True


def main():
    data = kit.read(NAME)
    the_shape(data)
    with Folder() as folder:
        the_archive(data.decode("ascii"), folder)
    finish()


if __name__ == "__main__":
    main()

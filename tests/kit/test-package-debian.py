#!/usr/bin/env python3
"""make deb: the package is built, lintian has nothing to say, and installed into an empty root it is ready but for the passphrase."""
import glob
import os
import pwd
import re
import stat
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
sys.path.insert(0, ROOT + "/tests/end-to-end")
import harness  # noqa: E402
from harness import Test  # noqa: E402

PROOF = ("/var/log/referral-milter", "/var/lib/referral-milter")


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


def build(folder):
    """The package, made by make deb into a folder of its own; the tree is as before."""
    def tree():
        return sorted(set(os.listdir(ROOT)) - {"build"}), sorted(os.listdir(ROOT + "/contrib/debian"))

    before = tree()
    # without optimisation: a third of the time, and nothing here is about speed
    done = run("make", "-s", "-C", ROOT, "deb", f"BUILD={folder}/build", env={
        **{k: v for k, v in os.environ.items() if not k.startswith(("BUILD", "MAKE", "MFLAGS"))},
        "DEB_BUILD_OPTIONS": "noopt nostrip", "DEB_BUILD_PROFILES": "noautodbgsym"})
    packages = glob.glob(folder + "/build/referral-milter_*.deb")
    assert done.returncode == 0 and len(packages) == 1, done.stdout[-2000:]
    assert tree() == before, (before, tree())
    return packages[0]


def dpkg(root, *arguments):
    """dpkg on the root; the package's scripts run here, and change only what is below it."""
    return run("dpkg", "--root=" + root, "--force-script-chrootless", "--force-depends", "--log=/dev/null", *arguments)


def empty_root(folder):
    root = folder + "/root"
    for name in ("var/lib/dpkg/info", "var/lib/dpkg/updates", "etc"):
        os.makedirs(f"{root}/{name}")
    for name in ("status", "available"):
        open(f"{root}/var/lib/dpkg/{name}", "w").close()
    # the accounts that every system has, and Postfix's group
    with open(root + "/etc/passwd", "w") as f:
        f.write("root:x:0:0:root:/root:/bin/bash\n")
    with open(root + "/etc/group", "w") as f:
        f.write("root:x:0:\npostfix:x:4711:\n")
    return root


def account(root):
    with open(root + "/etc/passwd") as f:
        line = next(l for l in f if l.startswith("referral-milter:"))
    return int(line.split(":")[2]), int(line.split(":")[3]), line


def installed(root, package):
    with Test("installed: not enabled, says what is left to do"):
        done = dpkg(root, "-i", package)
        assert done.returncode == 0, done.stdout
        assert "neither enabled nor started" in done.stdout and "kontich.pass" in done.stdout, done.stdout
        assert not glob.glob(root + "/etc/systemd/system/*.wants/*"), "enabled"
    with Test("programs, manual pages, configuration and unit are where they belong"):
        for name in ("usr/sbin/referral-milter", "usr/bin/referral-check", "usr/bin/referral-log",
                     "usr/share/man/man8/referral-milter.8.gz", "usr/share/man/man5/referral-milter.conf.5.gz",
                     "usr/share/man/man1/referral-check.1.gz", "usr/share/man/man8/referral-log.8.gz",
                     "usr/share/doc/referral-milter/README.Debian"):
            assert os.path.isfile(f"{root}/{name}"), name
        listed = run("dpkg-query", "--admindir", root + "/var/lib/dpkg", "-W", "-f", "${Conffiles}", "referral-milter").stdout
        for name in os.listdir(ROOT + "/conf"):
            assert f"/etc/referral-milter/{name} " in listed, (name, listed)
        unit, = glob.glob(root + "/*/systemd/system/referral-milter.service") + glob.glob(
            root + "/usr/lib/systemd/system/referral-milter.service")
        with open(unit) as f:
            started = re.search(r"^ExecStart=(.*)$", f.read(), re.M).group(1)
        assert started == "/usr/sbin/referral-milter", started
    with Test("a system account, and folders that are its alone"):
        uid, gid, line = account(root)
        assert 0 < uid < 1000 and line.rstrip().endswith("nologin"), line
        for name, group, mode in ((PROOF[0], gid, 0o750), (PROOF[1], gid, 0o700),
                                  ("/var/spool/postfix/referral-milter", 4711, 0o2750)):
            there = os.stat(root + name)
            assert (there.st_uid, there.st_gid, stat.S_IMODE(there.st_mode)) == (uid, group, mode), (name, there)


def configured(root):
    program, etc = root + "/usr/sbin/referral-milter", root + "/etc/referral-milter"
    with Test("the shipped configuration is good once there is a passphrase, and not before"):
        done = run(program, "-t", "-c", etc + "/referral-milter.conf")
        assert done.returncode == 78 and "kontich.pass: cannot read the passphrase" in done.stdout, done
        with open(etc + "/kontich.pass", "w") as f:
            f.write("Kastanje-7-Brievenbus-Fiets\n")
        os.chmod(etc + "/kontich.pass", 0o600)
        try:  # the account of the root is none of this machine: -t run by root takes its own or nobody's
            owner = pwd.getpwnam("referral-milter").pw_uid
        except KeyError:
            owner = pwd.getpwnam("nobody").pw_uid
        os.chown(etc + "/kontich.pass", owner, -1)
        done = run(program, "-t", "-c", etc + "/referral-milter.conf")
        assert done.returncode == 0 and "the configuration is good" in done.stdout, done


def purged(root):
    with Test("purged: the shipped configuration goes; log, keys and passphrase stay, and it says so"):
        for name in PROOF:
            open(f"{root}{name}/proof", "w").close()
        done = dpkg(root, "--purge", "referral-milter")
        assert done.returncode == 0, done.stdout
        assert os.listdir(root + "/etc/referral-milter") == ["kontich.pass"]
        for name in PROOF:
            assert os.listdir(root + name) == ["proof"] and f"{name} stays" in done.stdout, done.stdout
        assert not os.path.exists(root + "/var/spool/postfix/referral-milter")
        assert not os.path.exists(root + "/usr/sbin/referral-milter")


def main():
    with harness.Folder() as folder:
        with Test("make deb builds one package and leaves the tree alone"):
            package = build(folder)
        with Test("lintian finds no error and nothing to warn of"):
            # compiled without optimisation and stripping, see build(): what lintian says to that is expected
            done = run("lintian", "--allow-root", "--fail-on=error,warning", "--suppress-tags",
                       "unstripped-binary-or-object,hardening-no-fortify-functions", package)
            assert done.returncode == 0, done.stdout
        root = empty_root(folder)
        installed(root, package)
        configured(root)
        purged(root)
    harness.finish()


main()

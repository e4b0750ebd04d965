"""A private Postfix: own tree, own ports on loopback, nothing of the system touched.

Uses the programs of an installed Postfix, or else unpacks the distribution's package into a folder of the
build tree (so that no other mail server has to give way). Needs root, as Postfix's master does.
"""
import glob
import os
import pwd
import grp
import shutil
import subprocess
import time

import harness

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def open_to_all(path):
    """May every user pass through these folders?"""
    while path != "/":
        if os.path.isdir(path) and not os.stat(path).st_mode & 0o001:
            return False
        path = os.path.dirname(path)
    return True


def unpacked(name, *packages):
    """The folder that holds packages of the distribution, unpacked at first use."""
    # an MTA's programs run as users of their own, who must reach them
    folder = (os.path.join(ROOT, "build", name) if open_to_all(ROOT)
              else "/var/tmp/referral-milter-" + name)
    if not os.path.exists(folder):
        subprocess.run([os.path.join(os.path.dirname(__file__), "unpack-packages"), folder, *packages],
                       check=True, stdout=subprocess.DEVNULL)
    return folder


def programs():
    """Where a Postfix's parts are: (prefix, private copy or not)."""
    if os.path.exists("/usr/lib/postfix/sbin/master"):
        return "", False
    return unpacked("postfix", "postfix"), True


def accounts(private):
    """(mail owner, set-gid group): Postfix's own where they exist, else two that every system has."""
    try:
        pwd.getpwnam("postfix")
        grp.getgrnam("postdrop")
        return "postfix", "postdrop"
    except KeyError:
        return "daemon", "operator"


class Postfix:
    """One instance. domains are delivered to Maildirs below self.mail, a folder for each domain."""

    def __init__(self, folder, milters, domains, settings=None, listeners=""):
        self.folder = folder
        self.prefix, self.private = programs()
        self.port = harness.free_port()
        self.etc = folder + "/etc"
        self.mail = folder + "/mail"
        self.owner, self.group = accounts(self.private)
        self.environment = dict(os.environ, MAIL_CONFIG=self.etc, LC_ALL="C")
        if self.private:
            self.environment["LD_LIBRARY_PATH"] = self.prefix + "/usr/lib/postfix"
        self.listeners = listeners
        self._write(milters, domains, settings or {})

    def _write(self, milters, domains, settings):
        lib = self.prefix + "/usr/lib/postfix"
        owner = pwd.getpwnam(self.owner)
        for name in ("etc", "spool", "data", "log", "mail"):
            os.makedirs(f"{self.folder}/{name}", exist_ok=True)
        for name in ("data", "mail"):
            os.chown(f"{self.folder}/{name}", owner.pw_uid, owner.pw_gid)
        for name in ("dynamicmaps.cf", "postfix-files"):
            source = f"{self.prefix}/etc/postfix/{name}"
            if os.path.exists(source):
                shutil.copy(source, self.etc)
        for name in ("post-install", "postfix-script"):
            source = f"{lib}/sbin/{name}"
            if os.path.exists(source):
                shutil.copy(source, self.etc)
        with open(self.etc + "/mailboxes", "w") as f:
            for domain in domains:
                f.write(f"@{domain} {domain}/\n")
        main = {
            "compatibility_level": "3.6",
            "queue_directory": self.folder + "/spool",
            "data_directory": self.folder + "/data",
            "command_directory": self.prefix + "/usr/sbin",
            "daemon_directory": lib + "/sbin",
            "shlib_directory": lib,
            "meta_directory": self.etc,
            "sendmail_path": self.prefix + "/usr/sbin/sendmail",
            "mail_owner": self.owner,
            "setgid_group": self.group,
            "maillog_file": self.folder + "/log/maillog",
            "maillog_file_prefixes": self.folder + "/log",
            "myhostname": "gateway.example.org",
            "mydestination": "",
            "alias_maps": "",
            "alias_database": "",
            "local_recipient_maps": "",
            "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4",
            "mynetworks": "127.0.0.0/8",
            "smtpd_peername_lookup": "no",
            "disable_dns_lookups": "yes",
            "default_transport": "discard",
            "smtpd_relay_restrictions": "permit_mynetworks, reject_unauth_destination",
            "smtpd_authorized_xclient_hosts": "127.0.0.0/8",
            "virtual_mailbox_domains": ", ".join(domains),
            "virtual_mailbox_maps": f"texthash:{self.etc}/mailboxes",
            "virtual_mailbox_base": self.mail,
            "virtual_uid_maps": f"static:{owner.pw_uid}",
            "virtual_gid_maps": f"static:{owner.pw_gid}",
            "virtual_minimum_uid": "1",
            "smtpd_milters": milters,
            "non_smtpd_milters": milters,
            "milter_default_action": "tempfail",
            "smtpd_error_sleep_time": "0",
            "smtpd_soft_error_limit": "1000",
            "smtpd_hard_error_limit": "1000",
            "in_flow_delay": "0",
        }
        if self.private:
            # every program is started by another one, which cleans the environment
            for name in ("import_environment", "export_environment"):
                main[name] = "MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C LD_LIBRARY_PATH=" + lib
        main.update(settings)
        with open(self.etc + "/main.cf", "w") as f:
            for key, value in main.items():
                f.write(f"{key} = {value}\n")
        with open(self.etc + "/master.cf", "w") as f:
            f.write(self._master())

    def _master(self):
        rows = [
            (f"127.0.0.1:{self.port}", "inet", "n", "-", "100", "smtpd"),
            ("pickup", "unix", "n", "1", "1", "pickup"),
            ("cleanup", "unix", "n", "-", "0", "cleanup"),
            ("qmgr", "unix", "n", "300", "1", "qmgr"),
            ("rewrite", "unix", "-", "-", "-", "trivial-rewrite"),
            ("bounce", "unix", "-", "-", "0", "bounce"),
            ("defer", "unix", "-", "-", "0", "bounce"),
            ("trace", "unix", "-", "-", "0", "bounce"),
            ("verify", "unix", "-", "-", "1", "verify"),
            ("flush", "unix", "n", "1000?", "0", "flush"),
            ("proxymap", "unix", "-", "-", "-", "proxymap"),
            ("smtp", "unix", "-", "-", "-", "smtp"),
            ("relay", "unix", "-", "-", "-", "smtp"),
            ("showq", "unix", "n", "-", "-", "showq"),
            ("error", "unix", "-", "-", "-", "error"),
            ("retry", "unix", "-", "-", "-", "error"),
            ("discard", "unix", "-", "-", "-", "discard"),
            ("virtual", "unix", "-", "-", "-", "virtual"),
            ("anvil", "unix", "-", "-", "1", "anvil"),
            ("scache", "unix", "-", "-", "1", "scache"),
            ("postlog", "unix-dgram", "n", "-", "1", "postlogd"),
        ]
        out = []
        for service, kind, private, wake, limit, command in rows:
            unprivileged = "n" if command in ("virtual",) else "-"
            if kind == "inet":
                private = "n"
            out.append(f"{service} {kind} {private} {unprivileged} n {wake} {limit} {command}\n")
        return "".join(out) + self.listeners

    def _run(self, program, *arguments, **options):
        return subprocess.run([f"{self.prefix}/usr/sbin/{program}", "-c", self.etc, *arguments],
                              env=self.environment, **options)

    def start(self):
        done = self._run("postfix", "start", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         timeout=60)
        if done.returncode != 0:
            raise RuntimeError("Postfix did not start: " + done.stdout.decode(errors="replace") +
                               self.log())
        log = self.folder + "/log/maillog"
        if os.path.exists(log):
            os.chmod(log, 0o666)
        harness.wait_for(lambda: harness.greets(self.port), "Postfix's greeting")

    def stop(self):
        if os.path.exists(self.folder + "/spool/pid/master.pid"):
            self._run("postfix", "stop", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                      timeout=60)

    def reload(self, **settings):
        for key, value in settings.items():
            self._run("postconf", "-e", f"{key}={value}", check=True)
        self._run("postfix", "reload", check=True, stdout=subprocess.DEVNULL,
                  stderr=subprocess.DEVNULL)

    def sendmail(self, sender, recipients, message):
        """Injects as a local program does."""
        return subprocess.run([self.prefix + "/usr/sbin/sendmail", "-C", self.etc, "-i", "-f", sender,
                               *recipients], input=message.replace(b"\r\n", b"\n"),
                              env=self.environment, timeout=60).returncode

    def delivered(self, domain):
        """Delivered messages of a domain, oldest first."""
        paths = glob.glob(f"{self.mail}/{domain}/new/*")
        out = []
        for path in sorted(paths, key=os.path.getmtime):
            with open(path, "rb") as f:
                out.append(f.read())
        return out

    def wait_delivered(self, domain, count, seconds=20):
        harness.wait_for(lambda: len(self.delivered(domain)) >= count,
                         f"{count} messages for {domain}", seconds)
        return self.delivered(domain)

    def log(self):
        try:
            with open(self.folder + "/log/maillog", errors="replace") as f:
                return f.read()
        except FileNotFoundError:
            return ""

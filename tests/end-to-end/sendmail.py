"""A private Sendmail: own tree, own port on loopback, nothing of the system touched.

The distribution's packages are unpacked into the build tree, since Sendmail cannot be installed beside another
mail server. Needs root, as Sendmail's daemon does. The filter is attached by contrib/sendmail/referral-milter.m4
as shipped, with another path to the socket.
"""
import glob
import os
import re
import signal
import subprocess

import gateway
import harness
import postfix

ATTACHMENT = os.path.join(postfix.ROOT, "contrib", "sendmail", "referral-milter.m4")
# mail for a domain goes to a folder of that name, each mail a file with the bytes that Sendmail wrote
DELIVER = """#!/bin/sh
umask 022
file=$(mktemp "{mail}/$1/tmp/XXXXXXXXXX") && cat >"$file" && chmod 644 "$file" &&
    mv "$file" "{mail}/$1/new/$(date +%s.%N).$$"
"""
CONFIGURATION = """divert(-1)
include(`{cf}/m4/cf.m4')
OSTYPE(`linux')
undefine(`_LOCAL_PROCMAIL_')
define(`confEBINDIR', `{folder}')
define(`confDOMAIN_NAME', `{host}')
define(`confPID_FILE', `{folder}/sendmail.pid')
define(`QUEUE_DIR', `{folder}/queue')
define(`STATUS_FILE', `{folder}/statistics')
define(`HELP_FILE', `')
define(`ALIAS_FILE', `{folder}/aliases')
define(`confTO_IDENT', `0s')
define(`confDELIVERY_MODE', `interactive')
define(`confDEF_USER_ID', `nobody:nogroup')
define(`confMAX_DAEMON_CHILDREN', `40')
define(`confSERVICE_SWITCH_FILE', `{folder}/service.switch')
define(`confMILTER_LOG_LEVEL', `9')
FEATURE(`no_default_msa')
FEATURE(`nocanonify')
FEATURE(`promiscuous_relay')
FEATURE(`accept_unresolvable_domains')
FEATURE(`mailertable', `text -k0 -v1 -o {folder}/mailertable')
FEATURE(`virtusertable', `text -k0 -v1 -o {folder}/virtusers')
DAEMON_OPTIONS(`Port={port}, Addr=127.0.0.1, Name=MTA')
VIRTUSER_DOMAIN(`example.org')
{attachment}
MAILER(`local')
MAILER(`smtp')
MAILER_DEFINITIONS
Mmaildir, P={folder}/deliver, F=lsDFMnq, S=0, R=0, L=0, U=nobody:nogroup, T=DNS/RFC822/X-Unix,
        A=deliver $h $u
"""


class Sendmail:
    """One instance. domains are delivered to folders below self.mail; aliases lead from one address to another."""

    host = "gateway.example.org"

    def __init__(self, folder, socket, domains, aliases=None):
        self.folder = folder
        self.mail = folder + "/mail"
        self.port = harness.free_port()
        self.process = None
        self.root = postfix.unpacked("sendmail", "sendmail-bin", "sendmail-cf", "m4")
        self.program = self.root + "/usr/libexec/sendmail/sendmail"
        # set-gid: it would think of itself as started by an untrusted user
        os.chmod(self.program, 0o755)
        self._write(socket, domains, aliases or {})

    def _write(self, socket, domains, aliases):
        for name in ("queue", "mail"):
            os.makedirs(f"{self.folder}/{name}", 0o755)
        os.chmod(self.folder + "/queue", 0o700)
        for domain in domains:
            for name in ("tmp", "new"):
                os.makedirs(f"{self.mail}/{domain}/{name}")
                os.chmod(f"{self.mail}/{domain}/{name}", 0o777)
        self._file("deliver", DELIVER.format(mail=self.mail), 0o755)
        self._file("mailertable", "".join(f"{d} maildir:{d}\n" for d in domains))
        self._file("virtusers", "".join(f"{a} {b}\n" for a, b in aliases.items()))
        self._file("service.switch", "hosts files\naliases files\n")
        self._file("aliases", "")
        with open(ATTACHMENT) as f:
            attachment = re.sub(r"S=[^,]*", "S=" + socket, f.read(), count=1)
        cf = self.root + "/usr/share/sendmail/cf"
        self._file("sendmail.mc", CONFIGURATION.format(cf=cf, folder=self.folder, host=self.host,
                                                       port=self.port, attachment=attachment))
        made = subprocess.run([self.root + "/usr/bin/m4", f"-D_CF_DIR_={cf}/",
                               self.folder + "/sendmail.mc"], capture_output=True, check=True)
        self._file("sendmail.cf", made.stdout.decode())

    def _file(self, name, text, mode=0o644):
        with open(f"{self.folder}/{name}", "w") as f:
            f.write(text)
        os.chmod(f"{self.folder}/{name}", mode)

    def start(self):
        # a host name without a dot makes Sendmail wait a minute at its start
        command = 'hostname "$1" && shift && exec "$@"'
        self.output = open(self.folder + "/output", "ab")
        self.process = subprocess.Popen(
            ["unshare", "-u", "sh", "-c", command, "sh", self.host, self.program, "-bD", "-q1m", "-C",
             self.folder + "/sendmail.cf", "-X", self.folder + "/traffic"], stdout=self.output,
            stderr=self.output, start_new_session=True)
        try:
            harness.wait_for(lambda: self.process.poll() is not None or harness.greets(self.port),
                             "Sendmail's greeting", 90)
        except TimeoutError as e:
            raise RuntimeError(f"{e}: {self.log()}") from e
        if self.process.poll() is not None:
            raise RuntimeError("Sendmail did not start: " + self.log())

    def stop(self):
        if self.process is None:
            return
        # the daemon and the processes of its connections
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.output.close()
        self.process = None

    delivered = postfix.Postfix.delivered
    wait_delivered = postfix.Postfix.wait_delivered

    def log(self):
        out = ""
        for path in glob.glob(self.folder + "/output") + glob.glob(self.folder + "/traffic"):
            with open(path, errors="replace") as f:
                out += f.read()
        return out


class SendmailGateway(gateway.Gateway):
    """A gateway whose mail server is Sendmail; aliases instead of settings of Postfix."""

    below = "/run"

    def mta(self, aliases):
        return Sendmail(self.folder + "/sendmail", self.milter.socket, gateway.DOMAINS, aliases)

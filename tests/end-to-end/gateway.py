"""A whole gateway: private Postfix with the milter before it, mail for three domains delivered to Maildirs."""
import os
import sys

import harness
import milter
import postfix

sys.path.insert(0, os.path.join(postfix.ROOT, "tests"))
import mails  # noqa: E402

DOMAINS = ["kontich.be", "opgroeien.be", "example.org"]
SENDER = "jan.janssens@opgroeien.be"


class Gateway:
    """with Gateway() as g: g.send(...); everything is stopped and removed at the end."""

    def __init__(self, protocol=None, postfix_settings=None, inet=False, program=None, secrets=None,
                 environment=None, **settings):
        self.options = (protocol, postfix_settings, inet, settings)
        self.secrets = secrets or {}
        self.environment = environment
        self.program = program

    # where the tree stands: Sendmail trusts no folder that all may write to
    below = "/tmp"

    def mta(self, postfix_settings):
        """The mail server, not started yet."""
        return postfix.Postfix(self.folder + "/postfix", self.milter.smtpd_milters(), DOMAINS,
                               postfix_settings)

    def __enter__(self):
        protocol, postfix_settings, inet, settings = self.options
        self.scope = harness.Folder(self.below)
        self.folder = self.scope.__enter__()
        self.milter = milter.Milter(self.folder, protocol, inet, **settings)
        self.milter.environment = self.environment or {}
        for name, text in self.secrets.items():
            milter.secret_file(f"{self.folder}/{name}", text)
        self.postfix = self.mta(postfix_settings)
        try:
            self.milter.start(program=self.program)
            self.postfix.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        try:
            self.postfix.stop()
            self.milter.stop()
        finally:
            self.scope.__exit__()

    def archive(self, *arguments, **options):
        return milter.archive(self.folder, *arguments, **options)

    def mail(self, archive=None, layout="thunderbird", **options):
        """A mail in the layout of a mail program; without an archive, a compliant one."""
        return mails.build(layout, self.archive() if archive is None else archive, **options)

    def send(self, message, sender=SENDER, recipients=(milter.SERVICE,), client=None):
        return harness.send(self.postfix.port, message, sender, recipients, client)

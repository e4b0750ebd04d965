#!/usr/bin/env python3
"""run - the gateway of the demo, kept in front until Ctrl-C, for your own mail program"""
import os
import sys
import time

import gateway
import milter


def main():
    if os.geteuid() != 0:
        sys.exit("run: run it as root: a private Postfix needs that")
    with gateway.Gateway() as g:
        print(f"""
The gateway is up.
  SMTP        127.0.0.1 port {g.postfix.port}, no login, no encryption
  guarded     {milter.SERVICE}
  passphrase  {milter.PASSPHRASE}
  mailboxes   {g.postfix.mail}/DOMAIN/new for {', '.join(gateway.DOMAINS)}
  log         {g.milter.logs}
  daemon says {g.milter.output}

Point the outgoing server of a mail program there, or send with swaks:
  swaks --server 127.0.0.1:{g.postfix.port} --from {gateway.SENDER} --to {milter.SERVICE} \\
        --attach @gegevens.7z --header 'Subject: Beveiligde gegevens'
where gegevens.7z was made by
  7zz a -p'{milter.PASSPHRASE}' gegevens.7z gegevens.txt

Ctrl-C ends it and removes everything.""", flush=True)
        try:
            while g.milter.process.poll() is None:
                time.sleep(1)
            sys.exit("the daemon ended by itself: " + g.milter.said())
        except KeyboardInterrupt:
            print("\nstopping")


main()

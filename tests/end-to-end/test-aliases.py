#!/usr/bin/env python3
"""The filter behind address rewriting, on a second listener: aliases of the mailbox and local programs are covered."""
import gateway
import harness
import milter
import postfix
from harness import Test


def second_listener(restrictions):
    """(folder, daemon, Postfix) with the filter on a listener of its own; restrictions are main.cf settings."""
    with harness.Folder() as folder:
        m = milter.Milter(folder)
        port = harness.free_port()
        listener = (f"127.0.0.1:{port} inet n - n - - smtpd\n"
                    "  -o content_filter=\n"
                    "  -o receive_override_options=no_address_mappings\n"
                    "  -o smtpd_recipient_restrictions=\n"
                    f"  -o smtpd_milters={{{m.address},default_action=tempfail}}\n")
        settings = {k: v.replace("PORT", str(port)) for k, v in restrictions.items()}
        settings["virtual_alias_maps"] = ("inline:{ { hulp@example.org = sociale.dienst@kontich.be }, "
                                          "{ info@kontich.be = sociale.dienst@kontich.be } }")
        p = postfix.Postfix(folder + "/postfix", "", gateway.DOMAINS, settings, listener)
        try:
            m.start()
            p.start()
            yield folder, m, p
        finally:
            p.stop()
            m.stop()


def all_mail():
    for folder, m, p in second_listener({"content_filter": "smtp:[127.0.0.1]:PORT"}):
        bad = gateway.mails.build("thunderbird", milter.archive(folder, passphrase=None))
        for alias in ("hulp@example.org", "info@kontich.be", milter.SERVICE):
            with Test(f"mail to {alias} is judged as mail to the mailbox, refusal by bounce"):
                before = len(p.delivered("opgroeien.be"))
                assert harness.send(p.port, bad, gateway.SENDER, (alias,)).code == 250
                bounce = p.wait_delivered("opgroeien.be", before + 1)[-1].decode()
                assert "Niet verzonden" in bounce and "Not sent" in bounce, bounce
                assert p.delivered("kontich.be") == []
        with Test("mail of a local program too"):
            before = len(p.delivered("opgroeien.be"))
            p.sendmail(gateway.SENDER, ["hulp@example.org"], bad)
            assert b"5.7.5" in p.wait_delivered("opgroeien.be", before + 1)[-1]
        with Test("a compliant mail by an alias is delivered with its receipt"):
            good = gateway.mails.build("thunderbird", milter.archive(folder))
            assert harness.send(p.port, good, gateway.SENDER, ("hulp@example.org",)).code == 250
            assert b"Referral-Receipt: " in p.wait_delivered("kontich.be", 1)[0]


def guarded_domain():
    access = ("check_recipient_access inline:{ { kontich.be = FILTER smtp:[127.0.0.1]:PORT } }, "
              "permit_mynetworks, reject")
    for folder, m, p in second_listener({"smtpd_recipient_restrictions": access}):
        with Test("only the guarded domain depends on the filter: other mail flows while it is down"):
            m.stop()
            text = b"From: <jan.janssens@opgroeien.be>\r\nSubject: lunch\r\n\r\nTwaalf uur?\r\n"
            assert harness.send(p.port, text, gateway.SENDER, ("x@example.org",)).code == 250
            p.wait_delivered("example.org", 1)
            good = gateway.mails.build("thunderbird", milter.archive(folder))
            assert harness.send(p.port, good, gateway.SENDER).code == 250
            harness.wait_for(lambda: "451" in p.log(), "the second listener's 451")
            assert p.delivered("kontich.be") == []
        with Test("and what waited is delivered when it is back"):
            m.start()
            p._run("postqueue", "-f")
            assert b"Referral-Receipt: " in p.wait_delivered("kontich.be", 1)[0]


def main():
    all_mail()
    guarded_domain()
    harness.finish()


main()

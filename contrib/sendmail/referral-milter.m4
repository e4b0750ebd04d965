dnl Add to sendmail.mc. F=T is what makes it fail closed.
INPUT_MAIL_FILTER(`referral-milter', `S=unix:/run/referral-milter/milter.sock, F=T, T=S:1m;R:1m;E:6m')dnl

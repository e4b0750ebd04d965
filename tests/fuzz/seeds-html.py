#!/usr/bin/env python3
"""seeds-html.py DIR - bodies as mail programs write them, to begin with"""
import pathlib
import sys

BODIES = [
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style><!-- p '
    '{margin:0} --></style></head><body lang="NL-BE"><div class="WordSection1"><p class="MsoNormal">'
    'Dag <b>col</b>lega,<o:p></o:p></p><p>&nbsp;</p></div></body></html>',
    '<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]-->'
    '<![if !mso]>x<![endif]><img alt="logo" src=\'cid:image001.png@01\'>',
    '<div dir="ltr">Gegevens in bijlage<br clear="all"><div><a href="mailto:a%20b@c.be?x&amp;y"'
    ' title=Mail>mail</a></div></div>',
    '<pre class="moz-signature" cols="72">--\r\nJan &lt;jan@x.be&gt;\n&#233;&#xe9;&eacute &#128;</pre>',
    '<title>t &amp; </title><textarea>a\n<b></textarea><script>if (a<b) {}</script><xmp>x</xmp>',
    '<table><tr><td>a<td>b<th>c</table><ul><li>1<li>2</ul>1 < 2 <3 </ x><?xml?><!doctype html>',
]
for number, body in enumerate(BODIES, 1):
    pathlib.Path(sys.argv[1], f"seed-{number}").write_bytes(body.encode())

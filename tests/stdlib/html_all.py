import html
from html.parser import HTMLParser

print(html.escape("<a href='x'>\"&\"</a>"), html.escape("'\"<", quote=False))
print(html.unescape("&lt;p&gt; &amp; &quot;&#39;&#x41;&#65; &eacute;&nbsp;&notit; &unknown; &#0; &#xD800; &copy &hearts;"))


class P(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs)

    def handle_endtag(self, tag):
        print("end", tag)

    def handle_startendtag(self, tag, attrs):
        print("startend", tag, attrs)

    def handle_data(self, data):
        print("data", repr(data))

    def handle_comment(self, data):
        print("comment", repr(data))

    def handle_decl(self, decl):
        print("decl", decl)

    def handle_pi(self, data):
        print("pi", data)

    def handle_entityref(self, name):
        print("entity", name)

    def handle_charref(self, name):
        print("char", name)


p = P()
p.feed('<!DOCTYPE html><html><!-- c --><body class="a b" id=x disabled>Hi &amp; <br/>&#65; <?php x?><script>if (a < b) {}</script>')
p.feed("<p>split ta")
p.feed("g<a hre")
p.feed('f="u">link</a></p></body></html>')
p.close()
p = P(convert_charrefs=False)
p.feed("a &lt; &#66; b")
p.close()
print(p.getpos())

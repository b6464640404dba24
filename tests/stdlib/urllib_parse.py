from urllib.parse import (parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, unquote_to_bytes, urldefrag, urlencode, urljoin,
                          urlparse, urlsplit, urlunparse, urlunsplit)

u = urlparse("https://user:pw@Host.com:8080/p/a;x?q=1&r=2#frag")
print(u, u.hostname, u.port, u.username, u.password, u.netloc, u.geturl(), u._replace(scheme="http").geturl())
print(urlsplit("//h/p?q"), urlunsplit(("http", "h", "/p", "q=1", "")), urlunparse(u), urldefrag("http://a/b#c"))
for base, url in (("http://a/b/c/d", "../g"), ("http://a/b/c/d", "?y"), ("http://a/b/", "g"), ("http://a/b", "//x/y"), ("http://a/b/c", "./../../g"), ("", "x"), ("http://a", "mailto:x")):
    print(urljoin(base, url))
print(quote("a b/é?&"), quote("a/b", safe=""), quote_plus("a b&c"), unquote("a%20b%C3%A9%zz"), unquote_plus("a+b%2B"), quote(b"\xff"), unquote_to_bytes("%ff"))
print(urlencode({"a": 1, "b": "x y"}), urlencode([("k", ["v1", "v2"])], doseq=True), parse_qs("a=1&b=2&a=3&c="), parse_qsl("a=1&b=%20&c=", keep_blank_values=True))
try:
    urlparse("http://[::1").port
except ValueError as e:
    print(e)
try:
    urlparse("http://h:99999").port
except ValueError as e:
    print(e)

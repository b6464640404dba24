import configparser
import io

text = """
[DEFAULT]
base = /srv
compression = yes

[server.one]
path = %(base)s/one
port: 8080
debug = off
ratio = 1.5
empty =
multi = first
    second
    third
; comment
# another

[server.two]
novalue
port = 9
"""
c = configparser.ConfigParser(allow_no_value=True)
c.read_string(text)
print(c.sections(), "server.one" in c, c.has_section("nope"), c.has_option("server.one", "PORT"))
s = c["server.one"]
print(s["path"], s.getint("port"), s.getboolean("debug"), s.getfloat("ratio"), repr(s["empty"]), repr(s["multi"]), s.get("nope", "fallback"), s.getboolean("compression"))
print(c["server.two"]["novalue"], c.get("server.two", "port"), c.options("server.two"), c.items("server.two"))
print(c.get("server.one", "path", raw=True), c.getint("server.one", "missing", fallback=5))
c["new"] = {"a": "1", "b": "%(a)s2"}
c.set("new", "c", "x")
print(c.get("new", "b"), dict(c["new"]))
c.remove_option("new", "c")
c.remove_section("server.two")
out = io.StringIO()
c.write(out)
print(out.getvalue())
for action in (lambda: c.get("x", "y"), lambda: c.get("new", "zzz"), lambda: c.add_section("new"), lambda: c.read_string("[a]\nx=1\nx=2\n"), lambda: c.read_string("no section"), lambda: c.getboolean("new", "b")):
    try:
        action()
    except (configparser.Error, ValueError) as e:
        print(type(e).__name__, str(e).replace("\n", "|"))
e = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
e.read_string("[p]\nhome=/h\n[q]\ndir=${p:home}/d\nsub=${dir}/s\n")
print(e["q"]["sub"])
r = configparser.RawConfigParser()
r.read_dict({"s": {"k": "%(v)s", "n": 3}})
print(r["s"]["k"], r["s"]["n"], r.items("s"))

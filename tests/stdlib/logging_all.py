import io
import logging

out = io.StringIO()
h = logging.StreamHandler(out)
h.setFormatter(logging.Formatter("%(levelname)-8s %(name)s:%(message)s [%(lineno)d %(funcName)s]"))
log = logging.getLogger("app.sub")
log.addHandler(h)
log.setLevel(logging.DEBUG)
log.propagate = False


def f():
    log.debug("debug %d", 1)
    log.info("info %s", "x")
    log.warning("%(a)s", {"a": 1})
    try:
        [][1]
    except IndexError:
        log.exception("failed")


f()
log.setLevel("ERROR")
log.info("hidden")
log.error("shown")
text = out.getvalue()
print([line for line in text.splitlines() if "File" not in line and "[][1]" not in line and "IndexError" not in line and "~" not in line])
print(log.isEnabledFor(logging.INFO), log.getEffectiveLevel(), logging.getLevelName(30), log.name, log.parent.name, logging.getLogger("app.sub") is log, logging.root.name)


class Filter(logging.Filter):
    def filter(self, record):
        return "secret" not in record.getMessage()


h.addFilter(Filter())
log.error("a secret")
log.critical("public")
print(out.getvalue().splitlines()[-1])
a = logging.LoggerAdapter(log, {"k": 1})
print(a.process("m", {}))
logging.basicConfig(format="%(message)s", stream=out, force=True)
logging.warning("root %s", "w")
print(out.getvalue().splitlines()[-1])

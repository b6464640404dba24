# A file that is not there.
try:
    open("/nonexistent/file")
except FileNotFoundError as e:
    print(type(e).__name__, e.errno, e)

import fileinput
import filecmp
import glob
import io
import os
import pathlib
import shutil
import tempfile

base = tempfile.mkdtemp()
os.makedirs(os.path.join(base, "a/b/c"))
for name in ("a/x.txt", "a/b/y.txt", "a/b/z.py"):
    with open(os.path.join(base, name), "w") as f:
        f.write(name + "\nline 2\n")
for root, dirs, files in os.walk(base):
    print(os.path.relpath(root, base), sorted(dirs), sorted(files))
print(sorted(os.path.relpath(p, base) for p in glob.glob(base + "/**/*.txt", recursive=True)), glob.has_magic("*"))
print(sorted(e.name for e in os.scandir(base + "/a") if e.is_dir()), os.path.isfile(base + "/a/x.txt"), os.path.getsize(base + "/a/x.txt"), os.path.exists(base + "/nope"))
p = pathlib.Path(base) / "a"
print(sorted(x.relative_to(base).as_posix() for x in p.rglob("*")), (p / "x.txt").read_text(), p.name, (p / "x.txt").suffix, (p / "x.txt").stem, p.parent == pathlib.Path(base), p.is_dir())
(p / "new.bin").write_bytes(b"\0\1")
print((p / "new.bin").read_bytes(), (p / "new.bin").stat().st_size, (p / "new.bin").with_suffix(".txt").name)
(p / "new.bin").unlink()
print(pathlib.PurePosixPath("/a/../b/./c").parts, pathlib.PurePath("a", "b").joinpath("c"), pathlib.PurePath("a/b.tar.gz").suffixes, pathlib.PureWindowsPath("c:\\x\\y").drive, pathlib.PurePath("a/b").match("*/b"))
shutil.copytree(base + "/a", base + "/copy")
print(sorted(os.listdir(base + "/copy")), filecmp.cmp(base + "/a/x.txt", base + "/copy/x.txt"))
shutil.move(base + "/copy/x.txt", base + "/moved.txt")
shutil.copy(base + "/moved.txt", base + "/again.txt")
print(open(base + "/again.txt").read(), os.path.exists(base + "/copy/x.txt"))
with tempfile.TemporaryDirectory() as t:
    open(os.path.join(t, "f"), "w").close()
    print(os.listdir(t))
print(os.path.exists(t))
with tempfile.NamedTemporaryFile("w+", delete=False) as f:
    f.write("hi")
    f.flush()
    f.seek(0)
    print(f.read())
os.unlink(f.name)
os.rename(base + "/moved.txt", base + "/renamed.txt")
for bad in (lambda: open(base + "/none"), lambda: os.mkdir(base + "/a"), lambda: os.rmdir(base + "/a"), lambda: os.listdir(base + "/zz")):
    try:
        bad()
    except OSError as e:
        print(e.errno, isinstance(e, (FileNotFoundError, FileExistsError)))
fd = os.open(base + "/fd", os.O_CREAT | os.O_RDWR)
print(os.write(fd, b"hello"), os.lseek(fd, 1, 0), os.read(fd, 3), os.fstat(fd).st_size)
os.close(fd)
os.symlink(base + "/fd", base + "/link")
print(os.path.islink(base + "/link"), os.readlink(base + "/link") == base + "/fd", os.path.realpath(base + "/link") == os.path.realpath(base + "/fd"))
with fileinput.input([base + "/again.txt", base + "/renamed.txt"]) as fi:
    for line in fi:
        print(fi.lineno(), fi.filelineno(), line.strip())
shutil.rmtree(base)
print(os.path.exists(base))
print(os.path.join("a", "/b", "c"), os.path.splitext("x.tar.gz"), os.path.normpath("a//b/../c/."), os.path.commonprefix(["abc", "abd"]), os.path.commonpath(["/a/b", "/a/c"]), os.path.basename("/a/b"), os.path.dirname("/a/b"), os.path.expanduser("~") != "~", os.fspath(pathlib.Path("q")), os.sep, os.linesep, os.getpid() > 0)
os.environ["UPY_TEST_VAR"] = "1"
print(os.environ["UPY_TEST_VAR"], os.getenv("UPY_TEST_VAR"), os.path.expandvars("$UPY_TEST_VAR"), "NOPE_X" in os.environ)
s = io.StringIO("a\nb\n")
print(s.readline(), list(s), io.BytesIO(b"xyz").getvalue())
b = io.BufferedReader(io.BytesIO(b"line1\nline2\n"))
print(b.readline(), b.peek(2)[:2], b.read())

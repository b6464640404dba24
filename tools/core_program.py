"""Builds host programs out of parts of the core, without a port: unit tests and fuzz targets.

Which files of a folder belong together, the generated sources and the build rules are here, so that the programs
that use them (tests/run-unit, fuzz/run) choose the same ones.
"""
import glob
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Behind these words the lists of the build (upy_sources in CMakeLists.txt) name what stands in for features left out.
LEAVING_OUT = {"TINY_ONLY", "BELOW_FULL", "BARE", "NO_FILES"}
CORE = ["core/*/*.c", "tests/unit/no_port.c", "names"]
NAMED = ("core/**/*.c", "core/**/*.h", "core/**/*.def", "modules/**/*.c", "modules/**/*.h", "modules/**/*.def", "repl/*.c", "repl/*.h",
         "ports/unix/*.c", "ports/unix/*.h", "tests/unit/*.c", "fuzz/*.c")


def generate(folder):
    """The generated sources, in `folder`."""
    os.makedirs(folder, exist_ok=True)
    files = sorted({f for pattern in NAMED for f in glob.glob(pattern, root_dir=ROOT, recursive=True)})
    subprocess.run(["tools/make-names", folder, *files], check=True, cwd=ROOT)
    subprocess.run(["tools/make-unicode", folder], check=True, cwd=ROOT)


def standing_in():
    """The C files that builds with every feature do not have."""
    files = set()
    for path in glob.glob("core/*/CMakeLists.txt", root_dir=ROOT):
        with open(os.path.join(ROOT, path)) as f:
            words = re.search(r"upy_sources\(([^)]*)\)", f.read()).group(1).split()
        section = ""
        for word in words:
            if word.isupper():
                section = word
            elif section in LEAVING_OUT:
                files.add(os.path.join(os.path.dirname(path), word))
    return files


def sources(patterns, generated):
    """The C files the patterns name, those of a build with every feature; "names" is the table of names."""
    found, left_out = [], standing_in()
    for pattern in patterns:
        if pattern == "names":
            found.append(os.path.join(generated, "names.gen.c"))
        else:
            found += sorted(f for f in glob.glob(pattern, root_dir=ROOT) if f not in left_out)
    return found


def build(folder, compiler, flags, libraries, programs, link_flags=""):
    """Build the programs {name: sources} in `folder`, a path below the root; True if all were built."""
    os.makedirs(os.path.join(ROOT, folder), exist_ok=True)
    lines = [f"builddir = {folder}", "rule cc", f"  command = {compiler} -std=gnu11 {flags} -I. -I{folder}/gen -Iports/unix -MD -MF $out.d -c $in -o $out",
             "  depfile = $out.d", "  deps = gcc",
             "rule link", f"  command = {compiler} {link_flags or flags} $in -o $out {libraries}"]
    seen = set()
    for program, files in programs.items():
        objects = [os.path.join(folder, "objects", f.replace("/", "_") + ".o") for f in files]
        for source, object_file in zip(files, objects):
            if object_file not in seen:
                seen.add(object_file)
                lines.append(f"build {object_file}: cc {source}")
        lines.append(f"build {os.path.join(folder, program)}: link " + " ".join(objects))
        if os.path.exists(os.path.join(ROOT, folder, program)): # what an earlier build left must not pass for this one's
            os.unlink(os.path.join(ROOT, folder, program))
    rules = os.path.join(folder, "build.ninja")
    with open(os.path.join(ROOT, rules), "w") as f:
        f.write("\n".join(lines) + "\n")
    built = subprocess.run(["ninja", "-f", rules, "-k", "0"], capture_output=True, text=True, cwd=ROOT)
    if built.returncode:
        print("\n".join(line for line in built.stdout.splitlines() if re.search("error|FAILED|undefined|multiple", line))[:4000])
    return built.returncode == 0

import csv
import io

text = 'name,qty,note\r\n"Smith, J",3,"said ""hi"""\r\nplain,4,\r\n"multi\nline",5,x\r\n'
rows = list(csv.reader(io.StringIO(text)))
print(rows)
for row in csv.DictReader(io.StringIO(text)):
    print(row)
out = io.StringIO()
w = csv.writer(out)
w.writerow(["a", "b,c", 'd"e', 1, 2.5, None, ""])
w.writerows([[1, "x\ny"], [""], []])
print(repr(out.getvalue()))
for quoting in (csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC):
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\n").writerow(["a", 1, 'b"c', 1.5, "d e"])
    print(repr(out.getvalue()))
out = io.StringIO()
csv.writer(out, delimiter=";", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="|").writerow(["a;b", "c"])
print(out.getvalue())
out = io.StringIO()
d = csv.DictWriter(out, ["x", "y"], restval="-", extrasaction="ignore")
d.writeheader()
d.writerow({"x": 1, "z": 2})
print(repr(out.getvalue()))
print(list(csv.reader(["a\tb\tc"], "excel-tab")), list(csv.reader(["a; b"], delimiter=";", skipinitialspace=True)))
print(list(csv.reader(['1,"2",3'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a'b,c'd"], quotechar="'")))
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_NONE)
print(list(csv.reader(["a|b"], "pipes")), "pipes" in csv.list_dialects(), csv.get_dialect("pipes").delimiter)
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n4;5;6\n").delimiter, csv.Sniffer().has_header("name,age\nbob,3\nann,4\n"))
for bad in (lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: list(csv.reader(['"a'], strict=True)), lambda: csv.get_dialect("nope"), lambda: csv.reader([], delimiter="ab")):
    try:
        bad()
    except (csv.Error, TypeError) as e:
        print(type(e).__name__, e)

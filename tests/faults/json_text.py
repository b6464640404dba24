import io
import json

value = {"a": [1, 2.5, None, True, "e\n\"x\""], "b": {"c": {}, "d": []}, "long": "x" * 100, "n": -123456789012345678901234567890}
text = json.dumps(value)
print(text)
print(json.loads(text) == value)
print(json.loads('[1, {"k": [true, false, null]}, "\\u00e9\\ud83d\\ude00", -1.5e3]'))
for bad in ("[1, 2", "{1; 2}", '"abc', "nul", ""):
    try:
        print(json.loads(bad))
    except ValueError:
        print("ValueError")
stream = io.StringIO()
json.dump([1, [2, [3, {"x": "y"}]]], stream)
print(stream.getvalue(), json.load(io.StringIO(" [10, 20] ")))
print(json.dumps([[i, str(i)] for i in range(10)], separators=(",", ":")))

import base64
import binascii

for data in (b"", b"a", b"ab", b"abc", b"\xff\xfe\x00" * 5):
    print(base64.b64encode(data), base64.b32encode(data), base64.b16encode(data), base64.b85encode(data), base64.a85encode(data), base64.urlsafe_b64encode(data), base64.b32hexencode(data))
    assert base64.b64decode(base64.b64encode(data)) == data and base64.b85decode(base64.b85encode(data)) == data
    assert base64.b32decode(base64.b32encode(data)) == data and base64.a85decode(base64.a85encode(data)) == data and base64.b16decode(base64.b16encode(data)) == data
print(base64.encodebytes(b"x" * 60), base64.decodebytes(b"eHg=\n"), base64.b64decode("YQ=="), base64.b64encode(b"\xfb\xef", altchars=b"-_"), base64.b32decode("me======", casefold=True), base64.a85encode(b"\0\0\0\0abcd", adobe=True, wrapcol=10))
for bad in (lambda: base64.b64decode("a"), lambda: base64.b16decode("zz"), lambda: base64.b32decode("a1"), lambda: base64.b64decode("!!!!", validate=True)):
    try:
        print(bad())
    except binascii.Error as e:
        print("Error")

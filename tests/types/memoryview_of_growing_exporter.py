import gc
x=memoryview(bytearray(b"abc"))
b=x.obj
for i in range(100): y=memoryview(b)
try: b.append(1)
except BufferError: print("BE")
x=y=None
b.append(3); print(b)
b2=bytearray(10)
def f():
    memoryview(b2)[0]=1
f()
b2.extend(b"123"); print(b2)
class C: pass
c=C(); c.v=memoryview(b2)[2:5]; 
for i in range(1000): b2.append(i&255)
gc.collect(); print(bytes(c.v), len(b2)); c.v[0]=7
def g():
    b=bytearray(b"q"*100); v=memoryview(b)
    b.append(1); print(len(b), len(v), bytes(v[:3]))  # the view keeps the old bytes
    v.release(); b.append(1); print(len(b))
    with memoryview(b) as w:
        try: b.clear()
        except BufferError: print("BE with")
    b.clear(); b += b"xy"; b += memoryview(b); print(b)
    b[1:1]=memoryview(b); print(b); b *= 3; print(b); b.__init__(b"new"); print(b)
    z=[memoryview(b)]; b.__init__(); gc.collect(); print(bytes(z[0]))
g()
import array
a=array.array("i",[1,2,3]); z=[memoryview(a)]; a.append(4); gc.collect(); print(a, z[0].tolist())

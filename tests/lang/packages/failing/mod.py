from . import dependency
print("failing runs")
half = 1
1 // 0

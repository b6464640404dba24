# needs: double-floats
import statistics as st
from fractions import Fraction

data = [2.5, 3.25, 5.5, 11.25, 11.75, 3.25]
print(st.mean(data), st.fmean(data), st.median(data), st.median_low(data), st.median_high(data), st.median_grouped([1, 2, 2, 3, 4, 4, 4]))
print(st.mode(data), st.multimode("aabbc"), st.mode("red blue red".split()))
print(st.pstdev(data), st.pvariance(data), st.stdev(data), st.variance(data))
print(st.mean([1, 2, 3, 4]), st.mean([Fraction(1, 2), Fraction(1, 3)]), st.variance([1, 2, 3, 4]))
print(st.geometric_mean([54, 24, 36]), st.harmonic_mean([40, 60]), st.harmonic_mean([40, 60], weights=[5, 30]))
print(st.quantiles(range(1, 100), n=4), st.quantiles([1, 2, 3, 4, 5], n=10, method="inclusive"))
x = [1, 2, 3, 4, 5, 6, 7, 8, 9]
y = [1, 2, 3, 1, 2, 3, 1, 2, 3]
print(st.covariance(x, y), st.correlation(x, x), st.correlation(x, y))
print(st.linear_regression([1, 2, 3], [2, 4, 7]))
n = st.NormalDist(100, 15)
print(n, n.mean, n.stdev, round(n.cdf(130), 6), round(n.pdf(100), 8), round(n.inv_cdf(0.9), 6), n.zscore(130))
print(n + 5, n * 2, -n, n + st.NormalDist(1, 20), round(n.overlap(st.NormalDist(110, 15)), 6), n.quantiles(4)[1])
print(st.NormalDist.from_samples([1, 2, 3, 4, 5]))
for f in (st.mean, st.median, st.mode, st.stdev):
    try:
        f([])
    except st.StatisticsError as e:
        print(f.__name__, e)

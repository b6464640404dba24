# needs: double-floats
import colorsys

for rgb in ((0.2, 0.4, 0.4), (1, 0, 0), (0.5, 0.5, 0.5), (0, 0, 0), (0.1, 0.9, 0.3)):
    for to, back in ((colorsys.rgb_to_hsv, colorsys.hsv_to_rgb), (colorsys.rgb_to_hls, colorsys.hls_to_rgb), (colorsys.rgb_to_yiq, colorsys.yiq_to_rgb)):
        c = to(*rgb)
        print(to.__name__, [round(v, 10) for v in c], [round(v, 9) for v in back(*c)])

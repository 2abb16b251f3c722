# SPDX-License-Identifier: ISC
"""Bars of what was measured, as SVG."""
from html import escape

WIDTH, LEFT, RIGHT, TOP, ROW, BAR = 800, 190, 190, 56, 26, 16
FLOOR, OURS, LINE = "#b0b0b0", "#2563a8", "#ddd"


def step(most):
    """The distance of lines of which a handful is enough for MOST."""
    unit = 10 ** -3
    while True:
        for n in (1, 2, 5):
            if most / (unit * n) <= 6:
                return unit * n
        unit *= 10


def text(x, y, words, anchor="start", colour="#222"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
            f"{escape(words)}</text>")


def bars(title, legend, rows):
    """ROWS of (name, is it a floor, least, median, most, remark), in CPU seconds. LEGEND: what
    the two colours are, floors first."""
    most = max(row[4] for row in rows)
    wide = (WIDTH - LEFT - RIGHT) / most
    bottom = TOP + ROW * len(rows)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{bottom + 30}" '
           f'font-family="sans-serif" font-size="13" role="img" aria-label="{escape(title)}">',
           '<rect width="100%" height="100%" fill="white"/>', text(LEFT, 20, title),
           f'<text x="{LEFT}" y="42"><tspan fill="#777">■ {escape(legend[0])}</tspan>'
           f'<tspan dx="16" fill="{OURS}">■ {escape(legend[1])}</tspan></text>']
    each = step(most)
    for i in range(int(most / each) + 1):
        x = LEFT + i * each * wide
        out.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="{LINE}"/>'
                   + text(x, bottom + 18, f"{i * each:g}", "middle", "#555"))
    for i, (name, is_floor, least, median, high, remark) in enumerate(rows):
        y = TOP + ROW * i + ROW / 2
        out += [text(LEFT - 10, y + 4, name, "end"),
                f'<rect x="{LEFT}" y="{y - BAR / 2:.1f}" width="{median * wide:.1f}" '
                f'height="{BAR}" fill="{FLOOR if is_floor else OURS}"/>',
                f'<path d="M{LEFT + least * wide:.1f} {y:.1f}H{LEFT + high * wide:.1f}" '
                'stroke="#222"/>',
                text(LEFT + high * wide + 8, y + 4, f"{median:.2f} s{remark}")]
    return "\n".join([*out, "</svg>", ""])

# Python 3, standard library only:  python3 FILE.py [MICRODATA.csv]
import csv, json, math, sys

given = json.loads(r'''GIVEN''')
words = given["words"]
file = sys.argv[1] if len(sys.argv) > 1 else given["file"]
with open(file, encoding="utf-8-sig", newline="") as opened:
    records = list(csv.DictReader(opened))


def level(text):
    """A level from 1, 0 for no opinion, None without an answer."""
    return None if text == "" else 0 if text == "x" else int(text)


questions = given["questions"]
for record in records:
    record["levels"] = {q["id"]: level(record[q["id"]]) for q in questions}
rows = [
    record
    for record in records
    if record[given["unitColumn"]] in given["units"]
    and record[given["lateColumn"]] == given["inTime"]
    and sum(1 for one in record["levels"].values() if one) >= given["minimum"]
]


# The index: R = sum of w·S/A over the parts; its variance by linearisation, a person being the unit of sampling.
def estimate(some):
    people = [[(0.0, 0) for _ in given["parts"]] for _ in some]
    for row, person in zip(some, people):
        for at, part in enumerate(given["parts"]):
            got = [(q["scores"][row["levels"][q["id"]]]) for q in questions
                   if q["id"] in part["questions"] and row["levels"][q["id"]] is not None
                   and (row["levels"][q["id"]] > 0 or given["noOpinionCounts"])]
            person[at] = (sum(got), len(got))
    sums = [(math.fsum(p[at][0] for p in people), sum(p[at][1] for p in people)) for at in range(len(given["parts"]))]
    if len(some) < 2 or any(a == 0 for _, a in sums):
        return None
    weights = [part["weight"] for part in given["parts"]]
    share = math.fsum(w * s / a for w, (s, a) in zip(weights, sums))
    z = [math.fsum(w * (p[at][0] - s / a * p[at][1]) / a for at, (w, (s, a)) in enumerate(zip(weights, sums))) for p in people]
    variance = len(some) / (len(some) - 1) * math.fsum(one * one for one in z)
    valid = sum(a for _, a in sums)
    cap = min(valid / given["deff"], valid) if given["mode"] == "share" else valid / given["deff"]
    isExtreme = share <= 1e-12 or share >= 1 - 1e-12
    exact = cap if isExtreme or variance < 1e-18 else min(share * (1 - share) / variance, cap)
    return {"share": share, "exact": exact, "size": max(1, math.floor(exact + 1e-9)), "valid": valid, "people": len(some)}


def beta_below(x, a, b):
    """The regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(1 - x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    total = d
    for m in range(1, 10000):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + numerator * d)
            c = 1 + numerator / c
            total *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * total


def beta_quantile(p, a, b):
    low, up = 0.0, 1.0
    for _ in range(200):
        middle = (low + up) / 2
        low, up = (middle, up) if beta_below(middle, a, b) < p else (low, middle)
    return (low + up) / 2


def student(df):
    x = beta_quantile(0.95, 0.5, df / 2)
    return math.sqrt(df * x / (1 - x))


def wilson(share, size):
    z = 1.959963984540054
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size)
    return max(0, centre - half), min(1, centre + half)


def interval(found):
    share, size = found["share"], found["size"]
    if given["interval"] == "wilson":
        return wilson(share, size)
    size *= (student(max(found["people"], found["valid"]) - 1) / student(found["people"] - 1)) ** 2  # Korn and Graubard
    x = share * size
    return (
        0.0 if share <= 0 else beta_quantile(0.025, x, size - x + 1),
        1.0 if share >= 1 else beta_quantile(0.975, x + 1, size - x),
    )


made = {}  # key: value, people
whole = estimate(rows)
if whole:
    low, up = interval(whole)
    for name, value in (("share", whole["share"]), ("low", low), ("up", up)):
        made["index." + name] = (value, len(rows))


# Drivers: Lindeman, Merenda and Gold's shares of R², over all subsets of factors.
def height(question, row):
    one = row["levels"][question["id"]]
    return (one - 1) / (question["levels"] - 1) if one else None


def mean(values):
    got = [one for one in values if one is not None]
    return math.fsum(got) / len(got) if got else None


factors = list(dict.fromkeys(q["factor"] for q in questions))
points = [
    [mean(height(q, row) for q in questions if q["factor"] == factor) for factor in factors]
    + [mean(height(q, row) for q in questions)]
    for row in rows
]
points = [point for point in points if None not in point]
if points:
    centres = [math.fsum(column) / len(points) for column in zip(*points)]
    size = len(factors)
    covariance = [
        [math.fsum((p[i] - centres[i]) * (p[j] - centres[j]) for p in points) / len(points) for j in range(size + 1)]
        for i in range(size + 1)
    ]

    def explained(subset):
        kept, solved = [], []
        for factor in subset:
            row = []
            for at, (other, below) in enumerate(kept):
                row.append((covariance[factor][other] - sum(a * b for a, b in zip(row, below))) / below[at])
            pivot = covariance[factor][factor] - sum(a * a for a in row)
            if pivot > 1e-10:
                row.append(math.sqrt(pivot))
                solved.append((covariance[factor][size] - sum(a * b for a, b in zip(row, solved))) / row[-1])
                kept.append((factor, row))
        return sum(a * a for a in solved) / covariance[size][size]

    if covariance[size][size] > 1e-10:
        by_subset = [explained([f for f in range(size) if subset >> f & 1]) for subset in range(2**size)]
        total = by_subset[-1]
        made["drivers.explained"] = (total, len(points))
        for f, factor in enumerate(factors):
            gain = 0.0
            for subset in range(2**size):
                if not subset >> f & 1:
                    s = bin(subset).count("1")
                    weight = math.factorial(s) * math.factorial(size - 1 - s) / math.factorial(size)
                    gain += weight * (by_subset[subset | 1 << f] - by_subset[subset])
            made["drivers." + factor] = (gain / total, len(points))


# Gaps: each group against all other respondents, z test on effective sizes, Holm's correction.
def rounded(share):
    scale = 10 ** given["decimals"]
    return math.floor(100 * share * scale + 0.5 + 1e-9) / scale


tests = []
for group in given["groups"]:
    inside = [row for row in rows if row[group["column"]] == group["label"]]
    one, other = estimate(inside), estimate([row for row in rows if row[group["column"]] != group["label"]])
    if not one or not other:
        continue
    pooled = (one["share"] * one["size"] + other["share"] * other["size"]) / (one["size"] + other["size"])
    variance = pooled * (1 - pooled) * (1 / one["size"] + 1 / other["size"])
    p = math.erfc(abs(one["share"] - other["share"]) / math.sqrt(2 * variance)) if variance > 0 else 1.0
    made[group["key"] + ".points"] = (rounded(one["share"]) - rounded(other["share"]), len(inside))
    tests.append((min(1, p), group["key"], len(inside)))
largest = 0.0
for rank, (p, key, people) in enumerate(sorted(tests)):
    largest = max(largest, min(1, (len(tests) - rank) * p))
    made[key + ".p"] = (largest, people)

# Small units: empirical Bayes with the beta-binomial model, Kleinman's moments.
units = []
for unit in given["subunits"]:
    inside = [row for row in rows if row[given["unitColumn"]] in unit["units"]]
    found = estimate(inside)
    if found:
        units.append((unit["key"], found["share"], found["exact"], len(inside)))
if len(units) > 1:
    gamma = 0.0
    for _ in range(500):
        before = gamma
        w = [n / (1 + gamma * (n - 1)) for _, _, n, _ in units]
        all_w = math.fsum(w)
        mu = math.fsum(a * r for a, (_, r, _, _) in zip(w, units)) / all_w
        between = math.fsum(a * (r - mu) ** 2 for a, (_, r, _, _) in zip(w, units))
        chance = math.fsum(a / n * (1 - a / all_w) for a, (_, _, n, _) in zip(w, units))
        scale = mu * (1 - mu) * (math.fsum(a * (1 - a / all_w) for a in w) - chance)
        gamma = max(0, min(1 - 1e-9, (between - mu * (1 - mu) * chance) / scale if scale > 0 else 0))
        if abs(gamma - before) < 1e-13:
            break
    for key, share, n, people in units:
        if gamma <= 0:
            estimated, (low, up) = mu, wilson(mu, math.fsum(one[2] for one in units))
        else:
            m = 1 / gamma - 1
            estimated = (n * share + m * mu) / (n + m)
            a = n * share + m * mu
            low, up = beta_quantile(0.025, a, n + m - a), beta_quantile(0.975, a, n + m - a)
        for name, value in (("share", estimated), ("low", low), ("up", up)):
            made[key + "." + name] = (value, people)

# A p-value rests on all gaps, an estimate for a small unit on all units, so one incomplete group spoils them.
lacking = {}
for one in given["published"]:
    value, people = made.get(one["key"], (None, None))
    if people != one["people"]:
        lacking[one["together"]] = True
isDifferent = False
print(f"{words['what']:<40}{words['published']:>16}{words['fromFile']:>16}")
for one in given["published"]:
    value, people = made.get(one["key"], (None, 0))
    if people != one["people"] or one["together"] and lacking.get(one["together"]):
        verdict = words["incomplete"]
    elif abs(value - one["value"]) <= 1e-6:
        verdict = words["equal"]
    else:
        verdict, isDifferent = words["different"], True
    print(f"{one['key']:<40}{one['value']:>16.8f}{value if value is not None else math.nan:>16.8f}  {verdict}")
sys.exit(1 if isDifferent else 0)

"""How a peer answers the driver: `warm S` runs it in for S seconds, a number N times N steps; an answer is one line of JSON."""

import json
import sys
import time


def microseconds(step, steps):
    begin = time.perf_counter()
    for _ in range(steps):
        step()
    return (time.perf_counter() - begin) * 1e6 / steps


def warmed(step, seconds):
    end = time.perf_counter() + seconds
    steps = 1
    while True:
        each = microseconds(step, steps)
        left = end - time.perf_counter()
        if left <= 0:
            return each
        steps = max(1, min(2 * steps, int(left * 1e6 / each) + 1))


def fastest(steps, seconds):
    """The name of the fastest of some steps, by name: each is run in, then timed."""
    times = {}
    for name, step in steps.items():
        each = warmed(step, seconds)
        times[name] = microseconds(step, max(1, int(seconds * 1e6 / each)))
    return min(times, key=times.get)


def tell(answer):
    print(json.dumps(answer), flush=True)


def serve(prepare):
    """
    Serves the step that `prepare(work, threads, variant)` makes of the work. It gives the library's version and a function
    of seconds that chooses the fastest way to take the step: the step and what was chosen.
    """
    asked = json.loads(sys.argv[1])
    try:
        version, choose = prepare(asked["work"], asked["threads"], asked.get("variant"))
        tell({"version": version})
        step = None
        for line in sys.stdin:
            word, *rest = line.split()
            if word == "warm":
                step, note = choose(float(rest[0]))
                tell({"microseconds": warmed(step, float(rest[0])), "note": note})
            else:
                tell({"microseconds": microseconds(step, int(word))})
    except Exception as error:
        tell({"refusal": f"{type(error).__name__}: {error}".split("\n")[0]})

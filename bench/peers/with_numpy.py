"""NumPy: the fully connected net with its gradients written out, products, and principal components."""

import os
import sys
import json

# NumPy's products ask how many threads they may use when NumPy is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = str(json.loads(sys.argv[1])["threads"])

import numpy as np  # noqa: E402

from serve import serve  # noqa: E402

rng = np.random.default_rng(1)
RATE = np.float32(0.01)


def uniform(low, high, shape):
    return rng.uniform(low, high, shape).astype(np.float32)


def descent(width, classes):
    """A step of descent on a batch, in place."""
    W1, b1 = uniform(-0.07, 0.07, (1024, width)), np.zeros(width, np.float32)
    W2, b2 = uniform(-0.2, 0.2, (width, classes)), np.zeros(classes, np.float32)

    def step(x, y):
        rows = np.arange(len(x))
        h = 1 / (1 + np.exp(-(x @ W1 + b1)))
        z = h @ W2 + b2
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        total = p.sum(axis=1, keepdims=True)
        loss = (np.log(total[:, 0]) - z[rows, y]).mean()
        p /= total
        p[rows, y] -= 1
        p /= len(x)
        dh = (p @ W2.T) * h * (1 - h)
        for parameter, gradient in ((W1, x.T @ dh), (b1, dh.sum(0)), (W2, h.T @ p), (b2, p.sum(0))):
            parameter -= RATE * gradient
        return float(loss)

    return step


def training(work):
    x, y = uniform(0, 1, (work["batch"], 1024)), np.arange(work["batch"]) % work["classes"]
    step = descent(work["width"], work["classes"])
    return lambda: step(x, y)


def epoch(work):
    x = np.fromfile(work["images"], np.uint8).reshape(-1, 1024).astype(np.float32) / np.float32(255)
    y = np.fromfile(work["labels"], np.uint8).astype(np.int64)
    step = descent(work["width"], work["classes"])

    def pass_over():
        order = rng.permutation(len(x))
        for at in range(0, len(x), work["batch"]):
            rows = order[at : at + work["batch"]]
            step(x[rows], y[rows])

    return pass_over


def product(work):
    a, b = uniform(-1, 1, (work["n"], work["n"])), uniform(-1, 1, (work["n"], work["n"]))
    return lambda: a @ b


def components(work):
    x = np.fromfile(work["images"], np.uint8).reshape(-1, 1024).astype(np.float32) / np.float32(255)

    def step():
        centred = x - x.mean(0)
        covariance = centred.T @ centred / len(x)
        if work["count"] == 0:
            return np.linalg.eigvalsh(covariance)
        return np.linalg.eigh(covariance).eigenvectors[:, -work["count"] :]

    return step


def prepare(work, _threads, _variant):
    step = {"training": training, "epoch": epoch, "product": product, "components": components}[work["kind"]](work)
    return np.__version__, lambda _seconds: (step, None)


serve(prepare)

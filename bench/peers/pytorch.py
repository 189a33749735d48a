"""PyTorch on the CPU, eager and compiled, each with the fastest of its memory formats and of its optimiser's loops."""

import torch
from torch import nn

from serve import fastest, serve

SGD_LOOPS = {"plain loop": {"foreach": False}, "foreach": {"foreach": True}, "fused": {"fused": True}}


def pair(inputs, outputs):
    return [
        *[nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()],
        *[nn.Conv2d(outputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()],
        nn.MaxPool2d(2),
    ]


def layers(work):
    if work["net"] == "fc":
        return [nn.Linear(1024, work["width"]), nn.Sigmoid(), nn.Linear(work["width"], 36)]
    if work["net"] == "autoencoder":
        hidden = [nn.Linear(1024, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU()]
        return [*hidden, nn.Linear(32, 1024), nn.Sigmoid()]
    if work["net"] == "cnn":
        return [
            *[nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)],
            *[nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)],
            *[nn.Flatten(), nn.Linear(2048, 128), nn.ReLU(), nn.Linear(128, 36)],
        ]
    return [*pair(3, 32), *pair(32, 64), *pair(64, 128), nn.Flatten(), nn.Linear(2048, 10)]


class Net(nn.Module):
    """The net and its loss: what is compiled."""

    def __init__(self, work):
        super().__init__()
        self.layers = nn.Sequential(*layers(work))
        self.loss = nn.MSELoss() if work["classes"] == 0 else nn.CrossEntropyLoss()

    def forward(self, x, y):
        return self.loss(self.layers(x), y)


def descent(net, model, momentum, loop):
    """A step of descent on a batch; `model` is the net, or what the compiler made of it."""
    optimiser = torch.optim.SGD(net.parameters(), lr=0.01, momentum=momentum, **SGD_LOOPS[loop])

    def step(x, y):
        optimiser.zero_grad()
        loss = model(x, y)
        loss.backward()
        optimiser.step()
        return loss.item()

    return step


def training(work, variant):
    """Steps on one batch: first the faster memory format is chosen, then the fastest loop of the optimiser."""
    batch, classes = work["batch"], work["classes"]
    x = torch.rand(batch, *work["input"])
    y = x if classes == 0 else torch.arange(batch) % classes
    formats = {"NCHW": torch.contiguous_format, "channels_last": torch.channels_last} if x.dim() == 4 else {"": None}
    made = {}

    def step_of(name, loop):
        if name not in made:
            net, data = Net(work), x
            if formats[name] is not None:
                net, data = net.to(memory_format=formats[name]), x.to(memory_format=formats[name])
            made[name] = net, torch.compile(net, dynamic=False) if variant == "compiled" else net, data
        net, model, data = made[name]
        step = descent(net, model, work["momentum"], loop)
        return lambda: step(data, y if classes else data)

    for name in formats:
        step_of(name, "plain loop")()

    def choose(seconds):
        name = fastest({name: step_of(name, "plain loop") for name in formats}, seconds)
        loop = fastest({loop: step_of(name, loop) for loop in SGD_LOOPS}, seconds)
        return step_of(name, loop), ", ".join(word for word in (name, loop) if word)

    return choose


def epoch(work, variant):
    """One pass over a whole set, shuffled."""
    classes, batch = work["classes"], work["batch"]
    images = torch.frombuffer(bytearray(open(work["images"], "rb").read()), dtype=torch.uint8)
    x = images.reshape(-1, 1024).float() / 255
    y = torch.frombuffer(bytearray(open(work["labels"], "rb").read()), dtype=torch.uint8).long()
    net = Net(work)
    model = torch.compile(net, dynamic=False) if variant == "compiled" else net

    def step_of(loop):
        step = descent(net, model, work["momentum"], loop)

        def pass_over():
            for rows in torch.randperm(len(x)).split(batch):
                step(x[rows], y[rows])

        return pass_over

    step_of("plain loop")()

    def choose(seconds):
        loop = fastest({loop: step_of(loop) for loop in SGD_LOOPS}, seconds)
        return step_of(loop), loop

    return choose


def product(work, _variant):
    n = work["n"]
    a, b = torch.rand(n, n), torch.rand(n, n)
    return lambda _seconds: (lambda: a @ b, None)


def components(work, _variant):
    """Centre, covariance, eigenvectors, or all eigenvalues."""
    images = torch.frombuffer(bytearray(open(work["images"], "rb").read()), dtype=torch.uint8)
    x = images.reshape(-1, 1024).float() / 255

    def step():
        centred = x - x.mean(0)
        covariance = centred.T @ centred / len(x)
        if work["count"] == 0:
            return torch.linalg.eigvalsh(covariance)
        return torch.linalg.eigh(covariance).eigenvectors[:, -work["count"] :]

    return lambda _seconds: (step, None)


def prepare(work, threads, variant):
    torch.set_num_threads(threads)
    make = {"training": training, "epoch": epoch, "product": product, "components": components}[work["kind"]]
    return torch.__version__, make(work, variant)


serve(prepare)

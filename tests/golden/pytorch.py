"""Writes pytorch.safetensors, or the file named as argument (PyTorch 2.15.0, safetensors 0.8.0).

It holds what PyTorch gives for every operation and layer of this library, for steps of every optimiser and schedule, and
for trainings of whole nets, as tensors named group/case/part. A case begins with the name of what it is about. Inputs
are float32, so that both number types can begin with them; results are computed and kept in float64.
"""

import sys
import zlib
from pathlib import Path

import torch
from safetensors.torch import save
from torch import nn, optim
from torch.nn import functional as F
from torch.optim import lr_scheduler

STEPS = 10
found = {}


def keep(group, case, **parts):
    """Keeps tensors; a dictionary among them gives one for each of its entries."""
    for part, value in parts.items():
        for name, tensor in value.items() if isinstance(value, dict) else [("", value)]:
            found["/".join(filter(None, [group, case, part, name]))] = tensor.detach().clone().contiguous()


class Source:
    """Random numbers that depend on nothing but the case's name."""

    def __init__(self, case):
        self.generator = torch.Generator().manual_seed(zlib.crc32(case.encode()))

    def uniform(self, *shape, low=-2, high=2):
        return low + (high - low) * torch.rand(shape, generator=self.generator)

    def fill(self, model):
        """Gives all parameters and statistics of a model other values, variances positive ones."""
        for name, tensor in [*model.named_parameters(), *model.named_buffers()]:
            if tensor.is_floating_point():
                low = 0.5 if name.endswith("running_var") else -0.5
                tensor.data.copy_(self.uniform(*tensor.shape, low=low, high=low + 1))
        return model


# Operations: y = f(x0, x1, …), and the gradients g0, g1, … of Σ dy y.


def operation(case, f, *inputs, low=-2, high=2):
    source = Source(case)
    xs = [x if torch.is_tensor(x) else source.uniform(*x, low=low, high=high) for x in inputs]
    arguments = [x.double().requires_grad_() for x in xs]
    y = f(*arguments)
    parts = {f"x{i}": x for i, x in enumerate(xs)}
    if y.requires_grad:
        dy = source.uniform(*y.shape)
        gradients = torch.autograd.grad(y, arguments, dy.double())
        parts |= {"dy": dy} | {f"g{i}": g for i, g in enumerate(gradients)}
    keep("operation", case, y=y, **parts)


def elements():
    for name in ["exp", "tanh", "sigmoid", "relu", "abs", "neg"]:
        operation(name, getattr(torch, name), (3, 7))
    operation("gelu", F.gelu, (3, 7))
    for name in ["log", "sqrt"]:
        operation(name, getattr(torch, name), (3, 7), low=0.5)
    operation("as", lambda x: x.float().double(), (3, 7))
    for name in ["relu", "abs"]:
        operation(f"{name} at 0", getattr(torch, name), torch.tensor([-1.0, 0.0, 1.0]))
    for name in ["add", "sub", "mul", "div"]:
        f = getattr(torch, name)
        operation(name, f, (3, 7), (3, 7), low=0.5)
        operation(f"{name} row", f, (3, 7), (7,), low=0.5)
        operation(f"{name} column and row", f, (5, 3, 1), (1, 7), low=0.5)
        operation(f"{name} number", lambda x: f(x, 3), (7,))


def products():
    operation("matmul", torch.matmul, (5, 7), (7, 3))
    operation("matmul large", torch.matmul, (19, 33), (33, 21))
    operation("matmul first transposed", lambda a, b: a.T @ b, (7, 5), (7, 3))
    operation("matmul second transposed", lambda a, b: a @ b.T, (5, 7), (3, 7))
    operation("matmul both transposed", lambda a, b: a.T @ b.T, (7, 5), (3, 7))
    activations = {"": lambda x: x, " relu": F.relu, " tanh": F.tanh, " sigmoid": F.sigmoid}
    for name, f in activations.items():
        operation(f"affine{name}", lambda x, w, b: f(x @ w + b), (5, 7), (7, 3), (3,))


def reductions():
    folds = {"sum": torch.sum, "mean": torch.mean, "max": torch.amax}
    for name, f in folds.items():
        operation(name, f, (3, 5, 7))
        for axis in range(3):
            operation(f"{name} axis {axis}", lambda x: f(x, axis), (3, 5, 7))
        operation(f"{name} kept", lambda x: f(x, 1, keepdim=True), (3, 5, 7))
    operation("argmax", lambda x: torch.argmax(x, -1).double(), (5, 7))
    operation("norm", lambda x: torch.linalg.vector_norm(x.detach()), (5, 7))
    operation("maxAbsDifference", lambda x, y: (x - y).detach().abs().max(), (5, 7), (5, 7))


def moves():
    operation("reshape", lambda x: x.reshape(5, -1), (3, 4, 5))
    operation("permute", lambda x: x.permute(2, 0, 1), (3, 4, 5))
    operation("transpose", lambda x: x.T, (3, 5))
    operation("broadcast", lambda x: x.broadcast_to(2, 3, 4, 5), (3, 1, 5))
    operation("rows", lambda x: x[[2, 0, 2, 2]], (3, 4, 5))
    operation("slice axis 0", lambda x: x[1:3], (3, 4, 5))
    operation("slice axis 1", lambda x: x[:, 1:3], (3, 4, 5))
    operation("slice axis 2", lambda x: x[:, :, 1:3], (3, 4, 5))
    operation("concat axis 0", lambda *x: torch.cat(x, 0), (3, 5), (2, 5))
    operation("concat axis 1", lambda *x: torch.cat(x, 1), (3, 5, 2), (3, 1, 2), (3, 4, 2))


def probabilities():
    for name, f in {"softmax": F.softmax, "logSoftmax": F.log_softmax}.items():
        operation(name, lambda x: f(x, -1), (3, 7))
        operation(f"{name} far apart", lambda x: f(x, -1), (3, 37), low=-200, high=200)
    labels = torch.tensor([6, 0, 3])
    operation("crossEntropy labels", lambda x: F.cross_entropy(x, labels, reduction="sum"), (3, 7))
    operation("crossEntropy mean", lambda x: F.cross_entropy(x, labels), (3, 7))
    operation("crossEntropy smoothed", lambda x: F.cross_entropy(x, labels, label_smoothing=0.25), (3, 7))
    operation("meanSquaredError", F.mse_loss, (3, 7), (3, 7))


def convolutions():
    images, windows, bias = (2, 4, 7, 5), (6, 4, 3, 2), (6,)
    operation("conv2d", F.conv2d, images, windows, bias)
    operation("conv2d without bias", F.conv2d, images, windows)
    operation("conv2d 1 by 1", F.conv2d, images, (5, 4, 1, 1), (5,))
    operation("conv2d moved", lambda *x: F.conv2d(*x, stride=(2, 3), padding=(0, 2)), images, windows, bias)
    operation("conv2d dilated", lambda *x: F.conv2d(*x, dilation=(2, 3), padding=(2, 1)), images, windows, bias)
    operation("conv2d in groups", lambda *x: F.conv2d(*x, groups=2, stride=2), images, (6, 2, 3, 2), bias)
    operation("conv2d by channel", lambda *x: F.conv2d(*x, groups=4, padding=1), images, (4, 1, 3, 3), (4,))
    for name in ["relu", "tanh", "sigmoid"]:
        operation(f"conv2d {name}", lambda *x: getattr(torch, name)(F.conv2d(*x)), images, windows, bias)
    for name, shapes in {"few": [(8, 1, 5, 3), (8, 1, 3, 3)], "many": [(9, 2, 5, 6), (9, 2, 3, 3), (9,)]}.items():
        operation(f"conv2d winograd {name}", lambda *x: F.conv2d(*x, padding=1), *shapes)


def pools():
    for name, f in {"maxPool2d": F.max_pool2d, "meanPool2d": F.avg_pool2d}.items():
        operation(name, lambda x: f(x, 2), (2, 3, 7, 6))
        operation(f"{name} overlapping", lambda x: f(x, (3, 2), stride=(2, 1), padding=1), (2, 3, 7, 6))
        operation(f"{name} ceil", lambda x: f(x, 3, stride=2, ceil_mode=True), (2, 3, 8, 6))
        operation(f"{name} ceil padded", lambda x: f(x, 3, stride=2, padding=1, ceil_mode=True), (2, 3, 8, 6))
    operation("maxPool2d ties", lambda x: F.max_pool2d(x, 3, stride=2), torch.ones(1, 1, 5, 5))


def norms():
    for name, shape in {"images": (3, 2, 5, 3), "rows": (5, 2), "sequences": (3, 2, 5)}.items():
        for training in [True, False]:
            case = f"normalise {name} {'training' if training else 'evaluation'}"

            def normalise(x, gamma, beta):
                mean, variance = torch.tensor([0.25, -0.5]).double(), torch.tensor([0.5, 2.0]).double()
                return F.batch_norm(x, mean, variance, gamma, beta, training)

            operation(case, normalise, shape, (2,), (2,))
            operation(f"{case} relu", lambda *x: F.relu(normalise(*x)), shape, (2,), (2,))


def decompositions():
    def q_and_r(a):
        q, r = torch.linalg.qr(a.detach())
        signs = r.diagonal().sign()
        return q * signs, signs[:, None] * r

    def eigen(a):
        values, vectors = torch.linalg.eigh(a.detach())
        values, vectors = values.flip(0), vectors.flip(1)
        largest = vectors.gather(0, vectors.abs().argmax(0, keepdim=True))
        return values, vectors * largest.sign()

    tall = Source("qr").uniform(7, 5)
    operation("qr Q", lambda a: q_and_r(a)[0], tall)
    operation("qr R", lambda a: q_and_r(a)[1], tall)
    root = Source("symmetricEigen").uniform(7, 7)
    operation("symmetricEigen values", lambda a: eigen(a)[0], root + root.T)
    operation("symmetricEigen vectors", lambda a: eigen(a)[1], root + root.T)
    operation("symmetricEigenvalues", lambda a: eigen(a)[0], root + root.T)
    square = Source("leadingEigen").uniform(40, 40)
    operation("leadingEigen values", lambda a: eigen(a)[0][:1], square @ square.T)
    operation("leadingEigen vectors", lambda a: eigen(a)[1][:, :1], square @ square.T)
    operation("randomisedSvd values", lambda a: torch.linalg.svdvals(a.detach())[:3], tall)


# Layers: y = f(x), the gradients of Σ dy y by x and by parameters, and the state before and after.


class Residual(nn.Module):
    def __init__(self, body, shortcut=None):
        super().__init__()
        self.body = body
        self.shortcut = shortcut or nn.Identity()

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


class Concatenate(nn.ModuleList):
    def forward(self, x):
        return torch.cat([branch(x) for branch in self], 1)


class GlobalMean(nn.Module):
    def forward(self, x):
        return x.flatten(2).mean(2)


def state_of(model):
    return {name: tensor for name, tensor in model.state_dict().items() if tensor.is_floating_point()}


def before(model):
    return {name: tensor.float() for name, tensor in state_of(model).items()}


def gradients_of(model):
    return {name: parameter.grad for name, parameter in model.named_parameters()}


def layer(case, model, *shape):
    source = Source(case)
    model = source.fill(model).double().train("evaluation" not in case)
    x = source.uniform(*shape)
    keep("layer", case, x=x, before=before(model))
    x = x.double().requires_grad_()
    y = model(x)
    dy = source.uniform(*y.shape)
    y.backward(dy.double())
    keep("layer", case, y=y, dy=dy, gx=x.grad, gradient=gradients_of(model), after=state_of(model))


def layers():
    image, row = (2, 2, 7, 5), (5, 7)
    layer("Linear", nn.Linear(7, 3), *row)
    layer("Conv2d", nn.Conv2d(2, 3, 3, stride=2, padding=1), *image)
    layer("Conv2d without bias", nn.Conv2d(2, 4, (3, 2), dilation=(2, 1), groups=2, bias=False), *image)
    for mode in ["training", "evaluation"]:
        layer(f"BatchNorm images {mode}", nn.BatchNorm2d(2), *image)
        layer(f"BatchNorm rows {mode}", nn.BatchNorm1d(7, momentum=0.5, eps=0.25), *row)
    layer("Dropout evaluation", nn.Dropout(0.5), *row)
    layer("MaxPool2d", nn.MaxPool2d(3, 2, ceil_mode=True), *image)
    layer("MeanPool2d", nn.AvgPool2d(3, 2, padding=1), *image)
    layer("GlobalMeanPool", GlobalMean(), *image)
    layer("Flatten", nn.Flatten(), *image)
    activations = {"relu": nn.ReLU(), "tanh": nn.Tanh(), "sigmoid": nn.Sigmoid(), "gelu": nn.GELU()}
    for name, activation in activations.items():
        layer(f"ActivationLayer {name}", activation, *row)
    layer("Residual", Residual(nn.Conv2d(2, 2, 3, padding=1)), *image)
    layer("Residual shortcut", Residual(nn.Linear(7, 3), nn.Linear(7, 3)), *row)
    layer("Concatenate", Concatenate([nn.Conv2d(2, 3, 1), nn.Tanh()]), *image)
    layer("Sequential", nn.Sequential(nn.Linear(7, 5), nn.Tanh(), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 3)), *row)


# Optimisers: where θ is after each step along given gradients; schedules: the rate of each step.


def optimiser(case, make):
    source = Source(case)
    start, gradients = source.uniform(7), source.uniform(STEPS, 7)
    theta = nn.Parameter(start.double())
    moves, path = make([theta]), []
    for gradient in gradients:
        theta.grad = gradient.double()
        moves.step()
        path.append(theta.detach().clone())
    keep("optimiser", case, start=start, gradients=gradients, path=torch.stack(path))


def optimisers():
    optimiser("SGD", lambda p: optim.SGD(p, 0.125))
    optimiser("SGD decay", lambda p: optim.SGD(p, 0.125, weight_decay=0.25))
    optimiser("SGD momentum", lambda p: optim.SGD(p, 0.125, momentum=0.75))
    optimiser("SGD momentum and decay", lambda p: optim.SGD(p, 0.125, momentum=0.75, weight_decay=0.25))
    optimiser("SGD Nesterov", lambda p: optim.SGD(p, 0.125, momentum=0.75, weight_decay=0.25, nesterov=True))
    optimiser("Adam", lambda p: optim.Adam(p, 0.125))
    optimiser("Adam decay", lambda p: optim.Adam(p, 0.125, betas=(0.75, 0.5), eps=0.5, weight_decay=0.25))
    optimiser("AdamW", lambda p: optim.AdamW(p, 0.125, weight_decay=0))
    optimiser("AdamW decay", lambda p: optim.AdamW(p, 0.125, betas=(0.75, 0.5), eps=0.5, weight_decay=0.25))


def clipping():
    source = Source("clipGradients")
    given = [source.uniform(7), source.uniform(3, 5)]
    for case, most in {"clipGradients": 1, "clipGradients not": 100}.items():
        parameters = [nn.Parameter(torch.zeros_like(gradient).double()) for gradient in given]
        for parameter, gradient in zip(parameters, given):
            parameter.grad = gradient.double()
        norm = nn.utils.clip_grad_norm_(parameters, most)
        parts = {f"g{i}": gradient for i, gradient in enumerate(given)}
        parts |= {f"clipped{i}": parameter.grad for i, parameter in enumerate(parameters)}
        keep("clipping", case, norm=norm, **parts)


def schedule(case, make, rate=2.0, steps=20):
    moves = optim.SGD([nn.Parameter(torch.zeros(1))], rate)
    schedule, rates = make(moves), []
    for _ in range(steps):
        rates.append(moves.param_groups[0]["lr"])
        moves.step()
        schedule.step()
    keep("schedule", case, rates=torch.tensor(rates, dtype=torch.float64))


def schedules():
    schedule("stepDecay", lambda moves: lr_scheduler.StepLR(moves, 7, 0.5))
    schedule("cosine", lambda moves: lr_scheduler.CosineAnnealingLR(moves, 20, eta_min=0.5))
    # PyTorch reaches the top at the step before a share of all, and the end at the last step: one step later here.
    schedule("oneCycle", lambda moves: lr_scheduler.OneCycleLR(moves, 2.0, total_steps=21, pct_start=7 / 21))

    def warm_up(moves):
        rise = lr_scheduler.LinearLR(moves, start_factor=1 / 4, total_iters=3)
        return lr_scheduler.SequentialLR(moves, [rise, lr_scheduler.CosineAnnealingLR(moves, 16)], milestones=[4])

    schedule("warmUp", warm_up)


# Trainings: the first step's logits and gradients, the loss of each step, and the state after the last.


def fully_connected():
    return nn.Sequential(nn.Linear(64, 13), nn.Sigmoid(), nn.Linear(13, 7))


def convolutional():
    def convolution(inputs, outputs, bias=False):
        return nn.Conv2d(inputs, outputs, 3, padding=1, bias=bias)

    body = nn.Sequential(convolution(8, 8), nn.BatchNorm2d(8), nn.ReLU(), convolution(8, 8, bias=True))
    return nn.Sequential(
        *[convolution(3, 8), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2)],
        *[Residual(body), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True)],
        *[Concatenate([nn.Conv2d(8, 5, 1), convolution(8, 8)]), nn.BatchNorm2d(13), nn.Tanh()],
        *[GlobalMean(), nn.Dropout(0), nn.Linear(13, 5)],
    )


def training(case, model, make, x_shape, classes, reduction):
    source = Source(case)
    model = source.fill(model).double().train()
    x = source.uniform(*x_shape)
    labels = torch.arange(len(x)) % classes
    keep("training", case, x=x, labels=labels.float(), before=before(model))
    moves, losses = make(model.parameters()), []
    for step in range(STEPS):
        moves.zero_grad()
        logits = model(x.double())
        loss = F.cross_entropy(logits, labels, reduction=reduction)
        loss.backward()
        if step == 0:
            keep("training", case, logits=logits, gradient=gradients_of(model))
        losses.append(loss.detach())
        moves.step()
    keep("training", case, losses=torch.stack(losses), after=state_of(model))
    keep("training", case, evaluated=model.eval()(x.double()))


def trainings():
    training("fully connected", fully_connected(), lambda p: optim.SGD(p, 0.0625), (15, 64), 7, "sum")

    def momentum(parameters):
        return optim.SGD(parameters, 0.0625, momentum=0.75, weight_decay=0.25)

    training("convolutional", convolutional(), momentum, (8, 3, 13, 10), 5, "mean")


def main(file):
    torch.set_num_threads(1)
    for write in [elements, products, reductions, moves, probabilities, convolutions, pools, norms, decompositions]:
        write()
    for write in [layers, optimisers, clipping, schedules, trainings]:
        write()
    file.write_bytes(save(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_suffix(".safetensors"))

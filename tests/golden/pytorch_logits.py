"""Loads ours.safetensors of a folder into the convolutional net of pytorch.py, strictly, and writes what it gives for
x.safetensors; then writes the state of another such net, and what that gives."""

import sys
from pathlib import Path

import torch
from pytorch import Source, convolutional
from safetensors.torch import load_file, save_file

folder = Path(sys.argv[1])
x = load_file(folder / "x.safetensors")["x"]

ours, theirs = convolutional().eval(), Source("theirs").fill(convolutional()).eval()
ours.load_state_dict(load_file(folder / "ours.safetensors"), strict=True)
save_file(theirs.state_dict(), folder / "theirs.safetensors")
with torch.no_grad():
    save_file({"ours": ours(x), "theirs": theirs(x)}, folder / "logits.safetensors")

"""Writes images/*.jpg, images/*.png and images.npz: what Pillow writes and what it reads again (Pillow 13.0.0, NumPy 2.4.6).

Images are 37 × 22: no size is a multiple of a block. They hold a smooth colour field with a bright corner, so that every
turn and mirror differs. Each array of images.npz is [channels, height, width] in 0 … 255.
"""

from pathlib import Path

import numpy
from PIL import Image, ImageOps

here = Path(__file__).parent / "images"
here.mkdir(exist_ok=True)
rows, columns = numpy.mgrid[0:22, 0:37]
field = numpy.stack([6 * columns, 11 * rows, 255 - 3 * columns - 4 * rows], axis=-1).clip(0, 255).astype("uint8")
field[:6, :9] = [255, 240, 20]
colour = Image.fromarray(field)
found = {}


def planes(image):
    values = numpy.asarray(image)
    return values[None] if values.ndim == 2 else values.transpose(2, 0, 1)


def write(name, image, **options):
    path = here / name
    image.save(path, **options)
    read = ImageOps.exif_transpose(Image.open(path))
    found[name] = planes(read.convert("L" if read.mode in ("1", "L") else "RGB"))


write("colour.jpg", colour, quality=90)
write("halved.jpg", colour, quality=80, subsampling="4:2:0", optimize=True)
write("progressive.jpg", colour, quality=90, progressive=True)
write("restarts.jpg", colour, quality=90, restart_marker_blocks=1)
write("grey.jpg", colour.convert("L"), quality=90)
write("cmyk.jpg", colour.convert("CMYK"), quality=90)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    write(f"turned_{orientation}.jpg", colour, quality=90, exif=exif)
write("point.jpg", Image.new("RGB", (1, 1), (200, 100, 50)), quality=100)
write("colour.png", colour)
write("grey.png", colour.convert("L"))
write("bits.png", colour.convert("1"))
write("palette.png", colour.quantize(11))
for name, size, box in [("smaller", (9, 5), None), ("larger", (50, 61), None), ("part", (8, 8), (7.5, 0, 29.5, 22))]:
    found[name] = planes(colour.resize(size, Image.Resampling.BILINEAR, box=box))
numpy.savez_compressed(here.parent / "images.npz", **found)

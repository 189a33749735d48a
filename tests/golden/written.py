"""Writes images/written*: a printed word as files of every odd kind that hold it (Pillow 13.0.0, its own default font).

written_3, _6 and _8.jpg lie as a camera stores them that was held otherwise: EXIF's orientation says how to turn them.
written.gif and written_moving.png are animated: the second picture is empty paper.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

here = Path(__file__).parent / "images"
word = Image.new("RGB", (420, 120), (228, 226, 220))
ImageDraw.Draw(word).text((40, 24), "DEEP 36", font=ImageFont.load_default(64), fill=(40, 40, 70))
paper = Image.new("RGB", word.size, (228, 226, 220))

for orientation, turn in [(3, Image.Transpose.ROTATE_180), (6, Image.Transpose.ROTATE_90), (8, Image.Transpose.ROTATE_270)]:
    exif = Image.Exif()
    exif[0x0112] = orientation
    word.transpose(turn).save(here / f"written_{orientation}.jpg", quality=85, exif=exif)
word.convert("CMYK").save(here / "written_cmyk.jpg", quality=85)
word.save(here / "written_progressive.jpg", quality=85, progressive=True)
word.save(here / "written.gif", save_all=True, append_images=[paper])
word.quantize(16).save(here / "written_moving.png", save_all=True, append_images=[paper.quantize(2)])

"""Images of digits as what the model was trained on: 8 by 8 pixels from 0 (paper) to 1 (ink), 64 in a row."""

import base64
import io

import numpy as np
from PIL import Image, ImageOps


def pixels(encoded):
    """The pixels of a base64 image of a dark digit on light paper, cut to the digit and scaled."""
    image = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("L")
    ink = ImageOps.invert(image)
    box = ink.point(lambda value: 255 if value > 64 else 0).getbbox()
    if box is None:
        raise ValueError("The image is empty.")
    side = max(box[2] - box[0], box[3] - box[1])
    square = Image.new("L", (side, side))
    digit = ink.crop(box)
    square.paste(digit, ((side - digit.width) // 2, (side - digit.height) // 2))
    scaled = square.resize((8, 8), Image.Resampling.BOX)
    return np.asarray(scaled, dtype=np.float32).reshape(1, 64) / 255.0

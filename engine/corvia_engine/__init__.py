"""Words to feelings to song to sound. Nothing in here writes to a disk or calls anybody.

onnxruntime does, from 1.29 on, unless it is told not to before it is loaded: it keeps an identifier
of the device and a store of events in the cache folder, and sends them to its makers
(https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md). So it is told here, where
everything that loads it comes by.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

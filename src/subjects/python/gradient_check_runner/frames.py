"""Frames of the protocol: the length of a JSON header, the header, then the raw arrays that it lists."""

import json
import struct


def read_frame(stream):
    """Returns (header, list of arrays), or None at the end of the stream."""
    start = stream.read(4)
    if len(start) < 4:
        return None
    header = json.loads(stream.read(struct.unpack("<I", start)[0]).decode("utf-8"))
    return header, [_read_array(stream, described) for described in header.get("arrays", [])]


def write_frame(stream, header, arrays=()):
    """`arrays`: pairs of a name and a NumPy array of float64, float32 or int32."""
    described = [{"name": name, "dtype": str(array.dtype), "shape": list(array.shape)} for name, array in arrays]
    text = json.dumps(dict(header, arrays=described) if described else header, allow_nan=False).encode("utf-8")
    stream.write(struct.pack("<I", len(text)) + text)
    for _, array in arrays:
        stream.write(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
    stream.flush()


def _read_array(stream, described):
    import numpy

    dtype = numpy.dtype(described["dtype"]).newbyteorder("<")
    count = 1
    for extent in described["shape"]:
        count *= extent
    data = numpy.frombuffer(stream.read(count * dtype.itemsize), dtype)
    return data.astype(dtype.newbyteorder("=")).reshape(described["shape"])

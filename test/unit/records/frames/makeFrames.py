"""Writes frames.json: files that other programs wrote, with what other programs read from them.

    pip install numpy scipy 'protobuf<4' crc32c==2.9.post0
    pip install --no-deps tfrecord==1.14.6 sagemaker_training==5.1.4
    python makeFrames.py
"""

import base64
import io
import json
import pathlib
import tempfile

import numpy
from sagemaker_training import recordio
from tfrecord import TFRecordWriter
from tfrecord.reader import tfrecord_iterator


def text(data):
    return base64.b64encode(bytes(data)).decode()


def tf_record():
    path = pathlib.Path(tempfile.mkdtemp()) / "some.tfrecord"
    writer = TFRecordWriter(str(path))
    for number in range(5):
        writer.write({"image": (bytes(range(number * 37)), "byte"), "label": (number, "int"), "price": (number / 3, "float")})
    writer.close()
    return {"file": text(path.read_bytes()), "contents": [text(record) for record in tfrecord_iterator(str(path))]}


def record_io():
    file = io.BytesIO()
    for columns in (1, 2, 3, 7):
        recordio._write_numpy_to_dense_tensor(file, numpy.arange(columns * 2.0).reshape(2, columns), numpy.array([1.0, 0.0]))
    file.seek(0)
    return {"file": text(file.getvalue()), "contents": [text(record) for record in recordio._read_recordio(file)]}


def padded():
    file = io.BytesIO()
    for length in range(9):
        recordio._write_recordio(file, bytes(range(length)))
    file.seek(0)
    return {"file": text(file.getvalue()), "contents": [text(record) for record in recordio._read_recordio(file)]}


made = {"TFRecord": tf_record(), "RecordIO": record_io(), "RecordIO of every padding": padded()}
pathlib.Path(__file__).with_name("frames.json").write_text(json.dumps(made, indent=2) + "\n")

"""Stand-ins for neural voices: models with the inputs and outputs of real ones, which whistle instead of speaking.

Each symbol is a tone of 256 frames at normal speed, the higher its number the higher the tone.
"""

import json

import onnx
from onnx import TensorProto, helper

RATE = 16000
_PIPER = ("input", "input_lengths", "scales", "output")
_VITS = ("x", "x_length", "length_scale", "y")


def piper_model(folder):
    """The path of a model for piper."""
    path = folder / "tone.onnx"
    _write(path, _PIPER, {})
    symbols = "_^$ abcdefghijklmnopqrstuvwxyzəɛɪʊʌɔɑæθðŋʃʒɡɹˈˌː.,!?"
    configuration = {
        "audio": {"sample_rate": RATE}, "espeak": {"voice": "en-us"}, "num_symbols": 200, "num_speakers": 1,
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(symbols)},
    }  # fmt: skip
    path.with_name("tone.onnx.json").write_text(json.dumps(configuration), "utf-8")
    return path


def sherpa_model(folder):
    """The folder of a model for sherpa-onnx that knows three characters."""
    model = folder / "vits"
    model.mkdir()
    facts = {"model_type": "vits", "comment": "stand-in", "language": "Chinese", "add_blank": 0, "n_speakers": 1,
             "sample_rate": RATE, "punctuation": ", . : ; ! ? ，。"}  # fmt: skip
    _write(model / "model.onnx", _VITS, facts)
    tokens = ["_", "^", "$", " ", "g", "uo2", "w", "u4", "y", "van4", ",", "."]
    (model / "tokens.txt").write_text("".join(f"{token} {number}\n" for number, token in enumerate(tokens)), "utf-8")
    (model / "lexicon.txt").write_text("国 g uo2\n务 w u4\n院 y van4\n", "utf-8")
    return model


def _write(path, names, facts):
    symbols, lengths, scale, output = names
    floats, integers = TensorProto.FLOAT, TensorProto.INT64
    is_piper = scale == "scales"
    scales = {scale: 3} if is_piper else dict.fromkeys(("noise_scale", scale, "noise_scale_w"), 1)
    constants = [("hop", floats, [1], [256.0]), ("one", integers, [1], [1]), ("last", integers, [1], [-1]),
                 ("flat shape", integers, [3], [1, 1, -1]), ("axis", integers, [], [2]), ("step", floats, [], [0.02]),
                 ("height", floats, [], [0.3]), ("second", integers, [], [1])]  # fmt: skip
    steps = [
        ("Gather", [scale, "second"], "slowness") if is_piper else ("Identity", [scale], "slowness"),
        ("Mul", ["slowness", "hop"], "frames as float"), ("Cast", ["frames as float"], "frames", integers),
        ("Cast", [symbols], "as floats", floats), ("Unsqueeze", ["as floats", "last"], "column"),
        ("Concat", ["one", "one", "frames"], "repeats", 0), ("Tile", ["column", "repeats"], "rows"),
        ("Reshape", ["rows", "flat shape"], "row"), ("Mul", ["row", "step"], "turn"),
        ("CumSum", ["turn", "axis"], "phase"), ("Sin", ["phase"], "wave"), ("Mul", ["wave", "height"], output),
    ]  # fmt: skip
    nodes = [
        helper.make_node("Constant", [], [name], value=helper.make_tensor(name, kind, size, values))
        for name, kind, size, values in constants
        if is_piper or name != "second"
    ]
    nodes += [_node(*step) for step in steps]
    inputs = [(symbols, integers, [1, "n"]), (lengths, integers, [1])]
    inputs += [(name, floats, [size]) for name, size in scales.items()]
    graph = helper.make_graph(
        nodes, "tones", [helper.make_tensor_value_info(*one) for one in inputs],
        [helper.make_tensor_value_info(output, floats, [1, 1, "m"])],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    helper.set_model_props(model, {name: str(value) for name, value in facts.items()})
    onnx.save(model, str(path))


def _node(kind, inputs, output, how=None):
    options = {} if how is None else {"to": how} if kind == "Cast" else {"axis": how}
    return helper.make_node(kind, inputs, [output], **options)

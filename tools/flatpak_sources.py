"""Download the packages that the lock file names, and list them as sources of a Flatpak.

usage: python -m tools.flatpak_sources FOLDER PYTHON-VERSION

Every file is one of those whose hash stands in ``requirements/build.txt``. PySide6 is left out: it
comes with the base of the Flatpak.
"""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements" / "build.txt"
LEFT_OUT = ("pyside6", "shiboken6", "pyinstaller", "altgraph", "macholib", "pefile", "pywin32")


def main() -> None:
    """Write ``packages/`` and ``python-packages.json``."""
    folder, version = Path(sys.argv[1]), sys.argv[2]
    packages = folder / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    blocks = re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8"))
    wanted = [block for block in blocks if not block.lower().startswith(LEFT_OUT)]
    lock = folder / "requirements.txt"
    lock.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--dest", str(packages)]
    command += ["--python-version", version, "--implementation", "cp"]
    for platform in ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014"):
        command += ["--platform", f"{platform}_x86_64"]
    subprocess.run([*command, "-r", str(lock)], check=True)
    files = sorted(packages.iterdir())
    sources = [
        {
            "type": "file",
            "path": f"packages/{file.name}",
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        }
        for file in files
    ]
    names = " ".join(file.name for file in files)
    module = {
        "name": "python-packages",
        "buildsystem": "simple",
        "build-commands": [f"pip3 install --no-index --no-deps --prefix=/app {names}"],
        "sources": sources,
    }
    text = json.dumps(module, indent=2) + "\n"
    (folder / "python-packages.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

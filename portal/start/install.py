"""Makes `.venv` from the lock, and fetches the assets: `python3 portal/start/install.py [--dev]`.

Run by the system's own Python, whatever its age, so this file keeps to old syntax and the standard library. A
second run sees the same lock and does nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")
PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"


def main(arguments):
    lock = DEVELOPMENT if "--dev" in arguments else RUNTIME
    python = suitable_python()
    if not os.access(str(PROJECT), os.W_OK):
        sys.exit("The folder {} cannot be written: give it to this user.".format(PROJECT))
    if not works(PYTHON):
        make_environment(python)
    if not is_installed(lock):
        install(lock)
    failed = subprocess.call([str(PYTHON), str(PROJECT / "assets" / "fetch.py")])
    sys.exit(failed or compile_catalogue())


def compile_catalogue():
    """Vietnamese pages need the compiled catalogue, which is made here and never committed."""
    command = [str(PYTHON), str(PROJECT / "manage.py"), "catalogue", "--compile"]
    return subprocess.call(command, stdout=subprocess.DEVNULL)


def suitable_python():
    """This interpreter, or a newer one that is installed beside it."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in NEWER:
        if shutil.which(name) and works(shutil.which(name)):
            return shutil.which(name)
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit("Python 3.11 or newer is needed, this is {}: make PYTHON=/path/to/it names one".format(found))


def works(python):
    """Whether `python` runs and is new enough: an environment outlives the Python that it was made with."""
    question = "import sys; sys.exit(sys.version_info < {})".format(OLDEST)
    try:
        return subprocess.call([str(python), "-c", question], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_environment(python):
    print("Making .venv", flush=True)
    shutil.rmtree(str(VENV), ignore_errors=True)
    if subprocess.call([python, "-m", "venv", str(VENV)], stdout=subprocess.DEVNULL):
        shutil.rmtree(str(VENV), ignore_errors=True)
        sys.exit("Python's venv module is missing: on Debian and Ubuntu, apt-get install python3-venv")


def install(lock):
    print("Installing the packages of {} (a minute or two)".format(lock), flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    if subprocess.call([*pip, "install", "--quiet", "--require-hashes", "-r", str(PROJECT / lock)]):
        sys.exit("The packages could not be installed, see above: is the package index within reach?")
    for installed in (RUNTIME, lock):  # the one for developers holds the other
        stamp(installed).write_text(digest(installed))


def is_installed(lock):
    return stamp(lock).exists() and stamp(lock).read_text() == digest(lock)


def stamp(lock):
    return VENV / (lock + ".installed")


def digest(lock):
    return hashlib.sha256((PROJECT / lock).read_bytes()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])

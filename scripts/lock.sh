#!/bin/sh
# Re-makes locks/*.txt from pyproject.toml. Needs uv. Writes hashes, never a package host.
set -eu
cd "$(dirname "$0")/.."
say="uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --universal --python-version 3.11"
$say pyproject.toml locks/build.in -o locks/run.txt "$@"
$say --extra dev -c locks/run.txt pyproject.toml locks/build.in -o locks/dev.txt "$@"
# What measures and nothing else: the FEBRL sets.
$say --extra quality -c locks/run.txt pyproject.toml locks/build.in -o locks/quality.txt "$@"

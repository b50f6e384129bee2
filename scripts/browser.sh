#!/bin/sh
# The browser tests use the system's Chromium. Installs Debian's where it can, and says how where it cannot.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium …"
    if apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium >/dev/null; then exit 0; fi
fi
echo "The browser tests need Chromium (on Debian: apt-get install chromium). Install it and run make test again." >&2
exit 1

#!/usr/bin/env bash
# usage: try_deb.sh SUITE PACKAGE: installs a Debian package in a new, minimal system without Python,
# and runs it there as an ordinary user. Needs root and debootstrap.
set -euo pipefail
suite=$1 package=$(realpath "$2")
here=$(cd "$(dirname "$0")/.." && pwd)
root=${ROOT:-$(mktemp -d)}
mirror=${DEBIAN_MIRROR:-}
[[ -d $root/usr ]] || debootstrap --variant=minbase "$suite" "$root" $mirror >/dev/null
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs shm "$root/dev/shm" 2>/dev/null || true
trap 'umount -l "$root/dev/shm" "$root/dev" "$root/proc" 2>/dev/null || true' EXIT
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/tmp/noteviewer.deb"
inside() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  /tmp/noteviewer.deb fonts-noto-color-emoji xvfb xauth >/dev/null
if inside sh -c 'command -v python3'; then echo "there is a Python: this proves less" >&2; fi
inside useradd --create-home reader 2>/dev/null || true
cp -r "$here/resources/sample-notes" "$root/home/reader/notes"
inside chown -R reader /home/reader
as_reader() { inside su reader -s /bin/sh -c "cd && $1"; }
as_reader 'noteviewer --version'
as_reader 'noteviewer index notes --json'
as_reader 'noteviewer search notes 随机游走 --json >found.json && test -s found.json'
as_reader 'noteviewer render notes/欢迎.md --folder notes --out page.html && test -s page.html'
as_reader 'noteviewer screenshot notes --note 欢迎.md --out picture.png && test -s picture.png'
cp "$root/home/reader/picture.png" "${PICTURE:-/dev/null}"
echo "$suite: installed and run without Python, $(du -sm "$root/opt/noteviewer" | cut -f1) MB"

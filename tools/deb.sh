#!/usr/bin/env bash
# Makes dist/noteviewer_<version>_<architecture>.deb from the bundle, and checks it.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ -x dist/noteviewer/noteviewer ]] || bash tools/bundle.sh
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
architecture=$(dpkg --print-architecture)
id=io.github.noteviewer.Noteviewer
root=build/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/opt" "$root/usr/bin" "$root/usr/share/doc/noteviewer"
cp -a dist/noteviewer "$root/opt/noteviewer"
find "$root/opt/noteviewer" -name '*.so*' -type f -exec chmod 644 {} +
ln -s /opt/noteviewer/noteviewer "$root/usr/bin/noteviewer"
share=$root/usr/share
install -Dm644 "resources/desktop/$id.desktop" "$share/applications/$id.desktop"
install -Dm644 "resources/desktop/$id.metainfo.xml" "$share/metainfo/$id.metainfo.xml"
install -Dm644 resources/desktop/noteviewer.svg "$share/icons/hicolor/scalable/apps/$id.svg"
for size in 16 22 24 32 48 64 128 256 512; do
  install -Dm644 "build/icons/$size.png" "$share/icons/hicolor/${size}x$size/apps/$id.png"
done
install -Dm644 build/share/man/man1/noteviewer.1 "$share/man/man1/noteviewer.1"
install -Dm644 build/share/bash-completion/completions/noteviewer "$share/bash-completion/completions/noteviewer"
install -Dm644 build/share/zsh/site-functions/_noteviewer "$share/zsh/vendor-completions/_noteviewer"
install -Dm644 build/share/fish/vendor_completions.d/noteviewer.fish "$share/fish/vendor_completions.d/noteviewer.fish"
gzip -9n "$share/man/man1/noteviewer.1"
{
  printf 'noteviewer (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n' "$version"
  printf ' -- The noteviewer authors <noteviewer@users.noreply.github.com>  %s\n' \
    "$(date -R -u -d @"${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}")"
} | gzip -9n >"$share/doc/noteviewer/changelog.gz"
{
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: noteviewer\n'
  printf 'Source: https://github.com/noteviewer/noteviewer\n\nFiles: *\nCopyright: The noteviewer authors\nLicense: Expat\n'
  sed 's/^$/./; s/^/ /' LICENSE
  printf '\nFiles: opt/noteviewer/_internal/*\nCopyright: their authors\nLicense: Various\n'
  printf ' The licence of each package is in /opt/noteviewer/_internal/LICENSES.txt.\n'
} >"$share/doc/noteviewer/copyright"
install -Dm644 /dev/stdin "$share/lintian/overrides/noteviewer" <<'O'
# The program comes with its own Python and Qt, as those of the releases it runs on are too old.
noteviewer: dir-or-file-in-opt
noteviewer: embedded-library
noteviewer: hardening-no-pie
noteviewer: hardening-no-fortify-functions
noteviewer: library-not-linked-against-libc
noteviewer: shared-library-lacks-prerequisites
noteviewer: custom-library-search-path
noteviewer: unstripped-binary-or-object
noteviewer: elf-error
noteviewer: binary-file-built-without-LFS-support
# Libraries that hold the name of a pager and start none.
noteviewer: missing-depends-on-sensible-utils
O
# What Qt takes from the system; by the names before and after time_t grew to 64 bits.
depends='libc6 (>= 2.34), libegl1, libgl1, libopengl0, libglib2.0-0t64 | libglib2.0-0, libdbus-1-3, libfontconfig1,
 libfreetype6, libxkbcommon0, libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-image0,
 libxcb-keysyms1, libxcb-randr0, libxcb-render-util0, libxcb-shape0, libxcb-xinerama0, libxcb-xkb1,
 libnss3, libasound2t64 | libasound2, libxcomposite1, libxdamage1, libxrandr2, libxtst6, libxkbfile1,
 libxi6, libxfixes3, libxext6, libgssapi-krb5-2, fonts-noto-cjk'
cat >"$root/DEBIAN/control" <<C
Package: noteviewer
Version: $version
Architecture: $architecture
Maintainer: The noteviewer authors <noteviewer@users.noreply.github.com>
Installed-Size: $(du -sk "$root" | cut -f1)
Depends: ${depends//$'\n'/}
Recommends: fonts-noto-color-emoji, xdg-utils
Suggests: fcitx5 | ibus
Section: text
Priority: optional
Homepage: https://github.com/noteviewer/noteviewer
Description: read, search and harvest a folder of Markdown notes
 noteviewer opens a folder of notes that another editor writes, as it is, and
 never changes anything in it. It shows notes as pages with formulas, code and
 images, searches all sections as you type, in Chinese and English, and gathers
 the references of all notes in one list. It works without a network.
C
(cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
chmod -R u=rwX,go=rX "$root"
chmod 755 "$root/opt/noteviewer/noteviewer" "$root/opt/noteviewer/_internal/PySide6/Qt/libexec/QtWebEngineProcess"
package=dist/noteviewer_${version}_$architecture.deb
dpkg-deb --root-owner-group -Z"${DEB_COMPRESSION:-xz}" --build "$root" "$package" >/dev/null
echo "$package: $(du -m "$package" | cut -f1) MB"
if command -v lintian >/dev/null; then lintian --fail-on error --allow-root "$package"; fi

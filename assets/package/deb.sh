#!/usr/bin/env bash
# Makes a Debian package of the release binary with its manual pages and completions.
#
#     assets/package/deb.sh [FOLDER]        the package is written to FOLDER, or else to target/
#
# Needs cargo and dpkg-deb. Dates come from the last commit, so that the same sources give the same
# package.
set -euo pipefail
cd "$(dirname "$0")/../.."
to=$(realpath -m "${1:-target}")

cargo build --locked --release
program=target/release/gangmu
version=$("$program" --version | cut -d' ' -f2)
arch=$(dpkg --print-architecture)
# What was linked here needs no newer C library than the one here.
libc=$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
share=$root/usr/share
install -Dm755 "$program" "$root/usr/bin/gangmu"
manual() { # LANGUAGE FOLDER
    mkdir -p "$2"
    "$program" man --lang "$1" | gzip -9n >"$2/gangmu.1.gz"
}
manual en "$share/man/man1"
manual zh "$share/man/zh_CN/man1"
completions() { # SHELL FILE
    mkdir -p "$(dirname "$2")"
    "$program" completions "$1" >"$2"
}
completions bash "$share/bash-completion/completions/gangmu"
completions zsh "$share/zsh/vendor-completions/_gangmu"
completions fish "$share/fish/vendor_completions.d/gangmu.fish"
for file in README.md README.en.md assets/THIRD-PARTY.md LICENSE-MIT LICENSE-APACHE; do
    install -Dm644 "$file" "$share/doc/gangmu/$(basename "$file")"
done
# The README leads to these.
for file in docs/*.md; do
    install -Dm644 "$file" "$share/doc/gangmu/$file"
done
gzip -9n <CHANGELOG.md >"$share/doc/gangmu/changelog.gz"
cat LICENSE-MIT LICENSE-APACHE >"$share/doc/gangmu/copyright"

mkdir -p "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<EOF
Package: gangmu
Version: $version
Architecture: $arch
Maintainer: gangmu <gangmu@localhost>
Section: text
Priority: optional
Depends: libc6 (>= $libc)
Recommends: poppler-utils
Suggests: libreoffice-writer
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Description: terminal reader and outline navigator for Chinese speeches
 Reads Chinese speeches and official documents in a terminal, a collapsible
 outline beside the text, with jump and search by pinyin.
EOF
find "$root" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$to"
dpkg-deb --root-owner-group --build "$root" "$to/gangmu_${version}_$arch.deb"

#!/usr/bin/env bash
# Installs the system packages that the tests need, where it may (Debian, as root or with password-less sudo); where it
# may not, it names them and stops, so that no test is skipped silently.
set -euo pipefail

# ffmpeg checks our clips with a program that is not ours; curl is the peer of the download bench; openssl makes the
# certificates that tests distrust; the backgrounds are real photographs, of many sizes and formats; Chromium is the window
# of browser mode and of Electron's double, with a font to draw with; nginx is the peer of the seek bench; the rest is a
# keychain and the library that talks to it.
packages=(chromium fonts-dejavu-core nginx-light ffmpeg curl openssl mate-backgrounds gnome-backgrounds dbus gnome-keyring libsecret-1-0)

missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo --non-interactive true 2>/dev/null; then
    as_root=(sudo --non-interactive)
  else
    echo "The tests need these system packages: ${missing[*]}" >&2
    echo "Install them (on Debian: apt-get install ${missing[*]}) and run the tests again." >&2
    exit 1
  fi
fi
if ! command -v apt-get >/dev/null; then
  echo "The tests need what Debian calls ${missing[*]}; install them and run the tests again." >&2
  exit 1
fi
echo "Installing for the tests: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null

# The server's part of a release, sent to its shell: ROOT COMMAND [NAME [NOW KEPT]]. Needs coreutils, find, grep, sed and flock.
# The same steps as folder.py: verify, history, link.
set -eu
export LC_ALL=C # in some locales different Chinese names count as equal
umask 022
mkdir -p "$1/releases"
cd "$1"
exec 9> .lock
flock 9

refuse() { # with a message for the user
  echo "$1" >&2
  exit 3
}
now() { basename "$(readlink current || true)"; }
styles='assets/[a-z]{12}/.+\.(css|js|json|png|svg|txt|webp|woff2)$'
whole() { # every file is as it was sealed, and only carried styles and scripts were added
  (cd "releases/$1" && sha256sum --check --quiet --strict release/SHA256SUMS &&
    ! { cut -c 67- release/SHA256SUMS && find . ! -type d | cut -c 3-; } | sort | uniq -u |
      grep -vE "^$styles|^release/(SHA256SUMS|statement\.json(\.sig)?)$")
}
carry() { # hard-links the styles and scripts of open pages: FROM TO
  (cd "releases/$1" && grep -E "^.{66}$styles" release/SHA256SUMS |
    while IFS= read -r line; do
      if echo "$line" | sha256sum --check --status; then cp -ln --parents -t "../$2" "${line#*  }"; fi
    done) || true
}
point() {
  ln -sfn "releases/$1" .current.part
  mv -Tf .current.part current
}

if [ -e current ] && [ ! -L current ]; then refuse "$1/current 不是发布用的链接：请先把它移走"; fi
case $2 in
manifest) # after a line with the name of the public release
  now
  if [ -f current/release/manifest.json ]; then cat current/release/manifest.json; fi
  ;;
name) # a free name for the upload: the release's own, or a numbered one if that folder was altered
  name=$3 number=2
  while [ -d "releases/$name" ] && ! whole "$name" >&2; do
    name=$3-$number
    number=$((number + 1))
  done
  echo "$name"
  ;;
put)
  if [ "$(now)" != "$4" ]; then refuse '上传的时候，别处又发布了一次，这一次没有换上：再发布一次'; fi
  touch history
  if grep -qxF "$(now)" history; then sed "/^$(now)\$/q" history; else cat history; fi > .history.until
  { grep -vxF "$3" .history.until || true; echo "$3"; } | tail -n "$5" > .history.part
  if [ ! -d "releases/$3" ]; then
    whole ".$3.part" >&2 || refuse '传上去的文件不完整，没有换上：再发布一次'
    for old in $(sed '$d' .history.part); do carry "$old" ".$3.part"; done
    mv -T "releases/.$3.part" "releases/$3"
  fi
  sync
  mv -f .history.part history
  point "$3"
  for path in releases/* releases/.*.part; do
    if [ -d "$path" ] && ! grep -qxF "$(basename "$path")" history; then rm -rf "$path"; fi
  done
  ;;
rollback)
  for before in $(grep -qxF "$(now)" history && sed "/^$(now)\$/q" history | sed '$d' | tac); do
    if whole "$before" >&2; then # an altered one is passed over
      carry "$(now)" "$before"
      point "$before"
      echo "$before"
      exit
    fi
  done
  refuse '没有更早的版本可以退回（改动过的、以前的程序封存的不算）：请撤回出错的那次提交（git revert），再发布一次'
  ;;
esac

#!/usr/bin/env bash
# Uses a release archive as a runner without Go does, in an empty home folder:
# installs it, loads the completions, renders the manual page, makes a first season from
# a zip, and goes on over what the program, or an older one, stored before.
#
#   installed.sh ARCHIVE FOLDER [OLDER PROGRAM]
set -euo pipefail

archive=$(realpath "$1")
runs=$(realpath "$2")
older=${3:+$(realpath "$3")}
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"

# Every command sees the system's programs and the runner's own, and no Go.
user() { env -i HOME="$home" LANG=C.UTF-8 TERM=dumb PATH="$home/.local/bin:/usr/bin:/bin" "$@"; }
fail() {
  echo "installed: $*" >&2
  exit 1
}
user sh -c 'command -v go' >/dev/null && fail "the user has Go"

# Unpack, check and install.
sums=$(dirname "$archive")/SHA256SUMS
[ ! -e "$sums" ] || (cd "$(dirname "$archive")" && sha256sum --quiet --check --ignore-missing SHA256SUMS)
tar -xzf "$archive"
folder=$(basename "$archive" .tar.gz)
install -Dm755 "$folder/dayafter" .local/bin/dayafter
install -Dm644 "$folder/man/dayafter.1" .local/share/man/man1/dayafter.1
for document in LICENSE NOTICES.txt README.md CHANGELOG.md; do
  [ -s "$folder/$document" ] || fail "no $document"
done
user dayafter --version
user dayafter --version | grep -q "^dayafter $(echo "$folder" | cut -d_ -f2)$" || fail "another version"

# The completions of each shell that is here.
user bash -c "source $folder/completions/dayafter.bash
  COMP_WORDS=(dayafter sea) COMP_CWORD=1; _dayafter; [ \"\${COMPREPLY[*]}\" = season ]" || fail "bash completes nothing"
tried="bash"
if command -v zsh >/dev/null; then
  cat >zsh.test <<TEST
zmodload zsh/zpty
zpty -b shell zsh -fi
zpty -w shell 'fpath=($home/$folder/completions \$fpath); autoload -Uz compinit; compinit -u -D; clear'
sleep 3
zpty -n -w shell \$'dayafter sea\t'
for try in {1..200}; do
  sleep 0.1
  while zpty -r -t shell text; do all+=\$text; done
  [[ \$all == *'dayafter sea'*'son '* ]] && exit 0
done
print -r -- \$all
exit 1
TEST
  user zsh -f zsh.test || fail "zsh completes nothing"
  tried+=" zsh"
fi
if command -v fish >/dev/null; then
  user fish -c "source $folder/completions/dayafter.fish; complete -C 'dayafter sea'" | grep -q '^season' || fail "fish completes nothing"
  tried+=" fish"
fi
echo "completions: $tried"

# The manual page, without a warning.
warnings=$(user man --warnings -P cat dayafter 2>&1 >page.txt)
[ -z "$warnings" ] || fail "man: $warnings"
grep -q "season" page.txt || fail "the manual page does not name season"
echo "manual page: $(wc -l <page.txt) lines"

# A first season: a zip and nothing else.
mkdir Downloads
(cd "$(dirname "$runs")" && zip -qr "$home/Downloads/export.zip" "$(basename "$runs")")
cd Downloads
begin=$(date +%s%N)
user dayafter export.zip >first.txt
echo "first answer after $((($(date +%s%N) - begin) / 1000000)) ms"
[ -s season.xlsx ] && [ -s season.html ] || fail "no workbook or no page"
grep -q "next day" first.txt || fail "no answer"

# A decision, and the same season again over what is stored.
key=$(user dayafter scan --json export.zip 2>/dev/null | sed -n 's/.*"session":"\([^"]*\)".*/\1/p' | head -n 1)
echo "[{\"runner\": \"default\", \"topic\": \"session\", \"key\": \"$key\", \"class\": \"race\", \"note\": \"kept\"}]" >decision.json
user dayafter decisions import decision.json >/dev/null
user dayafter export.zip >again.txt
user dayafter decisions export | grep -q kept || fail "the decision is lost"
user dayafter cache info | head -n 3

# What an older program stored is read or built anew, and its decisions count.
if [ -n "$older" ]; then
  rm -rf "$home/.cache" "$home/.local/share/dayafter" season.*
  user "$older" season export.zip -o season.xlsx >older.txt
  user dayafter export.zip >newer.txt || fail "exit code $? over what the older program stored"
  diff <(grep -v ^wrote first.txt) <(grep -v ^wrote newer.txt) || fail "another answer over what the older program stored"
  echo "over the older program's store and workbook: the same answer"
fi
echo "installed: all well"

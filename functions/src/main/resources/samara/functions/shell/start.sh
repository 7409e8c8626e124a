# Starts extensions, then, when told to, the runtime; tells how they ended. Arguments: how many extensions there are,
# their programs, and the runtime's command. Told by standard input, a word a line: run, term, end. What the function
# writes goes to standard output; what extensions write, and our marks (a line that starts with NUL), to standard error.
count=$1
shift
exec 3<&0 </dev/null
while [ "$count" -gt 0 ]; do
  (
    "$1" >&2 3<&-
    printf '\n\000EXTENSION %s %s\n' "${1##*/}" "$?" >&2
  ) &
  shift
  count=$((count - 1))
done
read -r word <&3 || exit 0
[ "$word" = run ] || exit 0
"$@" 2>&1 3<&- &
runtime=$!
(
  while read -r word <&3; do
    case $word in
      term) kill -TERM "$runtime" ;;
      end) exit 0 ;;
    esac
  done
) &
reader=$!
wait "$runtime"
status=$?
printf '\n\000RUNTIME %s\n' "$status" >&2
wait "$reader"
exit "$status"

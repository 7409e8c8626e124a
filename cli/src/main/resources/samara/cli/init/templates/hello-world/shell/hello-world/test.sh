#!/bin/sh
# Says what is wrong with the answer, if something is.
set -eu
. ./function.sh
answer=$(echo '{}' | handler)
case $answer in
  *'"statusCode": 200'*'hello world'*) echo "ok" ;;
  *) echo "unexpected answer: $answer" >&2; exit 1 ;;
esac

# Answers GET /hello. The event, an API Gateway proxy event, is on standard input; the answer goes to standard output.
handler() {
  cat >/dev/null
  printf '%s' '{"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": "{\"message\": \"hello world\"}"}'
}

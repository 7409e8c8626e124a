require 'json'

# Answers GET /hello: an API Gateway proxy event in, a proxy response out.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
def lambda_handler(event:, context:)
  {
    statusCode: 200,
    headers: { 'Content-Type' => 'application/json' },
    body: { message: 'hello world' }.to_json
  }
end

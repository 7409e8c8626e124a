//! Answers GET /hello: an API Gateway proxy event in, a proxy response out.

use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::{json, Value};

async fn handler(_event: LambdaEvent<Value>) -> Result<Value, Error> {
    Ok(json!({
        "statusCode": 200,
        "headers": { "Content-Type": "application/json" },
        "body": json!({ "message": "hello world" }).to_string(),
    }))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(handler)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_runtime::Context;

    #[tokio::test]
    async fn says_hello() {
        let answer = handler(LambdaEvent::new(json!({}), Context::default())).await.unwrap();
        assert_eq!(answer["statusCode"], 200);
        assert_eq!(answer["body"], r#"{"message":"hello world"}"#);
    }
}

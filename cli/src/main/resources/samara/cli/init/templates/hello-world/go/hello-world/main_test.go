package main

import (
	"context"
	"testing"

	"github.com/aws/aws-lambda-go/events"
)

func TestSaysHello(t *testing.T) {
	answer, err := handler(context.Background(), events.APIGatewayProxyRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != 200 || answer.Body != `{"message":"hello world"}` {
		t.Fatalf("answered %d %s", answer.StatusCode, answer.Body)
	}
}

package com.amazonaws.services.lambda.runtime;

/** The interface of this name in aws-lambda-java-core, for functions that come without that library. */
public interface RequestHandler<I, O> {
    O handleRequest(I input, Context context);
}

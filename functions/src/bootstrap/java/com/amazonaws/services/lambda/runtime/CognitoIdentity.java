package com.amazonaws.services.lambda.runtime;

/** The interface of this name in aws-lambda-java-core. */
public interface CognitoIdentity {
    String getIdentityId();

    String getIdentityPoolId();
}

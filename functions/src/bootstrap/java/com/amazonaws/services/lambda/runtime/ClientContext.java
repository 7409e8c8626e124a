package com.amazonaws.services.lambda.runtime;

import java.util.Map;

/** The interface of this name in aws-lambda-java-core. */
public interface ClientContext {
    Client getClient();

    Map<String, String> getCustom();

    Map<String, String> getEnvironment();
}

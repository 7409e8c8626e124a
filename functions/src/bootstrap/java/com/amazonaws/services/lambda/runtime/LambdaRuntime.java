package com.amazonaws.services.lambda.runtime;

/** The class of this name in aws-lambda-java-core, which appenders of logging libraries ask for the logger. */
public final class LambdaRuntime {
    private static final LambdaLogger LOGGER = new samara.lambda.OutputLogger();

    private LambdaRuntime() {}

    public static LambdaLogger getLogger() {
        return LOGGER;
    }
}

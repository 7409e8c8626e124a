package samara.lambda;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The second argument of a handler. */
final class LambdaContext implements Context {
    private final RuntimeClient.Response event;

    LambdaContext(RuntimeClient.Response event) {
        this.event = event;
    }

    @Override
    public String getAwsRequestId() {
        return event.header("lambda-runtime-aws-request-id");
    }

    @Override
    public String getLogGroupName() {
        return System.getenv("AWS_LAMBDA_LOG_GROUP_NAME");
    }

    @Override
    public String getLogStreamName() {
        return System.getenv("AWS_LAMBDA_LOG_STREAM_NAME");
    }

    @Override
    public String getFunctionName() {
        return System.getenv("AWS_LAMBDA_FUNCTION_NAME");
    }

    @Override
    public String getFunctionVersion() {
        return System.getenv("AWS_LAMBDA_FUNCTION_VERSION");
    }

    @Override
    public String getInvokedFunctionArn() {
        return event.header("lambda-runtime-invoked-function-arn");
    }

    @Override
    public String getTenantId() {
        return event.header("lambda-runtime-aws-tenant-id");
    }

    @Override
    public String getXrayTraceId() {
        return event.header("lambda-runtime-trace-id");
    }

    @Override
    public CognitoIdentity getIdentity() {
        final Map<?, ?> values = object("lambda-runtime-cognito-identity");
        return new CognitoIdentity() {
            @Override
            public String getIdentityId() {
                return values == null ? "" : text(values, "cognitoIdentityId");
            }

            @Override
            public String getIdentityPoolId() {
                return values == null ? "" : text(values, "cognitoIdentityPoolId");
            }
        };
    }

    @Override
    public ClientContext getClientContext() {
        final Map<?, ?> values = object("lambda-runtime-client-context");
        if (values == null) {
            return null;
        }
        return new ClientContext() {
            @Override
            public Client getClient() {
                return values.get("client") instanceof Map ? client((Map<?, ?>) values.get("client")) : null;
            }

            @Override
            public Map<String, String> getCustom() {
                return texts(values.get("custom"));
            }

            @Override
            public Map<String, String> getEnvironment() {
                return texts(values.get("env"));
            }
        };
    }

    private static Client client(final Map<?, ?> values) {
        return new Client() {
            @Override
            public String getInstallationId() {
                return text(values, "installation_id");
            }

            @Override
            public String getAppTitle() {
                return text(values, "app_title");
            }

            @Override
            public String getAppVersionName() {
                return text(values, "app_version_name");
            }

            @Override
            public String getAppVersionCode() {
                return text(values, "app_version_code");
            }

            @Override
            public String getAppPackageName() {
                return text(values, "app_package_name");
            }
        };
    }

    @Override
    public int getRemainingTimeInMillis() {
        long deadline = Long.parseLong(event.header("lambda-runtime-deadline-ms"));
        return (int) Math.max(0, deadline - System.currentTimeMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return Integer.parseInt(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
    }

    @Override
    public LambdaLogger getLogger() {
        return LambdaRuntime.getLogger();
    }

    private Map<?, ?> object(String header) {
        String json = event.header(header);
        Object value = json == null ? null : JsonReader.read(json);
        return value instanceof Map ? (Map<?, ?>) value : null;
    }

    private static String text(Map<?, ?> values, String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    private static Map<String, String> texts(Object values) {
        if (!(values instanceof Map)) {
            return Collections.emptyMap();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) values).entrySet()) {
            texts.put(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
        }
        return texts;
    }
}

package samara.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.gateway.UnsupportedApiException;

/// An action of an AWS service that a route may call without a function in between, by its integration subtype.
///
/// @param service the service's name in ARNs of integrations
/// @param form whether the action takes a form (`query` protocol) and answers XML, else JSON both ways
/// @param parameters what may be mapped, and as what; `Region`, which all take, is not among them
///
/// See [the subtypes](
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html).
record ServiceAction(String service, String action, boolean form, Map<String, Parameter> parameters) {
    private static final Map<String, ServiceAction> BY_SUBTYPE = new LinkedHashMap<>();

    /// How a parameter's text becomes the action's input.
    enum Kind {
        TEXT,
        NUMBER,
        /// Seconds since 1970, or an instant in ISO 8601.
        TIME,
        /// A JSON list, or one value alone.
        LIST,
        /// A JSON object of message attributes.
        ATTRIBUTES
    }

    /// A parameter of an action.
    record Parameter(Kind kind, boolean required) {}

    static {
        add("EventBridge-PutEvents", "events", "PutEvents", false)
                .needs("Detail", "DetailType", "Source")
                .takes(Kind.TIME, "Time")
                .takes(Kind.TEXT, "EventBusName", "TraceHeader")
                .takes(Kind.LIST, "Resources");
        add("SQS-SendMessage", "sqs", "SendMessage", true)
                .needs("QueueUrl", "MessageBody")
                .takes(Kind.NUMBER, "DelaySeconds")
                .takes(Kind.TEXT, "MessageDeduplicationId", "MessageGroupId")
                .takes(Kind.ATTRIBUTES, "MessageAttributes", "MessageSystemAttributes");
        add("SQS-ReceiveMessage", "sqs", "ReceiveMessage", true)
                .needs("QueueUrl")
                .takes(Kind.LIST, "AttributeNames", "MessageAttributeNames")
                .takes(Kind.TEXT, "ReceiveRequestAttemptId")
                .takes(Kind.NUMBER, "MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds");
        add("SQS-DeleteMessage", "sqs", "DeleteMessage", true).needs("ReceiptHandle", "QueueUrl");
        add("SQS-PurgeQueue", "sqs", "PurgeQueue", true).needs("QueueUrl");
        add("Kinesis-PutRecord", "kinesis", "PutRecord", false)
                .needs("StreamName", "Data", "PartitionKey")
                .takes(Kind.TEXT, "SequenceNumberForOrdering", "ExplicitHashKey");
        add("StepFunctions-StartExecution", "states", "StartExecution", false)
                .needs("StateMachineArn")
                .takes(Kind.TEXT, "Name", "Input");
        add("StepFunctions-StartSyncExecution", "states", "StartSyncExecution", false)
                .needs("StateMachineArn")
                .takes(Kind.TEXT, "Name", "Input", "TraceHeader");
        add("StepFunctions-StopExecution", "states", "StopExecution", false)
                .needs("ExecutionArn")
                .takes(Kind.TEXT, "Cause", "Error");
    }

    private static ServiceAction add(String subtype, String service, String action, boolean form) {
        ServiceAction added = new ServiceAction(service, action, form, new LinkedHashMap<>());
        BY_SUBTYPE.put(subtype, added);
        return added;
    }

    private ServiceAction needs(String... names) {
        for (String name : names) {
            parameters.put(name, new Parameter(Kind.TEXT, true));
        }
        return this;
    }

    private ServiceAction takes(Kind kind, String... names) {
        for (String name : names) {
            parameters.put(name, new Parameter(kind, false));
        }
        return this;
    }

    /// The action of a subtype.
    ///
    /// @throws UnsupportedApiException where there is none, or it is not built
    static ServiceAction of(String subtype) {
        if (subtype.equals("AppConfig-GetConfiguration")) {
            throw new UnsupportedApiException(
                    "The integration subtype `AppConfig-GetConfiguration` is not built: there is no AppConfig.");
        }
        ServiceAction action = BY_SUBTYPE.get(subtype);
        if (action == null) {
            throw new UnsupportedApiException("The integration subtype `" + subtype + "` is not known; known are "
                    + String.join(", ", BY_SUBTYPE.keySet()) + ".");
        }
        return action;
    }

    /// Refuses an integration that can't call its action.
    ///
    /// @throws UnsupportedApiException with what is missing, or too much
    static void check(HttpIntegration integration, String subtype) {
        ServiceAction action = of(subtype);
        String where = "an integration of the subtype `" + subtype + "`";
        action.parameters().forEach((name, parameter) -> {
            if (parameter.required() && !integration.requestParameters().containsKey(name)) {
                throw new UnsupportedApiException("The parameter `" + name + "` is required for " + where + ".");
            }
        });
        for (String name : integration.requestParameters().keySet()) {
            if (!name.equals("Region") && !action.parameters().containsKey(name)) {
                throw new UnsupportedApiException("The parameter `" + name + "` is not known for " + where + ".");
            }
        }
        String role = integration
                .credentials()
                .orElseThrow(() -> new UnsupportedApiException("A credentials ARN is required for " + where + "."));
        if (role.contains(":iam::*:user/")) {
            throw new UnsupportedApiException(
                    "The caller's own credentials (`" + role + "`) are not built for " + where + ".");
        }
        if (!integration.payloadFormatVersion().equals("1.0")) {
            throw new UnsupportedApiException("The payload format version of " + where + " must be 1.0, not "
                    + integration.payloadFormatVersion() + ".");
        }
    }

    /// A parameter that [#check] has let pass.
    Parameter parameter(String name) {
        return java.util.Objects.requireNonNull(parameters.get(name), name);
    }

    /// The parameter's name in the action's JSON input.
    String member(String name) {
        return switch (service) {
            case "states" -> Character.toLowerCase(name.charAt(0)) + name.substring(1);
            default -> name;
        };
    }

    /// The Region to call in: what the integration says, else the API's own.
    static String region(Optional<String> mapped, HttpExchange x) {
        return mapped.filter(region -> !region.isBlank()).orElse(x.deployed.region());
    }
}

package samara.cloud;

import samara.cloud.kernel.Decision;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Principal;
import samara.wire.AwsException;
import samara.wire.Protocol;
import samara.wire.ServiceModel;

/// What AWS answers when IAM refuses: the wording is the same everywhere, the code depends on the service's protocol.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>.
final class Denials {
    private Denials() {}

    static AwsException of(ServiceModel service, Principal principal, Need need, Decision decision) {
        String message = "User: " + principal.name() + " is not authorized to perform: " + need.action() + on(need)
                + reason(need, decision);
        Protocol protocol = service.protocols().getFirst();
        return switch (protocol) {
            case JSON_1_0, JSON_1_1, RPC_V2_CBOR -> new AwsException("AccessDeniedException", 400, message);
            case REST_JSON -> new AwsException("AccessDeniedException", 403, message);
            case QUERY, REST_XML -> new AwsException("AccessDenied", 403, message);
        };
    }

    private static String on(Need need) {
        return need.resource().equals("*") ? "" : " on resource: " + need.resource();
    }

    private static String reason(Need need, Decision decision) {
        return switch (decision.outcome()) {
            case ALLOWED -> throw new IllegalArgumentException("It was allowed.");
            case NO_IDENTITY_POLICY -> because("identity-based policy", need);
            case NO_RESOURCE_POLICY -> because("resource-based policy", need);
            case NO_BOUNDARY -> because("permissions boundary", need);
            case NO_SESSION_POLICY -> because("session policy", need);
            case DENIED_BY_IDENTITY_POLICY -> " with an explicit deny in an identity-based policy";
            case DENIED_BY_RESOURCE_POLICY -> " with an explicit deny in a resource-based policy";
            case DENIED_BY_BOUNDARY -> " with an explicit deny in a permissions boundary";
            case DENIED_BY_SESSION_POLICY -> " with an explicit deny in a session policy";
        };
    }

    private static String because(String policy, Need need) {
        return " because no " + policy + " allows the " + need.action() + " action";
    }
}

package samara.cloud.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import samara.cloud.iam.policy.PolicyDocument;
import samara.cloud.iam.policy.PolicySyntaxException;

/// Policy documents on their way in and out.
final class Documents {
    /// The length of a role's inline policies together, without white space.
    private static final int MAX_LENGTH = 10_240;

    private Documents() {}

    /// The document itself, when it is one.
    static String checked(String json, PolicyDocument.Kind kind) {
        if (json.length() > 131_072 || json.replaceAll("\\s", "").length() > MAX_LENGTH) {
            throw IamErrors.limitExceeded("Maximum policy size of " + MAX_LENGTH + " bytes exceeded.");
        }
        try {
            PolicyDocument.parse(json, kind);
            return json;
        } catch (PolicySyntaxException e) {
            throw IamErrors.malformedPolicy(e.message());
        }
    }

    /// How IAM's answers carry documents: percent-encoded.
    static String encoded(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

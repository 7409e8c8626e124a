package samara.cloud.iam.policy;

import java.util.List;

/// Whom a `Principal` element names. Wildcards are taken for everybody only: no part of an ARN can be one.
///
/// @param kind `AWS`, `Service`, `Federated` or `CanonicalUser`
record PrincipalPattern(String kind, String text) {

    /// How a caller is named.
    enum Match {
        NO,
        /// By the account alone: identity policies have the last word.
        ACCOUNT,
        /// By a role's ARN, a service's name, or as everybody.
        DIRECT,
        /// By the caller's own ARN: a user's, or a session's.
        EXACT
    }

    Match match(Request.Caller caller) {
        if (text.equals("*")) {
            boolean everybody = kind.equals("AWS");
            return everybody || kind.equals("Service") && !caller.service().isEmpty() ? Match.DIRECT : Match.NO;
        }
        return switch (kind) {
            case "AWS" -> matchAws(caller);
            case "Service" -> isService(caller.service()) ? Match.DIRECT : Match.NO;
            default -> Match.NO;
        };
    }

    private Match matchAws(Request.Caller caller) {
        int named = caller.arns().indexOf(text);
        if (named >= 0) {
            return named == 0 ? Match.EXACT : Match.DIRECT;
        }
        if (caller.account().isEmpty()) {
            return Match.NO;
        }
        boolean account = text.equals(caller.account())
                || text.startsWith("arn:") && text.endsWith("::" + caller.account() + ":root");
        return account ? Match.ACCOUNT : Match.NO;
    }

    /// A service is named with its Region, too: `logs.eu-west-1.amazonaws.com`.
    private boolean isService(String service) {
        if (service.isEmpty()) {
            return false;
        }
        List<String> parts = List.of(text.split("\\."));
        return text.equals(service)
                || parts.size() == 4 && service.equals(parts.get(0) + "." + parts.get(2) + "." + parts.get(3));
    }
}

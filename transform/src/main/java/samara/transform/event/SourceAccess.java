package samara.transform.event;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Nothing;

/// The `SourceAccessConfigurations` of a broker or cluster that Lambda logs in to with a user name and password.
final class SourceAccess {
    private static final String REQUIRED = "BASIC_AUTH";

    private SourceAccess() {}

    /// The secret of the one `BASIC_AUTH` among them; all need to be of the supported types.
    static Draft basicAuth(EventSource event, List<String> supported) {
        Draft given = event.get("SourceAccessConfigurations");
        if (!given.truthy()) {
            throw event.rejectProperty(
                    "SourceAccessConfigurations", "source-access", "`SourceAccessConfigurations` is missing.");
        }
        if (!(given instanceof DraftList list)) {
            throw event.reject(given, "source-access", "`SourceAccessConfigurations` needs to be a list.");
        }
        Draft secret = Nothing.HERE;
        for (Draft entry : list) {
            DraftObject access = event.requireObject(entry, "SourceAccessConfigurations");
            if (!(access.get("Type") instanceof DraftText type)) {
                throw event.reject(access.get("Type"), "source-access", "`Type` needs to be a string.");
            }
            if (!supported.contains(type.value())) {
                throw event.reject(type, "source-access", "`Type` can be `" + String.join("` or `", supported) + "`.");
            }
            if (type.is(REQUIRED)) {
                if (secret.truthy()) {
                    throw event.reject(type, "source-access", "There can be only one `" + REQUIRED + "`.");
                }
                secret = access.get("URI");
                if (!secret.truthy()) {
                    throw event.reject(access, "source-access", "`" + REQUIRED + "` needs a `URI`.");
                }
            }
        }
        if (!secret.truthy()) {
            throw event.reject(given, "source-access", "`SourceAccessConfigurations` needs a `" + REQUIRED + "`.");
        }
        return secret;
    }

    /// The key with which the secret is encrypted, as text; empty where there is none.
    static String kmsKeyId(EventSource event) {
        Draft key = event.get("SecretsManagerKmsKeyId");
        if (!key.truthy()) {
            return "";
        }
        if (key instanceof DraftText text) {
            return text.value();
        }
        throw event.reject(
                key, "wrong-type", "`SecretsManagerKmsKeyId` needs to be a string, not " + key.aKind() + ".");
    }
}

package samara.cloud.acm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import samara.cloud.kernel.Call;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.StoredCertificate;
import samara.wire.acm.Tag;

/// Finds certificates for a caller.
record KnownCertificates(Certificates certificates) {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[\\w-]+");
    private static final int MOST_TAGS = 50;

    StoredCertificate get(String arn, Call call) {
        if (!ARN.matcher(arn).matches()) {
            throw AcmErrors.invalidArn(arn);
        }
        if (!arn.startsWith(call.scope().arn("acm", "certificate/"))) {
            throw AcmErrors.notFound(arn);
        }
        return certificates.find(arn).orElseThrow(() -> AcmErrors.notFound(arn));
    }

    static Map<String, String> tags(List<Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        given.forEach(tag -> tags.put(tag.key(), tag.value().orElse("")));
        return checked(tags);
    }

    static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw AcmErrors.tooManyTags();
        }
        return tags;
    }
}

package samara.cloud.route53;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import samara.wire.route53.ResourceRecordSet;

/// A hosted zone.
///
/// @param name in lower case, with a dot at its end
record StoredZone(
        String id,
        String accountId,
        String name,
        String callerReference,
        Optional<String> comment,
        List<ResourceRecordSet> records) {
    static final List<String> NAME_SERVERS =
            List.of("ns-1.awsdns-01.org", "ns-2.awsdns-02.com", "ns-3.awsdns-03.net", "ns-4.awsdns-04.co.uk");

    /// A domain's name as it is compared: in lower case, with a dot at its end.
    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower : lower + ".";
    }

    /// Whether a name is of this zone.
    boolean holds(String recordName) {
        return recordName.equals(name) || recordName.endsWith("." + name);
    }

    StoredZone with(List<ResourceRecordSet> others) {
        return new StoredZone(id, accountId, name, callerReference, comment, others);
    }
}

package samara.cloud.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What of a table can be changed without touching its items.
///
/// @param billingMode `PROVISIONED` or `PAY_PER_REQUEST`
/// @param payPerRequestSince when it went on demand
/// @param tableClass `STANDARD` or `STANDARD_INFREQUENT_ACCESS`, where it was ever said
/// @param tags in the order in which they came
record TableSettings(
        String billingMode,
        Throughput throughput,
        Optional<OnDemandLimit> onDemandLimit,
        Optional<Instant> payPerRequestSince,
        Optional<Encryption> encryption,
        Optional<String> tableClass,
        boolean deletionProtection,
        Optional<Recovery> recovery,
        Map<String, String> tags) {

    /// Encryption with a key of KMS.
    record Encryption(String keyArn) {}

    /// Point-in-time recovery, as far as it can be described: restoring is not built.
    record Recovery(Instant since, int periodDays) {}

    boolean isOnDemand() {
        return billingMode.equals("PAY_PER_REQUEST");
    }

    TableSettings withBilling(String mode, Throughput units, Optional<Instant> since) {
        return new TableSettings(
                mode, units, onDemandLimit, since, encryption, tableClass, deletionProtection, recovery, tags);
    }

    TableSettings withOnDemandLimit(Optional<OnDemandLimit> limit) {
        return new TableSettings(
                billingMode,
                throughput,
                limit,
                payPerRequestSince,
                encryption,
                tableClass,
                deletionProtection,
                recovery,
                tags);
    }

    TableSettings withEncryption(Optional<Encryption> changed) {
        return new TableSettings(
                billingMode,
                throughput,
                onDemandLimit,
                payPerRequestSince,
                changed,
                tableClass,
                deletionProtection,
                recovery,
                tags);
    }

    TableSettings withTableClass(String changed) {
        return new TableSettings(
                billingMode,
                throughput,
                onDemandLimit,
                payPerRequestSince,
                encryption,
                Optional.of(changed),
                deletionProtection,
                recovery,
                tags);
    }

    TableSettings withDeletionProtection(boolean changed) {
        return new TableSettings(
                billingMode,
                throughput,
                onDemandLimit,
                payPerRequestSince,
                encryption,
                tableClass,
                changed,
                recovery,
                tags);
    }

    TableSettings withRecovery(Optional<Recovery> changed) {
        return new TableSettings(
                billingMode,
                throughput,
                onDemandLimit,
                payPerRequestSince,
                encryption,
                tableClass,
                deletionProtection,
                changed,
                tags);
    }

    TableSettings withTags(Map<String, String> changed) {
        return new TableSettings(
                billingMode,
                throughput,
                onDemandLimit,
                payPerRequestSince,
                encryption,
                tableClass,
                deletionProtection,
                recovery,
                changed);
    }
}

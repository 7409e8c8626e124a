package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who may call which stages how often.
///
/// @param keyIds the API keys in it
record UsagePlan(
        String id,
        String name,
        Optional<String> description,
        List<ApiStage> apiStages,
        Optional<Throttle> throttle,
        Optional<Quota> quota,
        Optional<String> productCode,
        List<String> keyIds,
        Map<String, String> tags) {

    /// A stage of an API.
    ///
    /// @param throttle by `{path}/{METHOD}`
    record ApiStage(String apiId, String stage, Map<String, Throttle> throttle) {}

    /// Requests a second, and at once.
    record Throttle(int burstLimit, double rateLimit) {}

    /// Requests in a day, week or month.
    record Quota(int limit, int offset, String period) {}

    UsagePlan withKeys(List<String> keys) {
        return new UsagePlan(id, name, description, apiStages, throttle, quota, productCode, keys, tags);
    }

    UsagePlan withStages(List<ApiStage> stages) {
        return new UsagePlan(id, name, description, stages, throttle, quota, productCode, keyIds, tags);
    }

    UsagePlan withThrottle(Optional<Throttle> other) {
        return new UsagePlan(id, name, description, apiStages, other, quota, productCode, keyIds, tags);
    }

    UsagePlan withQuota(Optional<Quota> other) {
        return new UsagePlan(id, name, description, apiStages, throttle, other, productCode, keyIds, tags);
    }

    UsagePlan withTags(Map<String, String> other) {
        return new UsagePlan(id, name, description, apiStages, throttle, quota, productCode, keyIds, other);
    }
}

package samara.cloud.lambda;

import java.util.LinkedHashMap;
import java.util.Map;
import samara.cloud.kernel.Scope;
import samara.wire.lambda.AliasConfiguration;
import samara.wire.lambda.AliasRoutingConfiguration;

/// A name for a version.
///
/// @param weights the part of the invocations, 0 to 1, that goes to another version instead
record StoredAlias(
        String function,
        String name,
        String version,
        Map<String, Double> weights,
        String description,
        String revisionId) {
    StoredAlias {
        weights = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /// The version that an invocation goes to.
    ///
    /// @param chance from 0 to before 1
    String version(double chance) {
        double passed = 0;
        for (Map.Entry<String, Double> other : weights.entrySet()) {
            passed += other.getValue();
            if (chance < passed) {
                return other.getKey();
            }
        }
        return version;
    }

    boolean names(String otherVersion) {
        return version.equals(otherVersion) || weights.containsKey(otherVersion);
    }

    AliasConfiguration configuration(Scope scope) {
        return AliasConfiguration.builder()
                .aliasArn(StoredFunction.arn(scope, function) + ":" + name)
                .name(name)
                .functionVersion(version)
                .description(description)
                .routingConfig(
                        weights.isEmpty()
                                ? null
                                : AliasRoutingConfiguration.builder()
                                        .additionalVersionWeights(weights)
                                        .build())
                .revisionId(revisionId)
                .build();
    }
}

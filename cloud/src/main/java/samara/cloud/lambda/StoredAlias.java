package samara.cloud.lambda;

import samara.cloud.kernel.Scope;
import samara.wire.lambda.AliasConfiguration;

/// A name for a version.
record StoredAlias(String function, String name, String version, String description, String revisionId) {

    AliasConfiguration configuration(Scope scope) {
        return AliasConfiguration.builder()
                .aliasArn(StoredFunction.arn(scope, function) + ":" + name)
                .name(name)
                .functionVersion(version)
                .description(description)
                .revisionId(revisionId)
                .build();
    }
}

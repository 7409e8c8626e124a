package samara.transform.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.CfnResource;
import samara.transform.model.Rejection;
import samara.transform.policy.PolicyDocuments;

/// `SelfManagedKafka`: a topic of the user's own Kafka. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-selfmanagedkafka.html>.
final class SelfManagedKafkaEvent implements EventType {
    private static final Set<String> AUTHENTICATION =
            Set.of("SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH", "BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH");

    @Override
    public String type() {
        return "SelfManagedKafka";
    }

    /// What the access configurations say: the secret, whether there is a certificate, and whether the
    /// cluster is in a VPC.
    private record Access(Draft secret, boolean certificate, boolean subnet, boolean securityGroup) {}

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        EventSourceMapping mapping = EventSourceMapping.of(event, target, Nothing.HERE);
        require(event, "KafkaBootstrapServers");
        require(event, "Topics");
        if (event.get("Topics") instanceof DraftList topics && topics.size() != 1) {
            throw event.reject(topics, "kafka-topics", "A self-managed Kafka event source has exactly one topic.");
        }
        require(event, "SourceAccessConfigurations");
        DraftObject policy = DraftObject.make()
                .put("PolicyName", "SelfManagedKafkaExecutionRolePolicy")
                .put(
                        "PolicyDocument",
                        DraftObject.of("Statement", statements(event, access(event)))
                                .put("Version", "2012-10-17"));
        return mapping.build(Optional.empty(), Optional.of(policy));
    }

    private static void require(EventSource event, String property) {
        if (!event.get(property).truthy()) {
            throw event.rejectProperty(
                    property, "missing-property", "A self-managed Kafka event source needs `" + property + "`.");
        }
    }

    private static DraftList statements(EventSource event, Access access) {
        DraftList statements = DraftList.of();
        if (access.secret().truthy()) {
            statements.add(EventSourceMapping.readSecret(access.secret()));
        }
        // AWS's transform repeats the statement of the credentials for the certificate, whose secret it means.
        if (access.certificate()) {
            statements.add(EventSourceMapping.readSecret(access.secret()));
        }
        if (access.subnet()) {
            statements.add(PolicyDocuments.networkInterfaces());
        }
        String key = SourceAccess.kmsKeyId(event);
        if (!key.isEmpty()) {
            statements.add(PolicyDocuments.decrypt(key));
        }
        SchemaRegistry.statements(event).forEach(statements::add);
        return statements;
    }

    private static Access access(EventSource event) {
        if (!(event.get("SourceAccessConfigurations") instanceof DraftList list)) {
            throw event.reject(
                    event.get("SourceAccessConfigurations"),
                    "source-access",
                    "`SourceAccessConfigurations` needs to be a list.");
        }
        Access access = new Access(Nothing.HERE, false, false, false);
        for (Draft entry : list) {
            access = add(event, access, entry);
        }
        if (access.subnet() != access.securityGroup()) {
            throw event.reject(
                    list,
                    "source-access",
                    "`VPC_SUBNET` and `VPC_SECURITY_GROUP` need each other; only one of them is there.");
        }
        return access;
    }

    private static Access add(EventSource event, Access access, Draft entry) {
        if (!(entry instanceof DraftObject object)) {
            throw Rejection.of(entry, "wrong-type", "Each of `SourceAccessConfigurations` needs to be an object.")
                    .inResource(event.name());
        }
        String type = object.text("Type").orElse("");
        if (AUTHENTICATION.contains(type)) {
            if (access.secret().truthy()) {
                throw event.reject(object.get("Type"), "source-access", "There can be only one way to authenticate.");
            }
            return new Access(uri(event, object, type), access.certificate(), access.subnet(), access.securityGroup());
        }
        switch (type) {
            case "VPC_SUBNET", "VPC_SECURITY_GROUP", "SERVER_ROOT_CA_CERTIFICATE" -> uri(event, object, type);
            default ->
                throw event.reject(
                        object.get("Type"), "source-access", "A self-managed Kafka event source knows no such `Type`.");
        }
        return new Access(
                access.secret(),
                access.certificate() || type.equals("SERVER_ROOT_CA_CERTIFICATE"),
                access.subnet() || type.equals("VPC_SUBNET"),
                access.securityGroup() || type.equals("VPC_SECURITY_GROUP"));
    }

    private static Draft uri(EventSource event, DraftObject access, String type) {
        Draft uri = access.get("URI");
        if (!uri.truthy()) {
            throw event.reject(access, "source-access", "`" + type + "` needs a `URI`.");
        }
        if (!(uri instanceof DraftText) && !Intrinsics.isIntrinsic(uri)) {
            throw event.reject(uri, "source-access", "`URI` needs to be a string, not " + uri.aKind() + ".");
        }
        return uri;
    }
}

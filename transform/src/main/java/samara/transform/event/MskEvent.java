package samara.transform.event;

import java.util.List;
import java.util.Optional;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.model.CfnResource;
import samara.transform.policy.PolicyDocuments;

/// `MSK`: a topic of Amazon's managed Kafka. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-msk.html>.
final class MskEvent implements EventType {
    @Override
    public String type() {
        return "MSK";
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        DraftList statements = DraftList.of(SchemaRegistry.statements(event));
        if (event.get("SourceAccessConfigurations") instanceof DraftList access) {
            access.forEach(entry -> {
                if (entry instanceof DraftObject object
                        && object.get("Type").is("CLIENT_CERTIFICATE_TLS_AUTH")
                        && object.get("URI").truthy()) {
                    statements.add(EventSourceMapping.readSecret(object.get("URI")));
                }
            });
        }
        Optional<DraftObject> policy = statements.truthy()
                ? Optional.of(PolicyDocuments.named("MSKExecutionRolePolicy", statements))
                : Optional.empty();
        return EventSourceMapping.of(event, target, event.get("Stream"))
                .build(Optional.of("service-role/AWSLambdaMSKExecutionRole"), policy);
    }
}

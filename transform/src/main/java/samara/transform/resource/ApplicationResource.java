package samara.transform.resource;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Applications;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;

/// `AWS::Serverless::Application`: a nested stack, from a template in S3 or from the Serverless Application Repository.
/// See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html>.
public final class ApplicationResource implements SamResourceType {
    private final Applications applications;

    /// Looks applications up there.
    public ApplicationResource(Applications applications) {
        this.applications = applications;
    }

    @Override
    public String type() {
        return "AWS::Serverless::Application";
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        CfnResource stack =
                definition.extra(definition.id(), "AWS::CloudFormation::Stack").dependsOn(definition.dependsOn());
        DraftObject tags = DraftObject.make();
        Draft location = definition.get("Location");
        if (location instanceof DraftObject application) {
            stack.set("TemplateURL", templateUrl(definition, application, translation));
            tags.putSome("serverlessrepo:applicationId", application.get("ApplicationId"))
                    .putSome("serverlessrepo:semanticVersion", application.get("SemanticVersion"));
        } else {
            stack.set("TemplateURL", location);
        }
        return List.of(stack.set("Parameters", definition.get("Parameters"))
                .set("NotificationARNs", definition.get("NotificationARNs"))
                .set("Tags", Tags.withCreator(definition.get("Tags"), tags))
                .set("TimeoutInMinutes", definition.get("TimeoutInMinutes")));
    }

    private Draft templateUrl(Definition definition, DraftObject location, Translation translation) {
        List<String> needed = List.of("ApplicationId", "SemanticVersion");
        for (String name : needed) {
            if (!location.has(name) || !location.get(name).truthy()) {
                throw definition.reject(location, "application", "`Location` needs `" + name + "`.");
            }
        }
        needed.forEach(name -> location.put(name, translation.resolveFully(location.get(name))));
        DraftText id = text(definition, location.get("ApplicationId"), "ApplicationId");
        DraftText version = text(definition, location.get("SemanticVersion"), "SemanticVersion");
        if (id.value().contains("{{resolve:ssm:")) {
            throw definition.reject(id, "application", "`ApplicationId` can't be a dynamic reference.");
        }
        return applications
                .templateUrl(id.value(), version.value())
                .map(DraftText::of)
                .orElseThrow(() -> definition.reject(
                        id,
                        "application",
                        "Application `" + id.value() + "` of version `" + version.value()
                                + "` can't be had from the Serverless Application Repository."));
    }

    private static DraftText text(Definition definition, Draft value, String name) {
        if (value instanceof DraftText text) {
            return text;
        }
        Rejection rejection = definition.reject(
                value,
                "application",
                "`" + name + "` needs to be a string that is known when the template is transformed.");
        throw value instanceof DraftObject
                ? rejection.hint("Only `Ref` to a parameter and `Fn::FindInMap` can be resolved here.")
                : rejection;
    }
}

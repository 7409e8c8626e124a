package samara.transform.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.PythonText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;
import samara.transform.policy.PolicyDocuments;

/// `AWS::Serverless::CapacityProvider`: EC2 instances that functions run on, and the role that manages them. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-capacityprovider.html>.
public final class CapacityProviderResource implements SamResourceType {
    @Override
    public String type() {
        return "AWS::Serverless::CapacityProvider";
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        List<CfnResource> made = new ArrayList<>();
        CfnResource provider = definition.main("AWS::Lambda::CapacityProvider");
        DraftObject properties = provider.properties();
        properties.putTruthy("CapacityProviderName", definition.get("CapacityProviderName"));
        DraftObject vpc = definition.requireObject(definition.get("VpcConfig"), "VpcConfig");
        properties.put(
                "VpcConfig",
                DraftObject.of("SubnetIds", vpc.get("SubnetIds"))
                        .putSome("SecurityGroupIds", vpc.get("SecurityGroupIds")));
        Draft role = definition.get("OperatorRole");
        if (!role.truthy()) {
            CfnResource own = role(definition, translation);
            made.add(own);
            role = own.arn();
        }
        properties.put("PermissionsConfig", DraftObject.of("CapacityProviderOperatorRoleArn", role));
        DraftObject tags = DraftObject.make();
        definition.properties().object("Tags").ifPresent(tags::putAll);
        properties.put("Tags", Tags.list(tags.put("lambda:createdBy", "SAM")));
        instances(definition, properties);
        scaling(definition, properties);
        properties.putTruthy("KmsKeyArn", definition.get("KmsKeyArn"));
        made.add(provider);
        if (definition.get("PropagateTags").truthy() && definition.get("Tags").truthy()) {
            made.forEach(resource -> combineTags(resource, definition.get("Tags")));
        }
        return made;
    }

    private static CfnResource role(Definition definition, Translation translation) {
        return definition
                .extra(definition.id() + "OperatorRole", "AWS::IAM::Role")
                .set("AssumeRolePolicyDocument", PolicyDocuments.trust("lambda.amazonaws.com"))
                .set(
                        "ManagedPolicyArns",
                        DraftList.ofTexts(
                                translation.partition().managedPolicyArn("AWSLambdaManagedEC2ResourceOperator")))
                .set("Tags", Tags.one("lambda:createdBy", "SAM"));
    }

    /// An object property, unless all that is in it is null.
    private static Optional<DraftObject> given(Definition definition, String property) {
        return definition
                .properties()
                .object(property)
                .filter(object -> object.members().stream()
                        .anyMatch(member -> !member.value().isNothing()));
    }

    private static void instances(Definition definition, DraftObject properties) {
        given(definition, "InstanceRequirements").ifPresent(given -> {
            if (!given.get("AllowedTypes").isNothing()
                    && !given.get("ExcludedTypes").isNothing()) {
                throw definition.reject(
                        given.get("ExcludedTypes"),
                        "exclusive",
                        "`AllowedTypes` and `ExcludedTypes` can't be used together.");
            }
            properties.put(
                    "InstanceRequirements",
                    DraftObject.make()
                            .putSome("Architectures", given.get("Architectures"))
                            .putSome("AllowedInstanceTypes", given.get("AllowedTypes"))
                            .putSome("ExcludedInstanceTypes", given.get("ExcludedTypes")));
        });
    }

    private static void scaling(Definition definition, DraftObject properties) {
        given(definition, "ScalingConfig").ifPresent(given -> {
            DraftObject scaling = DraftObject.make().putSome("MaxVCpuCount", given.get("MaxVCpuCount"));
            Draft utilization = given.get("AverageCPUUtilization");
            if (utilization.isNothing()) {
                scaling.put("ScalingMode", "Auto");
            } else {
                DraftObject policy = DraftObject.make()
                        .put("PredefinedMetricType", "LambdaCapacityProviderAverageCPUUtilization")
                        .put("TargetValue", utilization);
                scaling.put("ScalingMode", "Manual").put("ScalingPolicies", DraftList.of(policy));
            }
            properties.put("CapacityProviderScalingConfig", scaling);
        });
    }

    private static void combineTags(CfnResource resource, Draft tags) {
        if (!resource.hasTagList()) {
            return;
        }
        Map<String, Draft> combined = new LinkedHashMap<>();
        DraftList own = resource.properties().list("Tags").orElseGet(DraftList::of);
        own.plus(Tags.list(tags)).forEach(tag -> {
            if (tag instanceof DraftObject object) {
                combined.put(PythonText.str(object.get("Key")), tag);
            }
        });
        resource.properties().put("Tags", DraftList.of(combined.values()));
    }
}

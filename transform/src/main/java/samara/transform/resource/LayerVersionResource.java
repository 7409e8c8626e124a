package samara.transform.resource;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Elements;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.LogicalId;
import samara.transform.model.Rejection;
import samara.transform.model.S3Location;
import samara.transform.model.SamResourceType;
import samara.transform.model.Translation;

/// `AWS::Serverless::LayerVersion`: a layer whose id changes with its properties, so that a new version is published
/// and the old ones stay. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html>.
public final class LayerVersionResource implements SamResourceType {
    private static final List<String> RESOLVED = List.of("LayerName", "LicenseInfo", "Description", "RetentionPolicy");
    private static final List<String> PROPERTIES = List.of(
            "LayerName",
            "Description",
            "PublishLambdaVersion",
            "ContentUri",
            "CompatibleArchitectures",
            "CompatibleRuntimes",
            "LicenseInfo",
            "RetentionPolicy");

    @Override
    public String type() {
        return "AWS::Serverless::LayerVersion";
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        DraftObject properties = definition.properties();
        for (String name : RESOLVED) {
            Draft given = properties.get(name);
            if (given.truthy()) {
                Draft value = translation.resolve(given);
                if (!(value instanceof DraftText) && !(value instanceof DraftObject)) {
                    throw definition.reject(
                            given,
                            "wrong-type",
                            "`" + name + "` needs to be a string, or a `Ref` to a parameter that is one.");
                }
                properties.put(name, value);
            }
        }
        Draft retention = retention(definition);
        String id = LogicalId.of(definition.id(), hashed(definition));
        CfnResource layer = definition.extra(id, "AWS::Lambda::LayerVersion").dependsOn(definition.dependsOn());
        if (!retention.isNothing()) {
            layer.attributes().put("DeletionPolicy", retention);
        } else if (!layer.attributes().has("DeletionPolicy")) {
            layer.attributes().put("DeletionPolicy", "Retain");
        }
        checkArchitectures(definition, id);
        layer.set(
                        "LayerName",
                        definition.get("LayerName").truthy()
                                ? definition.get("LayerName")
                                : DraftText.of(definition.id()))
                .set("Description", definition.get("Description"))
                .set("Content", content(definition, id))
                .set("CompatibleArchitectures", definition.get("CompatibleArchitectures"))
                .set("CompatibleRuntimes", definition.get("CompatibleRuntimes"))
                .set("LicenseInfo", definition.get("LicenseInfo"));
        translation.rename(definition.id(), id);
        return List.of(layer);
    }

    private static DraftObject hashed(Definition definition) {
        DraftObject resource = DraftObject.make().put("Type", "AWS::Serverless::LayerVersion");
        resource.putTruthy("DependsOn", definition.dependsOn());
        for (String attribute : List.of("UpdatePolicy", "Condition")) {
            if (definition.resource().has(attribute)) {
                resource.put(attribute, definition.resource().get(attribute));
            }
        }
        DraftObject properties = DraftObject.make();
        PROPERTIES.forEach(name -> properties.putSome(name, definition.get(name)));
        return DraftObject.of(definition.id(), resource.put("Properties", properties));
    }

    private static DraftObject content(Definition definition, String id) {
        try {
            return S3Location.ofCode(definition.get("ContentUri"), "ContentUri").asCode();
        } catch (Rejection e) {
            throw e.inResource(id);
        }
    }

    private static Draft retention(Definition definition) {
        Draft policy = definition.get("RetentionPolicy");
        if (policy.isNothing()) {
            return policy;
        }
        if (policy instanceof DraftText text) {
            for (String option : List.of("Retain", "Delete")) {
                if (text.value().equalsIgnoreCase(option)) {
                    return text.with(option);
                }
            }
        }
        throw definition.reject(
                policy,
                "retention-policy",
                "`RetentionPolicy` can be `Retain` or `Delete`, and no intrinsic function.");
    }

    private static void checkArchitectures(Definition definition, String id) {
        Draft given = definition.get("CompatibleArchitectures");
        // An object with one key passes for an intrinsic function until here, where its key is taken for the element.
        List<? extends Draft> architectures =
                Intrinsics.isIntrinsic(given) ? List.of() : Elements.of(given).orElse(List.of());
        for (Draft architecture : architectures) {
            if (!Intrinsics.isIntrinsic(architecture) && !architecture.is("arm64") && !architecture.is("x86_64")) {
                throw Rejection.of(architecture, "architecture", "An architecture can be `x86_64` or `arm64`.")
                        .inResource(id);
            }
        }
    }
}

package samara.transform.event;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Elements;
import samara.transform.draft.Intrinsics;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;
import samara.transform.model.Rejection;

/// `S3`: a bucket of the same template notifies the function, so this changes the bucket. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-s3.html>.
final class S3Event implements EventType {
    @Override
    public String type() {
        return "S3";
    }

    @Override
    public void link(EventSource event) {
        bucketId(event);
    }

    private static String bucketId(EventSource event) {
        Draft bucket = event.get("Bucket");
        if (bucket instanceof DraftObject object
                && object.get("Ref") instanceof DraftText id
                && event.translation().sources().get(id.value()) instanceof DraftObject) {
            return id.value();
        }
        throw event.reject(bucket, "s3-bucket", "`Bucket` needs to be a `Ref` to a bucket in the same template.");
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        FunctionTarget function = (FunctionTarget) target;
        String bucketId = bucketId(event);
        DraftObject bucket = event.translation().sources().objectOrNew(bucketId);
        CfnResource permission = Permission.of(event, function, "s3.amazonaws.com")
                .build()
                .set("SourceAccount", Intrinsics.ref("AWS::AccountId"));
        if (permission.attributes().has("Condition")) {
            dependByTag(bucketId, bucket, permission);
        } else {
            dependOn(event, bucket, permission);
        }
        notify(event, function, bucketId, bucket);
        return List.of(permission, ChangedResource.of(bucketId, "AWS::S3::Bucket", bucket));
    }

    private static void dependOn(EventSource event, DraftObject bucket, CfnResource permission) {
        TreeSet<String> dependencies = new TreeSet<>(List.of(permission.id()));
        Draft given = bucket.has("DependsOn") ? bucket.get("DependsOn") : DraftList.of();
        Optional<List<? extends Draft>> listed =
                given instanceof DraftText ? Optional.of(List.of(given)) : Elements.of(given);
        for (Draft dependency : listed.orElseThrow(() -> wrongDependency(event, given))) {
            if (!(dependency instanceof DraftText id)) {
                throw wrongDependency(event, dependency);
            }
            dependencies.add(id.value());
        }
        bucket.put("DependsOn", DraftList.ofTexts(dependencies.toArray(String[]::new)));
    }

    private static Rejection wrongDependency(EventSource event, Draft dependency) {
        return Rejection.of(dependency, "depends-on", "`DependsOn` needs to be a string or a list of strings.")
                .inResource(event.id());
    }

    private static void dependByTag(String bucketId, DraftObject bucket, CfnResource permission) {
        DraftObject properties = bucket.objectOrNew("Properties");
        Draft tags = properties.get("Tags").isNothing() ? DraftList.of() : properties.get("Tags");
        if (!(tags instanceof DraftList list)) {
            throw Rejection.of(tags, "wrong-type", "`Tags` needs to be a list, not " + tags.aKind() + ".")
                    .inResource(bucketId);
        }
        DraftObject dependency = Intrinsics.choose(
                permission.attributes().get("Condition"), permission.ref(), DraftText.of("no dependency"));
        properties.put(
                "Tags",
                list.plus(DraftList.of(DraftObject.make()
                        .put("Key", "sam:ConditionalDependsOn:" + permission.id())
                        .put("Value", dependency))));
    }

    private static void notify(EventSource event, FunctionTarget function, String bucketId, DraftObject bucket) {
        if (!bucket.get("Properties").isNothing() && !(bucket.get("Properties") instanceof DraftObject)) {
            throw Rejection.of(bucket.get("Properties"), "wrong-type", "`Properties` needs to be an object.")
                    .inResource(bucketId);
        }
        DraftObject properties = bucket.objectOrNew("Properties");
        Draft configuration = properties.get("NotificationConfiguration");
        if (!configuration.isNothing() && !(configuration instanceof DraftObject)) {
            throw Rejection.of(configuration, "wrong-type", "`NotificationConfiguration` needs to be an object.")
                    .inResource(bucketId);
        }
        DraftObject notifications = properties.objectOrNew("NotificationConfiguration");
        Draft given = notifications.get("LambdaConfigurations");
        if (!given.isNothing() && !(given instanceof DraftList)) {
            throw Rejection.of(
                            given,
                            "wrong-type",
                            "`LambdaConfigurations` needs to be a list, not " + given.aKind() + ".")
                    .inResource(bucketId);
        }
        DraftList all = given instanceof DraftList list ? list : DraftList.of();
        Draft events = event.get("Events");
        for (Draft type : events instanceof DraftList list ? list.elements() : List.of(events)) {
            DraftObject entry = DraftObject.make().put("Function", function.arn());
            entry.putSome("Filter", event.get("Filter")).put("Event", type);
            all.addOnce(function.condition().isNothing() ? entry : Intrinsics.choose(function.condition(), entry));
        }
        notifications.put("LambdaConfigurations", all);
    }
}

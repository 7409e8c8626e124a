package samara.transform.event;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.PythonText;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;
import samara.transform.model.Rejection;
import samara.transform.model.ResourceProperties;

/// `Cognito`: a user pool of the same template calls the function, so this changes the pool. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-cognito.html>.
final class CognitoEvent implements EventType {
    @Override
    public String type() {
        return "Cognito";
    }

    @Override
    public void link(EventSource event) {
        poolId(event);
    }

    private static String poolId(EventSource event) {
        Draft pool = event.get("UserPool");
        if (pool instanceof DraftObject object
                && object.get("Ref") instanceof DraftText id
                && event.translation().sources().get(id.value()) instanceof DraftObject) {
            return id.value();
        }
        throw event.reject(pool, "user-pool", "`UserPool` needs to be a `Ref` to a user pool in the same template.");
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        FunctionTarget function = (FunctionTarget) target;
        String poolId = poolId(event);
        DraftObject pool = event.translation().sources().objectOrNew(poolId);
        CfnResource permission = Permission.of(event, function, "cognito-idp.amazonaws.com")
                .prefix(function.id() + "Cognito")
                .from(Intrinsics.getAtt(poolId, "Arn"))
                .build();
        trigger(event, function, poolId, pool);
        return List.of(permission, ChangedResource.of(poolId, "AWS::Cognito::UserPool", pool));
    }

    private static void trigger(EventSource event, FunctionTarget function, String poolId, DraftObject pool) {
        DraftObject properties = pool.get("Properties").isNothing()
                ? pool.objectOrNew("Properties")
                : ResourceProperties.of(poolId, pool);
        Draft given = properties.get("LambdaConfig");
        if (!given.isNothing() && !(given instanceof DraftObject)) {
            throw Rejection.of(given, "wrong-type", "`LambdaConfig` needs to be an object, not " + given.aKind() + ".")
                    .inResource(poolId);
        }
        DraftObject config = properties.objectOrNew("LambdaConfig");
        Draft triggers = event.get("Trigger");
        for (Draft trigger : triggers instanceof DraftList list ? list.elements() : List.of(triggers)) {
            String name = PythonText.str(trigger);
            if (config.has(name)) {
                throw event.reject(
                        trigger,
                        "user-pool",
                        "Trigger `" + name + "` of user pool `" + poolId + "` is set more than once.");
            }
            config.put(name, function.arn());
        }
    }
}

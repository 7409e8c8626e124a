package samara.transform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// The `UsagePlan` of a REST API: a plan, an API key and what joins them, for each API or shared by all. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiusageplan.html>.
final class ApiUsagePlan {
    private static final List<String> COPIED = List.of("UsagePlanName", "Description", "Quota", "Tags", "Throttle");
    private static final String CONDITION = "SharedUsagePlanCondition";

    /// What the APIs share that use the shared plan.
    private static final class Shared {
        private final DraftList apiIds = DraftList.of();
        private final DraftList stageKeys = DraftList.of();
        private final DraftList apiStages = DraftList.of();
        private final TreeSet<String> conditions = new TreeSet<>();
        private boolean unconditional;
        private Draft deletionPolicy = Nothing.HERE;
        private Draft updateReplacePolicy = Nothing.HERE;
    }

    private ApiUsagePlan() {}

    static List<CfnResource> of(Definition definition, CfnResource stage, Translation translation) {
        Draft given = definition.get("Auth") instanceof DraftObject auth ? auth.get("UsagePlan") : Nothing.HERE;
        if (given.isNothing()) {
            return List.of();
        }
        DraftObject plan = definition.requireObject(given, "Auth.UsagePlan");
        plan.members().forEach(member -> {
            if (!COPIED.contains(member.name().value())
                    && !member.name().value().equals("CreateUsagePlan")) {
                throw Rejection.at(
                                member.name().span(),
                                "unknown-property",
                                "`UsagePlan` has no property `" + member.name().value() + "`.")
                        .inResource(definition.id());
            }
        });
        Draft kind = plan.get("CreateUsagePlan");
        if (kind.is("NONE")) {
            return List.of();
        }
        if (kind.is("PER_API")) {
            return perApi(definition, stage, plan);
        }
        if (kind.is("SHARED")) {
            return shared(definition, stage, plan, translation);
        }
        throw definition.reject(
                kind, "usage-plan", "`UsagePlan` needs a `CreateUsagePlan`: `PER_API`, `SHARED` or `NONE`.");
    }

    private static DraftObject apiStage(
            Definition definition, CfnResource stage, String apiMember, String stageMember) {
        return DraftObject.of(apiMember, Intrinsics.ref(definition.id())).put(stageMember, stage.ref());
    }

    private static List<CfnResource> perApi(Definition definition, CfnResource stage, DraftObject plan) {
        String id = definition.id();
        CfnResource usagePlan =
                definition.extra(id + "UsagePlan", "AWS::ApiGateway::UsagePlan").dependsOn(id);
        usagePlan.set("ApiStages", DraftList.of(apiStage(definition, stage, "ApiId", "Stage")));
        CfnResource key =
                definition.extra(id + "ApiKey", "AWS::ApiGateway::ApiKey").dependsOn(usagePlan.id());
        key.set("StageKeys", DraftList.of(apiStage(definition, stage, "RestApiId", "StageName")));
        CfnResource join = definition.extra(id + "UsagePlanKey", "AWS::ApiGateway::UsagePlanKey");
        return complete(plan, usagePlan, key, join);
    }

    private static List<CfnResource> shared(
            Definition definition, CfnResource stage, DraftObject plan, Translation translation) {
        Shared shared = translation.shared(Shared.class, Shared::new);
        shared.apiIds.addOnce(DraftText.of(definition.id()));
        shared.apiStages.addOnce(apiStage(definition, stage, "ApiId", "Stage"));
        shared.stageKeys.addOnce(apiStage(definition, stage, "RestApiId", "StageName"));
        DraftObject attributes = attributes(definition, shared, translation);
        CfnResource usagePlan = new CfnResource(
                        "ServerlessUsagePlan", "AWS::ApiGateway::UsagePlan", definition.span(), attributes)
                .dependsOn(shared.apiIds)
                .set("ApiStages", shared.apiStages);
        CfnResource key = new CfnResource("ServerlessApiKey", "AWS::ApiGateway::ApiKey", definition.span(), attributes)
                .dependsOn(usagePlan.id())
                .set("StageKeys", shared.stageKeys);
        CfnResource join = new CfnResource(
                "ServerlessUsagePlanKey", "AWS::ApiGateway::UsagePlanKey", definition.span(), attributes);
        return complete(plan, usagePlan, key, join);
    }

    private static List<CfnResource> complete(
            DraftObject plan, CfnResource usagePlan, CfnResource key, CfnResource join) {
        COPIED.forEach(property -> usagePlan.properties().putTruthy(property, plan.get(property)));
        key.set("Enabled", DraftBoolean.of(true));
        join.dependsOn(key.id())
                .set("KeyId", key.ref())
                .set("KeyType", "API_KEY")
                .set("UsagePlanId", usagePlan.ref());
        return new ArrayList<>(List.of(usagePlan, key, join));
    }

    /// The strictest policies of the APIs that share the plan, and a condition under which one of them is
    /// there.
    private static DraftObject attributes(Definition definition, Shared shared, Translation translation) {
        DraftObject own = definition.passedOn();
        shared.deletionPolicy = stricter(shared.deletionPolicy, own.get("DeletionPolicy"), "Retain");
        Draft update = own.get("UpdateReplacePolicy");
        shared.updateReplacePolicy = stricter(shared.updateReplacePolicy, update, "Retain");
        if (update.is("Snapshot") && shared.updateReplacePolicy.is("Delete")) {
            shared.updateReplacePolicy = update;
        }
        condition(definition, own.get("Condition"), shared, translation);
        DraftObject attributes = DraftObject.make()
                .putTruthy("DeletionPolicy", shared.deletionPolicy)
                .putTruthy("UpdateReplacePolicy", shared.updateReplacePolicy);
        return !shared.conditions.isEmpty() && !shared.unconditional
                ? attributes.put("Condition", CONDITION)
                : attributes;
    }

    private static Draft stricter(Draft known, Draft added, String strictest) {
        return !known.truthy() || added.is(strictest) ? added : known;
    }

    private static void condition(Definition definition, Draft condition, Shared shared, Translation translation) {
        if (shared.unconditional) {
            return;
        }
        if (!(condition instanceof DraftText name)) {
            shared.unconditional = true;
            translation.template().object("Conditions").ifPresent(conditions -> conditions.remove(CONDITION));
            return;
        }
        if (!translation.template().has("Conditions")) {
            throw definition.reject(
                    condition, "condition", "The template has no `Conditions`, so it has no `" + name.value() + "`.");
        }
        if (shared.conditions.add(name.value())) {
            DraftList or = DraftList.of();
            shared.conditions.forEach(other -> or.add(Intrinsics.condition(DraftText.of(other))));
            translation.conditions().put(CONDITION, or.size() == 1 ? condition : DraftObject.of("Fn::Or", or));
        }
    }
}

package samara.transform.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftObject;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;

/// A function's URL, and the permissions for everybody to call it where it asks for no authentication. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html>.
final class FunctionUrl {
    private static final Map<String, String> CORS = Map.of(
            "AllowOrigins", "list",
            "AllowMethods", "list",
            "AllowCredentials", "boolean",
            "AllowHeaders", "list",
            "ExposeHeaders", "list",
            "MaxAge", "number");

    private FunctionUrl() {}

    /// Adds the URL to `made`, if there is to be one.
    static void add(Definition function, CfnResource lambda, Optional<CfnResource> alias, List<CfnResource> made) {
        if (!(function.get("FunctionUrlConfig") instanceof DraftObject config) || !config.truthy()) {
            return;
        }
        if (!Intrinsics.isIntrinsic(config)) {
            checkAuthType(function, config);
            checkCors(function, config.get("Cors"));
        }
        DraftObject target = alias.map(CfnResource::ref).orElseGet(lambda::ref);
        CfnResource url = function.extra(lambda.id() + "Url", "AWS::Lambda::Url")
                .set("AuthType", config.get("AuthType"))
                .set("TargetFunctionArn", target)
                .set("InvokeMode", config.get("InvokeMode"));
        url.properties().putTruthy("Cors", config.get("Cors"));
        made.add(url);
        if (config.get("AuthType").is("NONE")) {
            made.add(function.extra(lambda.id() + "UrlPublicPermissions", "AWS::Lambda::Permission")
                    .set("Action", "lambda:InvokeFunctionUrl")
                    .set("FunctionName", target)
                    .set("Principal", "*")
                    .set("FunctionUrlAuthType", config.get("AuthType")));
            made.add(function.extra(lambda.id() + "URLInvokeAllowPublicAccess", "AWS::Lambda::Permission")
                    .set("Action", "lambda:InvokeFunction")
                    .set("FunctionName", target)
                    .set("Principal", "*")
                    .set("InvokedViaFunctionUrl", DraftBoolean.of(true)));
        }
    }

    private static void checkAuthType(Definition function, DraftObject config) {
        Draft type = config.get("AuthType");
        if (!type.is("AWS_IAM") && !type.is("NONE") && !Intrinsics.isIntrinsic(type)) {
            throw function.reject(
                    type, "function-url", "`FunctionUrlConfig` needs an `AuthType`: `AWS_IAM` or `NONE`.");
        }
    }

    private static void checkCors(Definition function, Draft given) {
        if (!given.truthy() || Intrinsics.isIntrinsic(given)) {
            return;
        }
        function.requireObject(given, "FunctionUrlConfig.Cors").members().forEach(member -> {
            String name = member.name().value();
            String kind = CORS.get(name);
            if (kind == null) {
                throw samara.transform.model.Rejection.at(
                                member.name().span(),
                                "unknown-property",
                                "`Cors` of a function URL has no `" + name + "`.")
                        .inResource(function.id());
            }
            if (!Intrinsics.isIntrinsic(member.value())
                    && !member.value().kind().equals(kind)) {
                throw function.reject(
                        member.value(),
                        "wrong-type",
                        "`Cors." + name + "` needs to be a " + kind + ", not "
                                + member.value().aKind() + ".");
            }
        });
    }
}

package samara.transform.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.openapi.CorsOptions;
import samara.transform.openapi.RestDefinition;

/// The `Cors` of a REST API: an `OPTIONS` method for each path. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html>.
final class ApiCors {
    private static final String ANY_ORIGIN = "'*'";
    private static final List<String> MEMBERS =
            List.of("AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials");

    private ApiCors() {}

    static void add(Definition definition) {
        Draft given = definition.get("Cors");
        if (!given.truthy()) {
            return;
        }
        CorsOptions options = options(definition, given);
        Draft body = ApiResource.requireDefinition(definition, "Cors");
        boolean credentials = options.allowCredentials() instanceof DraftBoolean allowed && allowed.value();
        if (credentials && options.allowOrigin().is(ANY_ORIGIN)) {
            throw definition.reject(
                    given, "cors", "`AllowCredentials` can't be true for any origin; `AllowOrigin` needs to name one.");
        }
        RestDefinition editor = RestDefinition.edit(body);
        Set<String> done = new HashSet<>();
        for (String path : editor.pathNames()) {
            String normalized = path.equals("/") ? path : path.replaceFirst("/+$", "");
            if (done.add(normalized)) {
                try {
                    editor.addCors(path, options);
                } catch (Rejection e) {
                    throw e.diagnostics().getFirst().code().equals("cors") ? e.inResource(definition.id()) : e;
                }
            }
        }
        editor.finish();
    }

    private static CorsOptions options(Definition definition, Draft given) {
        if (given instanceof DraftText || Intrinsics.isIntrinsic(given)) {
            return new CorsOptions(Nothing.HERE, Nothing.HERE, given, Nothing.HERE, Nothing.HERE);
        }
        DraftObject cors = definition.requireObject(given, "Cors");
        cors.members().forEach(member -> {
            if (!MEMBERS.contains(member.name().value())) {
                throw Rejection.at(
                                member.name().span(),
                                "unknown-property",
                                "`Cors` has no property `" + member.name().value() + "`.")
                        .inResource(definition.id());
            }
        });
        return new CorsOptions(
                cors.get("AllowMethods"),
                cors.get("AllowHeaders"),
                cors.has("AllowOrigin") ? cors.get("AllowOrigin") : DraftText.of(ANY_ORIGIN),
                cors.get("MaxAge"),
                cors.get("AllowCredentials"));
    }
}

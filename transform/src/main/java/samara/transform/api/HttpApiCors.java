package samara.transform.api;

import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.Intrinsics;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.openapi.HttpDefinition;

/// The `CorsConfiguration` of an HTTP API. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapicorsconfiguration.html>.
final class HttpApiCors {
    private static final List<Map.Entry<String, String>> MEMBERS = List.of(
            Map.entry("AllowOrigins", "allowOrigins"),
            Map.entry("AllowHeaders", "allowHeaders"),
            Map.entry("AllowMethods", "allowMethods"),
            Map.entry("ExposeHeaders", "exposeHeaders"),
            Map.entry("MaxAge", "maxAge"),
            Map.entry("AllowCredentials", "allowCredentials"));

    private HttpApiCors() {}

    static void add(Definition definition) {
        Draft given = definition.get("CorsConfiguration");
        if (!given.truthy()) {
            return;
        }
        HttpDefinition editor = HttpApiResource.editOwn(definition, "CorsConfiguration");
        if (Intrinsics.isIntrinsic(given)) {
            editor.cors().putAll((DraftObject) renamed(given));
        } else if (given instanceof DraftBoolean) {
            editor.cors().put("allowOrigins", DraftList.ofTexts("*"));
        } else {
            add(definition, definition.requireObject(given, "CorsConfiguration"), editor.cors());
        }
        editor.finish();
    }

    private static void add(Definition definition, DraftObject given, DraftObject cors) {
        List<String> known = MEMBERS.stream().map(Map.Entry::getKey).toList();
        given.members().forEach(member -> {
            if (!known.contains(member.name().value())) {
                throw Rejection.at(
                                member.name().span(),
                                "unknown-property",
                                "`CorsConfiguration` has no property `"
                                        + member.name().value() + "`.")
                        .inResource(definition.id());
            }
        });
        Draft credentials = given.get("AllowCredentials");
        boolean allowed = credentials instanceof DraftBoolean bool && bool.value();
        if (allowed && given.get("AllowOrigins").equals(DraftList.ofTexts("*"))) {
            throw definition.reject(
                    credentials,
                    "cors",
                    "`AllowCredentials` can't be true for any origin; `AllowOrigins` needs to name them.");
        }
        if (Intrinsics.isIntrinsic(given.get("AllowOrigins"))) {
            // AWS's transform takes such origins for the whole configuration.
            cors.putAll((DraftObject) renamed(given.get("AllowOrigins")));
            return;
        }
        for (Map.Entry<String, String> member : MEMBERS) {
            Draft value = given.get(member.getKey());
            boolean wanted = switch (member.getKey()) {
                case "MaxAge" -> !value.isNothing();
                case "AllowCredentials" -> allowed;
                default -> value.truthy();
            };
            if (wanted) {
                cors.put(member.getValue(), value);
            }
        }
    }

    /// An intrinsic function with the members within it as API Gateway's extension names them.
    private static Draft renamed(Draft value) {
        return switch (value) {
            case DraftObject object -> {
                DraftObject made = DraftObject.make();
                object.forEach((name, member) -> made.put(renamed(name), renamed(member)));
                yield made;
            }
            case DraftList list -> {
                DraftList made = DraftList.of();
                list.forEach(element -> made.add(renamed(element)));
                yield made;
            }
            case samara.transform.draft.DraftText text -> text.with(renamed(text.value()));
            default -> value;
        };
    }

    private static String renamed(String text) {
        String renamed = text;
        for (Map.Entry<String, String> member : MEMBERS) {
            renamed = renamed.replace(member.getKey(), member.getValue());
        }
        return renamed;
    }
}

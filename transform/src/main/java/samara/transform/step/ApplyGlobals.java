package samara.transform.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.PythonText;
import samara.transform.model.Rejection;
import samara.transform.model.Tables;
import samara.transform.model.Translation;
import samara.transform.openapi.ApiDefinition;

/// Merges the `Globals` section into the resources: what a resource has wins, objects are merged, lists follow the
/// global
/// ones. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html>.
public final class ApplyGlobals implements Step {
    private static final Map<String, List<String>> SUPPORTED = Tables.read("globals.txt");
    private static final String PREFIX = "AWS::Serverless::";

    /// Resources of this type have the same objects out of `Globals`, as AWS has it, and not copies: what is made or
    /// resolved for one function, as the destination of its `EventInvokeConfig`, is there for those after it.
    private static final String SHARING = "AWS::Serverless::Function";

    @Override
    public void apply(Translation translation) {
        Map<String, DraftObject> globals = globals(translation.template());
        DraftObject sources = translation.sources();
        sources.forEach((id, value) -> {
            if (value instanceof DraftObject resource) {
                DraftObject section = globals.get(resource.text("Type").orElse(""));
                if (section != null) {
                    DraftObject wanted = withoutIgnored(id, section, resource);
                    resource.put(
                            "Properties",
                            merge(
                                    wanted,
                                    resource.objectOrNew("Properties"),
                                    resource.get("Type").is(SHARING)));
                }
            }
        });
        translation.template().remove("Globals");
        sources.forEach((id, value) -> setOpenApiVersion(value));
    }

    private static Map<String, DraftObject> globals(DraftObject template) {
        Map<String, DraftObject> globals = new LinkedHashMap<>();
        if (!template.has("Globals")) {
            return globals;
        }
        if (!(template.get("Globals") instanceof DraftObject sections)) {
            throw Rejection.at(template.nameSpan("Globals"), "globals", "`Globals` needs to be an object.");
        }
        sections.members().forEach(member -> {
            String type = PREFIX + member.name().value();
            List<String> supported = SUPPORTED.get(type);
            if (supported == null) {
                List<String> names = SUPPORTED.keySet().stream()
                        .map(name -> name.substring(PREFIX.length()))
                        .toList();
                throw unknown(
                        member.name(),
                        "`Globals` has no section `" + member.name().value() + "`.",
                        names);
            }
            if (!(member.value() instanceof DraftObject section)) {
                throw Rejection.at(member.name().span(), "globals", "Each section of `Globals` needs to be an object.");
            }
            section.members().forEach(property -> {
                if (!supported.contains(property.name().value())) {
                    throw unknown(
                            property.name(),
                            "Property `" + property.name().value() + "` of `"
                                    + member.name().value() + "` can't be set in `Globals`.",
                            supported);
                }
            });
            globals.put(type, section);
        });
        return globals;
    }

    private static Rejection unknown(DraftObject.Name name, String message, List<String> known) {
        Rejection rejection = Rejection.at(name.span(), "globals", message);
        return Suggestion.of(name.value(), known)
                .name()
                .map(near -> rejection.hint("Did you mean `" + near + "`?"))
                .orElse(rejection);
    }

    private static DraftObject withoutIgnored(String id, DraftObject section, DraftObject resource) {
        Draft ignored = resource.get("IgnoreGlobals");
        if (!ignored.truthy()) {
            return section;
        }
        if (ignored.is("*")) {
            return DraftObject.make();
        }
        if (!(ignored instanceof DraftList list)) {
            throw Rejection.of(ignored, "ignore-globals", "`IgnoreGlobals` needs to be `*` or a list of properties.")
                    .inResource(id);
        }
        DraftObject rest = section.copy();
        for (Draft name : list) {
            if (!(name instanceof DraftText text) || !rest.has(text.value())) {
                throw Rejection.of(
                                name, "ignore-globals", "`IgnoreGlobals` names a property that `Globals` doesn't set.")
                        .inResource(id);
            }
            rest.remove(text.value());
        }
        return rest;
    }

    /// @param shared whether what only `global` has is the same object in all resources, and not a copy
    private static DraftObject merge(DraftObject global, DraftObject local, boolean shared) {
        DraftObject merged = global.shallowCopy();
        local.members().forEach(member -> {
            String name = member.name().value();
            merged.put(
                    member.name(),
                    merged.has(name) ? mergeValue(merged.get(name), member.value(), shared) : member.value());
        });
        merged.names().forEach(name -> {
            if (!local.has(name) && !shared) {
                merged.put(name, merged.get(name).copy());
            }
        });
        return merged;
    }

    private static Draft mergeValue(Draft global, Draft local, boolean shared) {
        if (global instanceof DraftObject globalObject
                && local instanceof DraftObject localObject
                && !Intrinsics.isIntrinsic(global)
                && !Intrinsics.isIntrinsic(local)) {
            return merge(globalObject, localObject, shared);
        }
        if (global instanceof DraftList globalList && local instanceof DraftList localList) {
            return (shared ? globalList : globalList.copy()).plus(localList);
        }
        return local;
    }

    /// An API's `OpenApiVersion` may come from `Globals`; the definition that SAM writes is of that version.
    private static void setOpenApiVersion(Draft value) {
        if (!(value instanceof DraftObject resource) || !resource.get("Type").is("AWS::Serverless::Api")) {
            return;
        }
        DraftObject properties = resource.objectOrNew("Properties");
        Draft version = properties.get("OpenApiVersion");
        if (!properties.has("OpenApiVersion")
                || !properties.has("__MANAGE_SWAGGER")
                || !ApiDefinition.isVersion3(version)) {
            return;
        }
        DraftText text = version instanceof DraftText given
                ? given
                : new DraftText(PythonText.str(version), false, version.span());
        properties.put("OpenApiVersion", text);
        properties.object("DefinitionBody").ifPresent(body -> {
            body.put("openapi", text);
            if (body.get("swagger").truthy()) {
                body.remove("swagger");
            }
        });
    }
}

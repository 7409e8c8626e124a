package samara.transform.api;

import java.util.List;
import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;

/// The `Auth` of an API, whatever its kind.
final class AuthProperties {
    private AuthProperties() {}

    /// `Auth` as an object, empty where there is none.
    static DraftObject of(Definition definition) {
        return definition.get("Auth") instanceof DraftObject auth ? auth : DraftObject.make();
    }

    /// Whether there is one to add to the definition; refuses what can't be added.
    ///
    /// @param known the properties that this kind of API has in it
    static boolean areWanted(Definition definition, List<String> known) {
        Draft given = definition.get("Auth");
        if (!given.truthy()) {
            return false;
        }
        if (!definition.get("DefinitionBody").truthy()) {
            throw definition.reject(given, "definition-body", "`Auth` only works with a `DefinitionBody`.");
        }
        if (!(given instanceof DraftObject auth)) {
            throw Rejection.at(
                            definition.properties().nameSpan("Auth"),
                            "wrong-type",
                            "`Auth` needs to be an object, not " + given.aKind() + ".")
                    .inResource(definition.id());
        }
        auth.members().forEach(member -> {
            String name = member.name().value();
            if (!known.contains(name)) {
                Rejection unknown = Rejection.at(
                                member.name().span(), "unknown-property", "`Auth` has no property `" + name + "`.")
                        .inResource(definition.id());
                throw Suggestion.of(name, known)
                        .name()
                        .map(near -> unknown.hint("Did you mean `" + near + "`?"))
                        .orElse(unknown);
            }
        });
        return true;
    }
}

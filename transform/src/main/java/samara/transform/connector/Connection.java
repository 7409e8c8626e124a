package samara.transform.connector;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// What a connector becomes: the policies, permissions and queue policies that let its source use its destinations.
public final class Connection {
    private Connection() {}

    /// The resources of a connector that is written or, as GraphQL APIs have them, made.
    public static List<CfnResource> of(Definition definition, Translation translation) {
        Draft destination = definition.get("Destination");
        boolean several = destination instanceof DraftList;
        List<Draft> destinations = destination instanceof DraftList list ? list.elements() : List.of(destination);
        if (destinations.isEmpty()) {
            throw definition.reject(destination, "connector", "`Destination` is an empty list.");
        }
        List<CfnResource> made = new ArrayList<>();
        for (int i = 0; i < destinations.size(); i++) {
            String suffix = several ? "Destination" + i : "";
            made.addAll(connect(
                    definition, definition.requireObject(destinations.get(i), "Destination"), suffix, translation));
        }
        Dependencies.replace(definition.id(), made, translation.results());
        return made;
    }

    private static List<CfnResource> connect(
            Definition definition, DraftObject to, String suffix, Translation translation) {
        try {
            DraftObject from = definition.requireObject(definition.get("Source"), "Source");
            Endpoint destination = Endpoint.of(to, from, translation.results());
            Endpoint source = Endpoint.of(from, to, translation.results());
            Profile profile = Profile.of(definition.get("Source"), source, destination);
            List<String> permissions = profile.check(permissions(definition), definition.get("Permissions"));
            List<CfnResource> made =
                    new Policies(definition, source, destination, profile, suffix).make(permissions, translation);
            made.forEach(resource -> addMetadata(definition, resource, source, destination, translation));
            return made;
        } catch (Rejection e) {
            throw e.inResource(definition.id());
        }
    }

    private static List<String> permissions(Definition definition) {
        List<String> names = new ArrayList<>();
        definition
                .properties()
                .list("Permissions")
                .ifPresent(list -> list.forEach(element -> {
                    if (element instanceof DraftText text && !names.contains(text.value())) {
                        names.add(text.value());
                    }
                }));
        return names;
    }

    private static void addMetadata(
            Definition definition,
            CfnResource resource,
            Endpoint source,
            Endpoint destination,
            Translation translation) {
        DraftObject metadata = DraftObject.make();
        if (resource.attributes().get("Metadata") instanceof DraftObject own) {
            metadata.putAll(own);
        }
        DraftObject ends =
                DraftObject.of("Source", type(source, translation)).put("Destination", type(destination, translation));
        resource.attributes()
                .put("Metadata", metadata.put("aws:sam:connectors", DraftObject.of(definition.id(), ends)));
    }

    private static DraftObject type(Endpoint end, Translation translation) {
        Draft written = end.id()
                .flatMap(id -> translation.sources().object(id))
                .map(resource -> resource.get("Type"))
                .orElseGet(() -> DraftText.of(end.type()));
        return DraftObject.of("Type", written);
    }
}

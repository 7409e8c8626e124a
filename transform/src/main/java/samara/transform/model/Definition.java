package samara.transform.model;

import java.util.List;
import samara.template.Diagnostic;
import samara.template.Span;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;

/// A resource as the template defines it.
///
/// @param id its logical id
/// @param resource all that stands under the id
/// @param properties its properties, checked against the type's table
public record Definition(String id, DraftObject resource, DraftObject properties) {
    private static final List<String> ATTRIBUTES =
            List.of("DeletionPolicy", "UpdatePolicy", "Condition", "UpdateReplacePolicy", "Metadata");
    private static final List<String> PASSED_ON = List.of("Condition", "DeletionPolicy", "UpdateReplacePolicy");

    /// Reads a resource and checks its properties.
    public static Definition of(String id, DraftObject resource) {
        if (!LogicalId.isValid(id)) {
            throw Rejection.at(
                            resource.span(),
                            "logical-id",
                            "Logical id `" + id + "` has other characters than letters and digits.")
                    .inResource(id);
        }
        Draft properties = resource.get("Properties");
        if (resource.has("Properties") && !(properties instanceof DraftObject)) {
            throw Rejection.of(
                            properties,
                            "wrong-type",
                            "`Properties` needs to be an object, not " + properties.aKind() + ".")
                    .inResource(id);
        }
        DraftObject given = properties instanceof DraftObject object ? object : DraftObject.at(resource.span());
        try {
            return new Definition(id, resource, table(resource).read(given, resource.span()));
        } catch (Rejection e) {
            throw e.inResource(id);
        }
    }

    private static PropertyTable table(DraftObject resource) {
        return PropertyTable.of(resource.text("Type").orElse(""));
    }

    /// Warns of the properties that are ignored.
    public List<Diagnostic> warnings() {
        return table(resource).ignored(properties).stream()
                .map(warning -> warning.inResource(id))
                .toList();
    }

    /// The value of a property.
    public Draft get(String property) {
        return properties.get(property);
    }

    /// Where it stands.
    public Span span() {
        return resource.span();
    }

    /// What it depends on.
    public Draft dependsOn() {
        return resource.get("DependsOn");
    }

    /// The attributes that go to the resource of the same id.
    public DraftObject attributes() {
        return pick(ATTRIBUTES);
    }

    /// The attributes that go to every resource that is made of it.
    public DraftObject passedOn() {
        return pick(PASSED_ON);
    }

    /// The same with no attribute to pass on but its dependencies.
    public Definition withoutAttributes() {
        DraftObject plain = DraftObject.at(span());
        resource.members().stream()
                .filter(member -> !ATTRIBUTES.contains(member.name().value()))
                .forEach(member -> plain.put(member.name(), member.value()));
        return new Definition(id, plain, properties);
    }

    private DraftObject pick(List<String> names) {
        DraftObject picked = DraftObject.make();
        names.forEach(name -> {
            if (resource.has(name)) {
                picked.put(name, resource.get(name));
            }
        });
        return picked;
    }

    /// A resource to be made of it that carries its id, attributes and dependencies.
    public CfnResource main(String type) {
        return new CfnResource(id, type, span(), attributes()).dependsOn(dependsOn());
    }

    /// A resource to be made of it beside the main one.
    public CfnResource extra(String extraId, String type) {
        return new CfnResource(extraId, type, span(), passedOn());
    }

    /// Refuses something about it.
    public Rejection reject(Draft at, String code, String message) {
        return Rejection.of(at, code, message).inResource(id);
    }

    /// The value of a property, or what is missing if it isn't an object.
    public DraftObject requireObject(Draft value, String path) {
        if (value instanceof DraftObject object) {
            return object;
        }
        throw reject(value, "wrong-type", "`" + path + "` needs to be an object, not " + value.aKind() + ".");
    }
}

package samara.transform.event;

import samara.template.Span;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.model.CfnResource;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// An event source as the template defines it.
///
/// @param ownerId the function or state machine
/// @param name its name there
/// @param event all that stands under the name
/// @param properties its properties, checked against the type's table
public record EventSource(
        String ownerId, String name, DraftObject event, DraftObject properties, Translation translation) {

    /// The id of the resource that is made of it: the owner's and its own name.
    public String id() {
        return ownerId + name;
    }

    /// The value of a property.
    public Draft get(String property) {
        return properties.get(property);
    }

    /// Where it stands.
    public Span span() {
        return event.span();
    }

    /// A resource to be made of it.
    public CfnResource resource(String id, String type, Target target) {
        return new CfnResource(id, type, span(), target.passedOn());
    }

    /// Refuses something about it.
    public Rejection reject(Draft at, String code, String message) {
        return Rejection.of(at, code, message).inEvent(name);
    }

    /// Refuses something about a property that may be missing.
    public Rejection rejectProperty(String property, String code, String message) {
        return Rejection.at(properties.has(property) ? properties.nameSpan(property) : span(), code, message)
                .inEvent(name);
    }

    /// The value, which needs to be an object.
    public DraftObject requireObject(Draft value, String path) {
        if (value instanceof DraftObject object) {
            return object;
        }
        throw reject(value, "wrong-type", "`" + path + "` needs to be an object, not " + value.aKind() + ".");
    }
}

package samara.transform.step;

import samara.template.Diagnostic;
import samara.template.Span;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// Makes resources of the connectors that are written within their source. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html>.
///
/// Before: `Connectors: {ToTable: …}` in resource `F`. After: a connector `FToTable` with `F` as its source.
public final class EmbeddedConnectors implements Step {
    private static final String TYPE = "AWS::Serverless::Connector";

    @Override
    public void apply(Translation translation) {
        DraftObject found = DraftObject.make();
        translation.sources().forEach((id, value) -> {
            if (value instanceof DraftObject resource && resource.has("Connectors")) {
                collect(id, resource, translation, found);
                resource.remove("Connectors");
            }
        });
        translation.sources().putAll(found);
    }

    private static void collect(String id, DraftObject resource, Translation translation, DraftObject found) {
        if (!(resource.get("Connectors") instanceof DraftObject connectors)) {
            translation.report(error("`Connectors` needs to be an object.", resource.nameSpan("Connectors"))
                    .inResource(id));
            return;
        }
        connectors.members().forEach(member -> {
            String connectorId = id + member.name().value();
            try {
                DraftObject connector = connector(id, member);
                Definition.of(connectorId, connector);
                if (translation.sources().has(connectorId)) {
                    translation.report(error(
                            "The connector becomes resource `" + connectorId
                                    + "`, but the template has a resource of that name.",
                            member.name().span()));
                } else {
                    found.put(
                            new DraftObject.Name(
                                    connectorId, false, member.name().span()),
                            connector);
                }
            } catch (Rejection e) {
                e.inResource(connectorId)
                        .placedAt(member.name().span())
                        .diagnostics()
                        .forEach(translation::report);
            }
        });
    }

    private static Diagnostic error(String message, Span span) {
        return Diagnostic.error("connectors", message, span);
    }

    private static DraftObject connector(String sourceId, DraftObject.Member member) {
        String name = member.name().value();
        if (!(member.value() instanceof DraftObject given)) {
            throw Rejection.of(member.value(), "wrong-type", "A connector needs to be an object.")
                    .placedAt(member.name().span());
        }
        if (!(given.get("Properties") instanceof DraftObject properties)) {
            throw Rejection.of(given.get("Properties"), "wrong-type", "A connector needs `Properties`.")
                    .inResource(sourceId);
        }
        DraftObject connector = given.copy();
        DraftObject own = properties.copy();
        DraftObject source = DraftObject.make().put("Id", sourceId);
        if (own.has("SourceReference")) {
            Draft reference = own.get("SourceReference");
            if (!(reference instanceof DraftObject more)) {
                throw Rejection.of(reference, "wrong-type", "`SourceReference` needs to be an object.")
                        .inResource(sourceId);
            }
            if (more.has("Id")) {
                throw Rejection.of(
                                more.get("Id"),
                                "connectors",
                                "`SourceReference` can't have an `Id`: the source is `" + sourceId + "`.")
                        .inResource(name);
            }
            source.putAll(more);
            own.remove("SourceReference");
        }
        own.put("Source", source);
        return connector.put("Type", TYPE).put("Properties", own);
    }
}

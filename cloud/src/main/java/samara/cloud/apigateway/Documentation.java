package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// The documentation of APIs: parts, one a location, and versions, which are snapshots of them.
final class Documentation {
    private final Kernel kernel;
    private final Locks locks = new Locks();
    private final RecordTable<StoredDocumentationPart> parts;
    private final RecordTable<StoredDocumentationVersion> versions;

    Documentation(Kernel kernel) {
        this.kernel = kernel;
        this.parts = kernel.store().table("apigateway/documentationparts", StoredDocumentationPart.class);
        this.versions = kernel.store().table("apigateway/documentationversions", StoredDocumentationVersion.class);
    }

    /// Adds a part.
    ///
    /// @throws samara.wire.AwsException `ConflictException` where there is one for its location
    StoredDocumentationPart add(Scope scope, String apiId, DocumentationLocation location, String properties) {
        DocumentationLocation complete = location.complete();
        checkProperties(properties);
        return locks.locked(key(scope, apiId, ""), () -> {
            if (parts(scope, apiId).stream().anyMatch(part -> part.location().equals(complete))) {
                throw ApiGatewayErrors.conflict(
                        "Documentation part already exists for the specified location: " + complete);
            }
            var made = new StoredDocumentationPart(kernel.ids().lowerAlphanumeric(6), complete, properties);
            parts.put(key(scope, apiId, made.id()), made);
            return made;
        });
    }

    /// Puts parts where there are none, or in place of those that are there.
    ///
    /// @param overwrite whether all others go
    /// @return the ids of these parts
    List<String> put(Scope scope, String apiId, Map<DocumentationLocation, String> given, boolean overwrite) {
        given.values().forEach(Documentation::checkProperties);
        return locks.locked(key(scope, apiId, ""), () -> {
            List<StoredDocumentationPart> before = parts(scope, apiId);
            if (overwrite) {
                before.forEach(part -> parts.delete(key(scope, apiId, part.id())));
            }
            List<String> ids = new ArrayList<>();
            given.forEach((location, properties) -> {
                String id = before.stream()
                        .filter(part -> part.location().equals(location))
                        .map(StoredDocumentationPart::id)
                        .findFirst()
                        .orElseGet(() -> kernel.ids().lowerAlphanumeric(6));
                parts.put(key(scope, apiId, id), new StoredDocumentationPart(id, location, properties));
                ids.add(id);
            });
            return ids;
        });
    }

    List<StoredDocumentationPart> parts(Scope scope, String apiId) {
        return parts.list(key(scope, apiId, ""));
    }

    /// @throws samara.wire.AwsException `NotFoundException`
    StoredDocumentationPart part(Scope scope, String apiId, String id) {
        return parts.get(key(scope, apiId, id))
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid Documentation part identifier specified"));
    }

    StoredDocumentationPart change(Scope scope, String apiId, String id, String properties) {
        checkProperties(properties);
        return locks.locked(key(scope, apiId, ""), () -> {
            StoredDocumentationPart changed = part(scope, apiId, id).with(properties);
            parts.put(key(scope, apiId, id), changed);
            return changed;
        });
    }

    void deletePart(Scope scope, String apiId, String id) {
        part(scope, apiId, id);
        parts.delete(key(scope, apiId, id));
    }

    /// Takes a snapshot of the parts.
    ///
    /// @throws samara.wire.AwsException `ConflictException` where the version is there
    StoredDocumentationVersion snapshot(Scope scope, String apiId, String version, Optional<String> description) {
        if (!version.matches("[^/]{1,64}")) {
            throw ApiGatewayErrors.badRequest("Invalid documentation version `" + version + "`");
        }
        return locks.locked(key(scope, apiId, ""), () -> {
            if (versions.get(key(scope, apiId, version)).isPresent()) {
                throw ApiGatewayErrors.conflict("Documentation version already exists");
            }
            var made = new StoredDocumentationVersion(version, kernel.clock().now(), description, parts(scope, apiId));
            versions.put(key(scope, apiId, version), made);
            return made;
        });
    }

    List<StoredDocumentationVersion> versions(Scope scope, String apiId) {
        return versions.list(key(scope, apiId, ""));
    }

    /// @throws samara.wire.AwsException `NotFoundException`
    StoredDocumentationVersion version(Scope scope, String apiId, String version) {
        return versions.get(key(scope, apiId, version))
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid Documentation version specified"));
    }

    StoredDocumentationVersion changeVersion(
            Scope scope, String apiId, String version, UnaryOperator<StoredDocumentationVersion> change) {
        return locks.locked(key(scope, apiId, ""), () -> {
            StoredDocumentationVersion changed = change.apply(version(scope, apiId, version));
            versions.put(key(scope, apiId, version), changed);
            return changed;
        });
    }

    void deleteVersion(Scope scope, String apiId, String version) {
        version(scope, apiId, version);
        versions.delete(key(scope, apiId, version));
    }

    /// Forgets an API that is gone.
    void forget(Scope scope, String apiId) {
        parts(scope, apiId).forEach(part -> parts.delete(key(scope, apiId, part.id())));
        versions(scope, apiId).forEach(one -> versions.delete(key(scope, apiId, one.version())));
    }

    private static void checkProperties(String properties) {
        try {
            if (Json.read(properties) instanceof Map<?, ?>) {
                return;
            }
        } catch (JsonSyntaxException e) {
            throw ApiGatewayErrors.badRequest("Invalid documentation properties: " + e.message());
        }
        throw ApiGatewayErrors.badRequest("Invalid documentation properties: a JSON object was expected");
    }

    private static String key(Scope scope, String apiId, String id) {
        return scope.key() + "/" + apiId + "/" + id;
    }
}

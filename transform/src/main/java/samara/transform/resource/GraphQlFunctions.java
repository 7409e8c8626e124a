package samara.transform.resource;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.CfnResource;
import samara.transform.model.Rejection;
import samara.transform.resource.GraphQlApiResource.Parts;

/// The `Functions` of a GraphQL API, of which resolvers are made.
final class GraphQlFunctions {
    private GraphQlFunctions() {}

    static void add(Parts parts) {
        parts.definition()
                .properties()
                .object("Functions")
                .ifPresent(functions -> functions.forEach((name, value) ->
                        add(parts, name, parts.definition().requireObject(value, "Functions." + name))));
    }

    private static void add(Parts parts, String name, DraftObject config) {
        if (config.get("Id").truthy()) {
            boolean alone = config.members().stream()
                            .filter(member -> !member.value().isNothing())
                            .count()
                    == 1;
            if (!alone) {
                throw reject(
                        name,
                        config,
                        "exclusive",
                        "A function with an `Id` is defined elsewhere and takes nothing more here.");
            }
            parts.functions().put(name, config.get("Id"));
            return;
        }
        CfnResource function = parts.resource(parts.definition().id() + name, "AWS::AppSync::FunctionConfiguration")
                .set("Name", config.get("Name").truthy() ? config.get("Name") : DraftText.of(name))
                .set("MaxBatchSize", config.get("MaxBatchSize"))
                .set("Description", config.get("Description"));
        if (!setCode(function, name, config)) {
            throw reject(name, config, "code", "A function needs `InlineCode` or `CodeUri`.");
        }
        function.set("DataSourceName", dataSource(parts, name, config));
        function.set("Runtime", runtime(name, config));
        function.properties().putTruthy("SyncConfig", config.get("Sync"));
        parts.functions().put(name, function.att("FunctionId"));
        parts.made().add(function);
    }

    /// Sets the code of a function or resolver; says whether there is any.
    static boolean setCode(CfnResource target, String name, DraftObject config) {
        Draft inline = config.get("InlineCode");
        Draft uri = config.get("CodeUri");
        if (inline.truthy() && uri.truthy()) {
            throw reject(name, config, "exclusive", "`InlineCode` and `CodeUri` can't be used together.");
        }
        target.properties().putTruthy("Code", inline).putTruthy("CodeS3Location", uri);
        return inline.truthy() || uri.truthy();
    }

    /// The runtime of a function or resolver.
    static DraftObject runtime(String name, DraftObject config) {
        if (config.get("Runtime") instanceof DraftObject runtime && runtime.truthy()) {
            return DraftObject.of("Name", runtime.get("Name")).put("RuntimeVersion", runtime.get("Version"));
        }
        throw reject(name, config, "missing-property", "`Runtime` is missing.");
    }

    private static Draft dataSource(Parts parts, String name, DraftObject config) {
        Draft given = config.get("DataSource");
        if (!given.truthy()) {
            throw reject(name, config, "missing-property", "`DataSource` is missing.");
        }
        if (!(given instanceof DraftText text)) {
            return given;
        }
        if (text.value().equalsIgnoreCase("none")) {
            return noDataSource(parts);
        }
        Draft known = parts.dataSources().get(text.value());
        if (known == null) {
            throw reject(
                    name,
                    given,
                    "data-source",
                    "There is no data source `" + text.value()
                            + "` in `DataSources`; one from elsewhere needs an intrinsic " + "function.");
        }
        return known;
    }

    private static Draft noDataSource(Parts parts) {
        String id = parts.definition().id() + "NoneDataSource";
        boolean known = parts.made().stream().anyMatch(resource -> resource.id().equals(id));
        CfnResource source =
                parts.resource(id, "AWS::AppSync::DataSource").set("Name", id).set("Type", "NONE");
        if (!known) {
            parts.made().add(source);
        }
        return source.att("Name");
    }

    /// Refuses something about a function or resolver, which AWS names in place of the API.
    static Rejection reject(String name, Draft at, String code, String message) {
        return Rejection.of(at, code, message).inResource(name);
    }
}

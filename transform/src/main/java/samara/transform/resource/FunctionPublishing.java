package samara.transform.resource;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.LogicalId;
import samara.transform.model.Translation;

/// `AutoPublishAlias`: a version that is published anew whenever its id changes, and an alias that points to it. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html>.
final class FunctionPublishing {
    private static final Pattern ALIAS = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9\\-_]+)$");

    private FunctionPublishing() {}

    /// Adds the version and the alias to `made`; gives the alias.
    static Optional<CfnResource> publish(
            Definition function, CfnResource lambda, Translation translation, List<CfnResource> made) {
        Draft wanted = function.get("AutoPublishAlias");
        if (!wanted.truthy()) {
            return Optional.empty();
        }
        if (!(translation.resolve(wanted) instanceof DraftText name)) {
            throw function.reject(
                    wanted, "alias", "`AutoPublishAlias` needs to be a string, or a `Ref` to a parameter that is one.");
        }
        Draft codeHash = codeHash(function, translation);
        if (!codeHash.isNothing()) {
            describe(function, lambda, codeHash, translation);
        }
        CfnResource version = version(function, lambda, codeHash, translation);
        CfnResource alias = alias(function, lambda, version, name);
        made.add(version);
        made.add(alias);
        return Optional.of(alias);
    }

    private static Draft codeHash(Definition function, Translation translation) {
        Draft given = function.get("AutoPublishCodeSha256");
        if (!given.truthy()) {
            return Nothing.HERE;
        }
        Draft hash = translation.resolve(given);
        if (hash instanceof DraftText) {
            return hash;
        }
        throw function.reject(given, "alias", "`AutoPublishCodeSha256` needs to be a string.");
    }

    private static void describe(Definition function, CfnResource lambda, Draft hash, Translation translation) {
        Draft description = translation.resolve(function.get("Description"));
        if (!description.truthy()) {
            lambda.set("Description", hash);
        } else if (description instanceof DraftText text && hash instanceof DraftText digest) {
            lambda.set("Description", text.value() + " " + digest.value());
        } else {
            lambda.set("Description", Intrinsics.join(" ", DraftList.of(description, hash)));
        }
    }

    private static CfnResource version(
            Definition function, CfnResource lambda, Draft codeHash, Translation translation) {
        DraftObject code = (DraftObject) translation.resolve(lambda.get("Code"));
        DraftObject hashed = function.get("AutoPublishAliasAllProperties").truthy()
                ? allProperties(lambda, translation)
                : codeAndConfiguration(lambda, code);
        String prefix = function.id() + "Version";
        String id = codeHash instanceof DraftText text && text.truthy()
                ? prefix + text.value().substring(0, Math.min(10, text.value().length()))
                : LogicalId.of(prefix, hashed);
        CfnResource version = function.extra(id, "AWS::Lambda::Version");
        if (!version.attributes().has("DeletionPolicy")) {
            Draft policy = function.get("VersionDeletionPolicy");
            boolean managed = !function.get("CapacityProviderConfig").isNothing();
            version.attributes()
                    .put("DeletionPolicy", policy.isNothing() ? DraftText.of(managed ? "Delete" : "Retain") : policy);
        }
        version.set("FunctionName", lambda.ref()).set("Description", function.get("VersionDescription"));
        if (!function.get("CapacityProviderConfig").isNothing()) {
            version.set("FunctionScalingConfig", function.get("FunctionScalingConfig"));
        }
        return version;
    }

    private static DraftObject codeAndConfiguration(CfnResource lambda, DraftObject code) {
        DraftObject hashed = DraftObject.make().putAll(code);
        if (lambda.get("Environment") instanceof DraftObject environment) {
            hashed.putAll(environment);
        }
        hashed.putTruthy("MemorySize", lambda.get("MemorySize"));
        if (lambda.get("SnapStart") instanceof DraftObject snapStart
                && snapStart.truthy()
                && snapStart.has("ApplyOn")
                && !snapStart.get("ApplyOn").is("None")) {
            hashed.put("SnapStart", snapStart);
        }
        return hashed;
    }

    private static DraftObject allProperties(CfnResource lambda, Translation translation) {
        DraftObject hashed = DraftObject.make().putAll(lambda.properties());
        if (lambda.get("Layers") instanceof DraftList layers) {
            for (Draft layer : layers) {
                Optional<String> id = Intrinsics.target(layer);
                Optional<DraftObject> properties = id.flatMap(
                                known -> translation.results().object(known))
                        .flatMap(resource -> resource.object("Properties"));
                properties
                        .filter(own -> own.get("PublishLambdaVersion").truthy())
                        .ifPresent(own -> hashed.put(id.orElse(""), own));
            }
        }
        return hashed;
    }

    private static CfnResource alias(Definition function, CfnResource lambda, CfnResource version, DraftText name) {
        if (name.value().isEmpty()) {
            throw function.reject(name, "alias", "`AutoPublishAlias` can't be empty.");
        }
        if (!ALIAS.matcher(name.value()).lookingAt()) {
            throw function.reject(
                    name,
                    "alias",
                    "Alias `" + name.value()
                            + "` needs to consist of letters, digits, hyphens and underscores, and not of "
                            + "digits alone.");
        }
        String id = lambda.id() + "Alias" + name.value().replace("-", "D").replace("_", "U");
        CfnResource alias = function.extra(id, "AWS::Lambda::Alias")
                .set("Name", name)
                .set("FunctionName", lambda.ref())
                .set("FunctionVersion", version.att("Version"));
        alias.properties().putTruthy("ProvisionedConcurrencyConfig", function.get("ProvisionedConcurrencyConfig"));
        return alias;
    }
}

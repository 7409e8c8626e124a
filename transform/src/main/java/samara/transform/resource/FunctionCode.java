package samara.transform.resource;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.S3Location;

/// A function's code: inline, in S3 or in an image.
final class FunctionCode {
    private static final String ZIP = "Zip";
    private static final String IMAGE = "Image";

    private FunctionCode() {}

    /// The `Code` of the Lambda function.
    static DraftObject of(Definition function) {
        return switch (packageType(function)) {
            case ZIP -> zip(function).putTruthy("SourceKMSKeyArn", function.get("SourceKMSKeyArn"));
            case IMAGE -> image(function);
            default ->
                throw function.reject(
                        function.get("PackageType"), "package-type", "`PackageType` can be `Zip` or `Image`.");
        };
    }

    private static String packageType(Definition function) {
        Draft type = function.get("PackageType");
        if (!type.truthy()) {
            return ZIP;
        }
        return type instanceof DraftText text ? text.value() : "";
    }

    private static DraftObject zip(Definition function) {
        if (!function.get("InlineCode").isNothing()) {
            return DraftObject.of("ZipFile", function.get("InlineCode"));
        }
        Draft uri = function.get("CodeUri");
        if (uri.isNothing()) {
            throw function.reject(uri, "code", "The function has no code; it needs `CodeUri` or `InlineCode`.");
        }
        try {
            return S3Location.ofCode(uri, "CodeUri").asCode();
        } catch (Rejection e) {
            throw e.inResource(function.id());
        }
    }

    private static DraftObject image(Definition function) {
        Draft uri = function.get("ImageUri");
        if (!uri.truthy()) {
            throw function.reject(uri, "code", "The function is an image, so it needs `ImageUri`.");
        }
        return DraftObject.of("ImageUri", uri);
    }

    /// Refuses what doesn't go with the package type.
    static void checkPackageType(Definition function, CfnResource lambda) {
        if (packageType(function).equals(ZIP)) {
            if (!lambda.get("Runtime").truthy() || !lambda.get("Handler").truthy()) {
                throw function.reject(
                        function.resource(),
                        "package-type",
                        "A function that is a Zip archive needs `Runtime` and `Handler`.");
            }
            if (lambda.get("ImageConfig").truthy()) {
                throw function.reject(
                        lambda.get("ImageConfig"),
                        "package-type",
                        "`ImageConfig` only goes with `PackageType: Image`.");
            }
            return;
        }
        for (String property : java.util.List.of("Handler", "Runtime", "Layers")) {
            if (lambda.get(property).truthy()) {
                throw function.reject(
                        lambda.get(property),
                        "package-type",
                        "`" + property + "` doesn't go with `PackageType: Image`.");
            }
        }
    }
}

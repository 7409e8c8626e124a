package samara.cloud.lambda;

import java.util.Optional;
import samara.wire.Blob;
import samara.wire.lambda.FunctionCode;
import samara.wire.lambda.LayerVersionContentInput;

/// Where a request says that code is to be found: in the request itself, in S3, or in an image.
record CodeSource(
        Optional<Blob> zip,
        Optional<String> bucket,
        Optional<String> key,
        Optional<String> version,
        Optional<String> image) {

    /// Where code is kept.
    record Places(CodeStore code, AttachedLayers layers) {}

    static CodeSource of(FunctionCode code) {
        if (code.sourceKMSKeyArn().isPresent()) {
            throw LambdaErrors.notBuilt("customer-managed keys for code (`SourceKMSKeyArn`)");
        }
        return new CodeSource(code.zipFile(), code.s3Bucket(), code.s3Key(), code.s3ObjectVersion(), code.imageUri());
    }

    static CodeSource of(LayerVersionContentInput content) {
        return new CodeSource(
                content.zipFile(), content.s3Bucket(), content.s3Key(), content.s3ObjectVersion(), Optional.empty());
    }
}

package samara.cloud.s3;

import samara.wire.AwsException;

/// The errors that S3 answers with.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
final class S3Errors {
    private S3Errors() {}

    static AwsException noSuchBucket() {
        return new AwsException("NoSuchBucket", 404, "The specified bucket does not exist");
    }

    static AwsException noSuchKey() {
        return new AwsException("NoSuchKey", 404, "The specified key does not exist.");
    }

    static AwsException noSuchVersion() {
        return new AwsException("NoSuchVersion", 404, "The specified version does not exist.");
    }

    static AwsException noSuchUpload() {
        return new AwsException(
                "NoSuchUpload",
                404,
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                        + " aborted or completed.");
    }

    static AwsException deleteMarker() {
        return new AwsException("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
    }

    static AwsException bucketAlreadyExists() {
        return new AwsException(
                "BucketAlreadyExists",
                409,
                "The requested bucket name is not available. The bucket namespace is shared by all users of the system."
                        + " Please select a different name and try again.");
    }

    static AwsException bucketAlreadyOwnedByYou() {
        return new AwsException(
                "BucketAlreadyOwnedByYou",
                409,
                "Your previous request to create the named bucket succeeded and you already own it.");
    }

    static AwsException bucketNotEmpty() {
        return new AwsException("BucketNotEmpty", 409, "The bucket you tried to delete is not empty");
    }

    static AwsException invalidBucketName(String name) {
        return new AwsException("InvalidBucketName", 400, "The specified bucket is not valid: `" + name + "`.");
    }

    static AwsException keyTooLong() {
        return new AwsException("KeyTooLongError", 400, "Your key is too long");
    }

    static AwsException invalidArgument(String message) {
        return new AwsException("InvalidArgument", 400, message);
    }

    static AwsException invalidRequest(String message) {
        return new AwsException("InvalidRequest", 400, message);
    }

    static AwsException invalidRange() {
        return new AwsException("InvalidRange", 416, "The requested range is not satisfiable");
    }

    static AwsException preconditionFailed() {
        return new AwsException(
                "PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
    }

    static AwsException notModified() {
        return new AwsException("NotModified", 304, "Not Modified");
    }

    static AwsException badDigest(String what) {
        return new AwsException("BadDigest", 400, "The " + what + " you specified did not match what we received.");
    }

    static AwsException incompleteBody() {
        return new AwsException(
                "IncompleteBody",
                400,
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    static AwsException entityTooLarge() {
        return new AwsException("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size of 5 GB");
    }

    static AwsException entityTooSmall() {
        return new AwsException("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size");
    }

    static AwsException invalidPart() {
        return new AwsException(
                "InvalidPart",
                400,
                "One or more of the specified parts could not be found. The part may not have been uploaded, or the"
                        + " specified entity tag may not match the part's entity tag.");
    }

    static AwsException invalidPartOrder() {
        return new AwsException(
                "InvalidPartOrder",
                400,
                "The list of parts was not in ascending order. Parts must be ordered by part number.");
    }

    static AwsException malformedXml() {
        return new AwsException(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static AwsException malformedPolicy(String message) {
        return new AwsException("MalformedPolicy", 400, message);
    }

    static AwsException invalidTag(String message) {
        return new AwsException("InvalidTag", 400, message);
    }

    static AwsException aclsAreDisabled() {
        return new AwsException("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
    }

    static AwsException accessDenied() {
        return new AwsException("AccessDenied", 403, "Access Denied");
    }

    /// A setting that a bucket does not have.
    static AwsException notConfigured(String code, String message) {
        return new AwsException(code, 404, message);
    }

    static AwsException notBuilt(String what) {
        return new AwsException("NotImplemented", 501, "Samara does not implement " + what + " of S3 yet.");
    }
}

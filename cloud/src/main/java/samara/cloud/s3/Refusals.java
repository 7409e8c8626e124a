package samara.cloud.s3;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import samara.wire.s3.CopyObjectRequest;
import samara.wire.s3.CreateBucketRequest;
import samara.wire.s3.CreateMultipartUploadRequest;
import samara.wire.s3.PutObjectRequest;

/// What requests may ask for and is not built: refused by its name before anything is done.
final class Refusals {
    /// Storage classes from which objects are read at once.
    private static final Set<String> ONLINE =
            Set.of("STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR");

    /// ACLs that say what holds anyway.
    private static final Set<String> OWNERS_OWN = Set.of("private", "bucket-owner-full-control");

    private Refusals() {}

    static void bucket(CreateBucketRequest input) {
        acl(input.acl(), Optional.empty());
        grants(input.grantFullControl(), input.grantRead(), input.grantReadACP(), input.grantWriteACP());
        ifPresent("ACLs (`x-amz-grant-write`)", input.grantWrite());
        if (input.objectLockEnabledForBucket().orElse(false)) {
            throw S3Errors.notBuilt("object lock");
        }
        input.createBucketConfiguration().ifPresent(configuration -> {
            ifPresent("directory buckets (`Location`)", configuration.location());
            ifPresent("directory buckets (`Bucket`)", configuration.bucket());
        });
    }

    static void upload(PutObjectRequest input) {
        acl(input.acl(), Optional.empty());
        grants(input.grantFullControl(), input.grantRead(), input.grantReadACP(), input.grantWriteACP());
        encryption(input.serverSideEncryption(), input.sseCustomerAlgorithm());
        storageClass(input.storageClass());
        lock(input.objectLockMode(), input.objectLockLegalHoldStatus());
        ifPresent("website redirects", input.websiteRedirectLocation());
        ifPresent("appending (`x-amz-write-offset-bytes`)", input.writeOffsetBytes());
        sums(input.checksumSHA512(), input.checksumXXHASH64(), input.checksumXXHASH3(), input.checksumXXHASH128());
        ifPresent("the checksum algorithm `MD5`", input.checksumMD5());
    }

    static void copy(CopyObjectRequest input) {
        acl(input.acl(), Optional.empty());
        grants(input.grantFullControl(), input.grantRead(), input.grantReadACP(), input.grantWriteACP());
        encryption(input.serverSideEncryption(), input.sseCustomerAlgorithm());
        ifPresent("keys of customers (SSE-C)", input.copySourceSSECustomerAlgorithm());
        storageClass(input.storageClass());
        lock(input.objectLockMode(), input.objectLockLegalHoldStatus());
        ifPresent("website redirects", input.websiteRedirectLocation());
    }

    static void multipart(CreateMultipartUploadRequest input) {
        acl(input.acl(), Optional.empty());
        grants(input.grantFullControl(), input.grantRead(), input.grantReadACP(), input.grantWriteACP());
        encryption(input.serverSideEncryption(), input.sseCustomerAlgorithm());
        storageClass(input.storageClass());
        lock(input.objectLockMode(), input.objectLockLegalHoldStatus());
        ifPresent("website redirects", input.websiteRedirectLocation());
    }

    private static void acl(Optional<String> acl, Optional<?> policy) {
        if (policy.isPresent() || acl.isPresent() && !OWNERS_OWN.contains(acl.get())) {
            throw S3Errors.aclsAreDisabled();
        }
    }

    private static void grants(
            Optional<String> full, Optional<String> read, Optional<String> readAcp, Optional<String> writeAcp) {
        if (full.isPresent() || read.isPresent() || readAcp.isPresent() || writeAcp.isPresent()) {
            throw S3Errors.aclsAreDisabled();
        }
    }

    private static void encryption(Optional<String> serverSide, Optional<String> customer) {
        ifPresent("keys of customers (SSE-C)", customer);
        if (serverSide.isPresent() && !serverSide.get().equals("AES256")) {
            throw S3Errors.notBuilt("encryption with `" + serverSide.get() + "`");
        }
    }

    private static void storageClass(Optional<String> storageClass) {
        if (storageClass.isPresent() && !ONLINE.contains(storageClass.get())) {
            throw S3Errors.notBuilt("the storage class `" + storageClass.get() + "`");
        }
    }

    private static void lock(Optional<String> mode, Optional<String> legalHold) {
        if (mode.isPresent() || legalHold.isPresent()) {
            throw S3Errors.notBuilt("object lock");
        }
    }

    private static void sums(Optional<?>... sums) {
        for (Optional<?> sum : sums) {
            ifPresent("the checksum algorithm that was sent", sum);
        }
    }

    private static void ifPresent(String what, Optional<?> value) {
        if (value.isPresent()) {
            throw S3Errors.notBuilt(what);
        }
    }

    /// An ACL that a bucket or an object is given by itself.
    static void ownAcl(Optional<String> acl, @Nullable Object policy) {
        acl(acl, Optional.ofNullable(policy));
    }
}

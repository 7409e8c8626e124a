/// Amazon S3: general purpose buckets and their objects. Start at [samara.cloud.s3.S3Service].
///
/// Modelled: buckets (one name space for all accounts), objects with metadata, tags, ranges, conditions and checksums,
/// versions and delete markers, multipart uploads, copies, listings, bucket policies, presigned URLs (the edge's
/// matter), settings of public access, encryption and ownership.
///
/// Differs from AWS:
/// - A bucket is served in every Region, where AWS redirects to the bucket's own.
/// - ACLs are disabled for all buckets, as AWS does for new ones: the one ACL is the owner's full control.
/// - Settings of public access are kept, not enforced. Objects are not encrypted on disk; `AES256` is what is answered.
/// - Keys hold no NUL.
/// - The disk space of deleted objects is given back by `samara cloud reset` alone: bodies are content-addressed and
///   shared with other services.
/// - Not built, and refused by name: keys of KMS and of customers, object lock, website, CORS, lifecycle, replication,
///   notifications, logging, inventory, analytics, archive storage classes, S3 Select, directory buckets, access
/// points.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html>.
@NullMarked
package samara.cloud.s3;

import org.jspecify.annotations.NullMarked;

package samara.cloud.s3;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.OperationModel;
import samara.wire.s3.GetBucketAccelerateConfigurationOutput;
import samara.wire.s3.GetBucketAccelerateConfigurationRequest;
import samara.wire.s3.GetBucketCorsRequest;
import samara.wire.s3.GetBucketLifecycleConfigurationRequest;
import samara.wire.s3.GetBucketLoggingOutput;
import samara.wire.s3.GetBucketLoggingRequest;
import samara.wire.s3.GetBucketNotificationConfigurationRequest;
import samara.wire.s3.GetBucketPolicyStatusOutput;
import samara.wire.s3.GetBucketPolicyStatusRequest;
import samara.wire.s3.GetBucketReplicationRequest;
import samara.wire.s3.GetBucketRequestPaymentOutput;
import samara.wire.s3.GetBucketRequestPaymentRequest;
import samara.wire.s3.GetBucketWebsiteRequest;
import samara.wire.s3.GetObjectLockConfigurationRequest;
import samara.wire.s3.NotificationConfiguration;
import samara.wire.s3.PutBucketNotificationConfigurationRequest;
import samara.wire.s3.S3Api;

/// Settings that no bucket can have yet. Clients that look for them (the Terraform provider, for one) are told the
/// truth; putting them is refused by name.
final class UnbuiltSettings {
    private final Buckets buckets;

    UnbuiltSettings(Buckets buckets) {
        this.buckets = buckets;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                absent(
                        S3Api.GET_BUCKET_CORS,
                        "GetBucketCORS",
                        GetBucketCorsRequest::bucket,
                        "NoSuchCORSConfiguration",
                        "The CORS configuration does not exist"),
                absent(
                        S3Api.GET_BUCKET_WEBSITE,
                        "GetBucketWebsite",
                        GetBucketWebsiteRequest::bucket,
                        "NoSuchWebsiteConfiguration",
                        "The specified bucket does not have a website configuration"),
                absent(
                        S3Api.GET_BUCKET_LIFECYCLE_CONFIGURATION,
                        "GetLifecycleConfiguration",
                        GetBucketLifecycleConfigurationRequest::bucket,
                        "NoSuchLifecycleConfiguration",
                        "The lifecycle configuration does not exist"),
                absent(
                        S3Api.GET_BUCKET_REPLICATION,
                        "GetReplicationConfiguration",
                        GetBucketReplicationRequest::bucket,
                        "ReplicationConfigurationNotFoundError",
                        "The replication configuration was not found"),
                absent(
                        S3Api.GET_OBJECT_LOCK_CONFIGURATION,
                        "GetBucketObjectLockConfiguration",
                        GetObjectLockConfigurationRequest::bucket,
                        "ObjectLockConfigurationNotFoundError",
                        "Object Lock configuration does not exist for this bucket"),
                on(
                        S3Api.GET_BUCKET_LOGGING,
                        "GetBucketLogging",
                        GetBucketLoggingRequest::bucket,
                        input -> GetBucketLoggingOutput.builder().build()),
                on(
                        S3Api.GET_BUCKET_ACCELERATE_CONFIGURATION,
                        "GetAccelerateConfiguration",
                        GetBucketAccelerateConfigurationRequest::bucket,
                        input ->
                                GetBucketAccelerateConfigurationOutput.builder().build()),
                on(
                        S3Api.GET_BUCKET_REQUEST_PAYMENT,
                        "GetBucketRequestPayment",
                        GetBucketRequestPaymentRequest::bucket,
                        input -> GetBucketRequestPaymentOutput.builder()
                                .payer("BucketOwner")
                                .build()),
                on(
                        S3Api.GET_BUCKET_POLICY_STATUS,
                        "GetBucketPolicyStatus",
                        GetBucketPolicyStatusRequest::bucket,
                        this::policyStatus),
                on(
                        S3Api.GET_BUCKET_NOTIFICATION_CONFIGURATION,
                        "GetBucketNotification",
                        GetBucketNotificationConfigurationRequest::bucket,
                        input -> NotificationConfiguration.builder().build()),
                on(
                        S3Api.PUT_BUCKET_NOTIFICATION_CONFIGURATION,
                        "PutBucketNotification",
                        PutBucketNotificationConfigurationRequest::bucket,
                        this::putNotification));
    }

    private <I, O> Operation<I, O> on(
            OperationModel<I, O> model, String action, Function<I, String> bucket, Function<I, O> work) {
        return new S3Operation<>(
                model, (input, call) -> List.of(buckets.need(action, bucket.apply(input), call)), (input, call) -> {
                    buckets.get(bucket.apply(input), Optional.empty());
                    return work.apply(input);
                });
    }

    private <I, O> Operation<I, O> absent(
            OperationModel<I, O> model, String action, Function<I, String> bucket, String code, String message) {
        return on(model, action, bucket, input -> {
            throw S3Errors.notConfigured(code, message);
        });
    }

    private GetBucketPolicyStatusOutput policyStatus(GetBucketPolicyStatusRequest input) {
        if (buckets.get(input.bucket(), Optional.empty()).policy().isEmpty()) {
            throw S3Errors.notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist");
        }
        throw S3Errors.notBuilt("telling whether a policy is public");
    }

    private Nothing putNotification(PutBucketNotificationConfigurationRequest input) {
        var wanted = input.notificationConfiguration();
        boolean isEmpty = wanted.topicConfigurations().orElse(List.of()).isEmpty()
                && wanted.queueConfigurations().orElse(List.of()).isEmpty()
                && wanted.lambdaFunctionConfigurations().orElse(List.of()).isEmpty()
                && wanted.eventBridgeConfiguration().isEmpty();
        if (!isEmpty) {
            throw S3Errors.notBuilt("event notifications of buckets");
        }
        return Nothing.INSTANCE;
    }
}

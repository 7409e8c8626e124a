package samara.cli.aws;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.xray.XRayClient;

/// The SDK's clients for one [Target], made when they are first asked for. Safe for use by several threads.
public final class Clients implements AutoCloseable {
    /// What the embedded cloud takes for its administrator, on the loopback address only.
    private static final AwsBasicCredentials LOCAL = AwsBasicCredentials.create("test", "test");

    private static final String DEFAULT_REGION = "us-east-1";

    private final Target target;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final java.util.Map<Class<?>, AutoCloseable> made = new java.util.concurrent.ConcurrentHashMap<>();

    /// Clients for this target.
    ///
    /// @throws samara.cli.command.UserException if no Region is set for AWS
    public Clients(Target target) {
        this.target = target;
        this.http = UrlConnectionHttpClient.builder()
                .socketTimeout(Duration.ofMinutes(5))
                .build();
        this.credentials = credentials(target);
        this.region = Region.of(region(target));
    }

    private static AwsCredentialsProvider credentials(Target target) {
        if (target.isLocal()) {
            return StaticCredentialsProvider.create(LOCAL);
        }
        return target.profile()
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static String region(Target target) {
        Optional<String> named = target.region();
        if (named.isPresent()) {
            return named.get();
        }
        if (target.isLocal()) {
            return DEFAULT_REGION;
        }
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(target.profile().orElse("default"))
                    .build()
                    .getRegion()
                    .id();
        } catch (SdkClientException e) {
            throw new samara.cli.command.UserException(
                    "No Region is set. Give --region, set AWS_REGION, or use --local for the embedded cloud.");
        }
    }

    /// The Region that calls go to.
    public String region() {
        return region.id();
    }

    /// Whether calls go to the embedded cloud.
    public boolean isLocal() {
        return target.isLocal();
    }

    /// The embedded cloud's address; nothing for AWS.
    public Optional<java.net.URI> endpoint() {
        return target.endpoint();
    }

    /// That the embedded cloud has ended, if this failure says so; what else it says otherwise.
    public String explain(SdkException failure) {
        return isGone(failure)
                ? "The embedded cloud at " + target.endpoint().orElseThrow()
                        + " has ended: the command that it belonged"
                        + " to, or somebody by `samara cloud stop`, ended it."
                : String.valueOf(failure.getMessage());
    }

    /// Whether nobody is left at the embedded cloud's address.
    public boolean isGone(SdkException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof ConnectException)) {
            cause = cause.getCause();
        }
        return isLocal() && cause != null;
    }

    public CloudFormationClient cloudFormation() {
        return client(CloudFormationClient.class, CloudFormationClient.builder());
    }

    public S3Client s3() {
        return (S3Client) made.computeIfAbsent(
                S3Client.class,
                type -> configured(S3Client.builder().forcePathStyle(isLocal() ? true : null))
                        .build());
    }

    public StsClient sts() {
        return client(StsClient.class, StsClient.builder());
    }

    public LambdaClient lambda() {
        return client(LambdaClient.class, LambdaClient.builder());
    }

    public CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.class, CloudWatchLogsClient.builder());
    }

    public XRayClient xray() {
        return client(XRayClient.class, XRayClient.builder());
    }

    public ApiGatewayClient apiGateway() {
        return client(ApiGatewayClient.class, ApiGatewayClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C client(
            Class<C> type, B builder) {
        return type.cast(made.computeIfAbsent(type, key -> configured(builder).build()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(B builder) {
        builder.httpClient(http).region(region).credentialsProvider(credentials);
        target.endpoint().ifPresent(endpoint -> {
            builder.endpointOverride(endpoint);
            // What this machine's own cloud refuses once, it refuses again.
            builder.overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()));
        });
        return builder;
    }

    @Override
    public void close() {
        http.close();
    }
}

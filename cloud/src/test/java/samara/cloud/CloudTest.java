package samara.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.kernel.Credentials;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/// The base of services' tests: an ephemeral cloud on a free port for all tests of a class, and clients of the AWS SDK
/// for it. `client(DynamoDbClient.builder())` is the administrator's.
public abstract class CloudTest {
    /// For the SDK's waiters, which ask every half minute: here nothing takes that long.
    protected static final Consumer<WaiterOverrideConfiguration.Builder> SOON =
            override -> override.backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(20)))
                    .maxAttempts(1000);

    private static @Nullable Cloud cloud;

    @BeforeAll
    static void startCloud(@TempDir Path folder) {
        cloud = Cloud.start(CloudOptions.in(folder).ephemeral().onPort(0));
    }

    @AfterAll
    static void stopCloud() {
        cloud().close();
    }

    /// The cloud that runs for this class.
    protected static Cloud cloud() {
        return Objects.requireNonNull(cloud);
    }

    /// Where it answers.
    protected static URI endpoint() {
        return cloud().addresses().base();
    }

    /// A client of the administrator.
    protected static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, cloud().adminCredentials());
    }

    /// A client of somebody.
    protected static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(
            B builder, Credentials credentials) {
        return client(builder, credentials, endpoint());
    }

    /// A client of somebody, of what is at an address.
    protected static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(
            B builder, Credentials credentials, URI address) {
        AwsCredentials keys = credentials
                .sessionToken()
                .<AwsCredentials>map(token ->
                        AwsSessionCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
        return builder.endpointOverride(address)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}

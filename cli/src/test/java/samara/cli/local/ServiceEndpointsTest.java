package samara.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samara.cli.command.UserException;

class ServiceEndpointsTest {
    private static final String ALL = "http://127.0.0.1:4566";
    private static final Map<String, String> VARIABLES = Map.of(
            "AWS_ENDPOINT_URL", ALL + "/",
            "AWS_ENDPOINT_URL_SFN", "http://127.0.0.1:8083",
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "http://127.0.0.1:8084",
            "AWS_ENDPOINT_URL_SNS", "");

    @Test
    void aServicesOwnAddressComesBeforeThatOfAll() {
        var endpoints = new ServiceEndpoints(VARIABLES);

        assertThat(endpoints.of("stepfunctions")).contains(URI.create("http://127.0.0.1:8083"));
        assertThat(endpoints.of("cloudwatchlogs")).contains(URI.create("http://127.0.0.1:8084"));
        assertThat(endpoints.of("sqs")).contains(URI.create(ALL));
        assertThat(endpoints.of("sns")).contains(URI.create(ALL));
        assertThat(new ServiceEndpoints(Map.of()).of("sqs")).isEmpty();
    }

    @Test
    void whatIsConfiguredMayBeIgnored() {
        var ignoring =
                new ServiceEndpoints(Map.of("AWS_ENDPOINT_URL", ALL, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"));

        assertThat(ignoring.of("sqs")).isEmpty();
    }

    @Test
    void refusesWhatIsNoUrl() {
        var endpoints = new ServiceEndpoints(Map.of("AWS_ENDPOINT_URL_SQS", "localhost:4566"));

        assertThatThrownBy(() -> endpoints.of("sqs"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("`AWS_ENDPOINT_URL_SQS` is no URL: `localhost:4566`");
    }
}

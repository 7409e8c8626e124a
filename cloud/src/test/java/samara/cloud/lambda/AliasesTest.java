package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class AliasesTest extends FunctionTest {

    @Test
    void sharesInvocationsAmongTwoVersions() {
        twoVersions();
        lambda.createAlias(r -> r.functionName(name)
                .name("live")
                .functionVersion("1")
                .routingConfig(c -> c.additionalVersionWeights(Map.of("2", 0.5))));
        assertThat(IntStream.range(0, 60).mapToObj(i -> live()).distinct().sorted())
                .containsExactly("\"one\" by 1", "\"two\" by 2");
        lambda.updateAlias(r ->
                r.functionName(name).name("live").routingConfig(c -> c.additionalVersionWeights(Map.of("2", 1.0))));
        assertThat(IntStream.range(0, 10).mapToObj(i -> live())).containsOnly("\"two\" by 2");
        lambda.updateAlias(
                r -> r.functionName(name).name("live").routingConfig(c -> c.additionalVersionWeights(Map.of())));
        assertThat(IntStream.range(0, 10).mapToObj(i -> live())).containsOnly("\"one\" by 1");
    }

    @Test
    void refusesWeightsThatLambdaRefuses() {
        twoVersions();
        refused("1", Map.of("1", 0.5), "already included");
        refused("$LATEST", Map.of("1", 0.5), "$LATEST is not supported");
        assertThatThrownBy(() -> alias("1", Map.of("2", 1.5))).isInstanceOf(LambdaException.class);
        assertThatThrownBy(() -> alias("1", Map.of("7", 0.5))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> lambda.getAlias(r -> r.functionName(name).name("live")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void keepsAVersionThatAnAliasNeeds() {
        twoVersions();
        alias("1", Map.of("2", 0.1));
        assertThatThrownBy(() -> lambda.deleteFunction(r -> r.functionName(name).qualifier("2")))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("[live]");
        lambda.deleteAlias(r -> r.functionName(name).name("live"));
        lambda.deleteFunction(r -> r.functionName(name).qualifier("2"));
        assertThat(lambda.listFunctions(r -> r.functionVersion("ALL")).functions())
                .filteredOn(function -> function.functionName().equals(name))
                .extracting(function -> function.version())
                .containsExactly("$LATEST", "1");
    }

    @Test
    void countsReservedConcurrencyAgainstTheAccounts() {
        create("def handler(event, context):\n    return 1\n");
        int before = lambda.getAccountSettings().accountLimit().unreservedConcurrentExecutions();
        lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(10));
        var settings = lambda.getAccountSettings();
        assertThat(settings.accountLimit().unreservedConcurrentExecutions()).isEqualTo(before - 10);
        assertThat(settings.accountUsage().functionCount()).isPositive();
        assertThat(settings.accountUsage().totalCodeSize()).isPositive();
        assertThatThrownBy(() ->
                        lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(901)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("below its minimum value of [100]");
    }

    @Test
    void tellsWhatIsNotSetAndRefusesToSetIt() {
        create("def handler(event, context):\n    return 1\n");
        assertThat(lambda.getFunctionCodeSigningConfig(r -> r.functionName(name))
                        .codeSigningConfigArn())
                .isEmpty();
        assertThat(lambda.getRuntimeManagementConfig(r -> r.functionName(name)).updateRuntimeOnAsString())
                .isEqualTo("Auto");
        assertThat(lambda.listEventSourceMappings().eventSourceMappings()).isEmpty();
        assertThatThrownBy(() -> lambda.createEventSourceMapping(
                        r -> r.functionName(name).eventSourceArn("arn:aws:sqs:us-east-1:000000000000:queue")))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("event source mappings for sqs");
        assertThatThrownBy(() ->
                        lambda.invoke(r -> r.functionName("arn:aws:lambda:eu-west-1:000000000000:function:" + name)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Functions from 'eu-west-1' are not reachable");
    }

    private void twoVersions() {
        create("def handler(event, context):\n    return 'one'\n");
        lambda.publishVersion(r -> r.functionName(name));
        lambda.updateFunctionCode(
                r -> r.functionName(name).zipFile(zip("app.py", "def handler(event, context):\n    return 'two'\n")));
        lambda.publishVersion(r -> r.functionName(name));
    }

    private String live() {
        var answer = lambda.invoke(r -> r.functionName(name).qualifier("live"));
        return answer.payload().asUtf8String() + " by " + answer.executedVersion();
    }

    private void refused(String version, Map<String, Double> weights, String why) {
        assertThatThrownBy(() -> alias(version, weights))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining(why);
    }

    private void alias(String version, Map<String, Double> weights) {
        lambda.createAlias(r -> r.functionName(name)
                .name("live")
                .functionVersion(version)
                .routingConfig(c -> c.additionalVersionWeights(weights)));
    }
}

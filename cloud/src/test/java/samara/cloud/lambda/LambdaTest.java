package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.cloud.kernel.Credentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class LambdaTest extends FunctionTest {
    private static final String ECHO = "def handler(event, context):\n    print('saw', event)\n"
            + "    return {'got': event, 'arn': context.invoked_function_arn}\n";

    @Test
    void runsAHandlerAndTailsItsLog() {
        create(ECHO);
        InvokeResponse answer = lambda.invoke(r -> r.functionName(name)
                .payload(SdkBytes.fromUtf8String("{\"a\":1}"))
                .logType("Tail"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.executedVersion()).isEqualTo("$LATEST");
        assertThat(answer.functionError()).isNull();
        assertThat(answer.payload().asUtf8String()).contains("\"got\": {\"a\": 1}");
        String log = new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8);
        assertThat(log).contains("START RequestId: ", "saw {'a': 1}", "END RequestId: ", "Billed Duration: ");
    }

    @Test
    void tellsWhatAHandlerRaised() {
        create("def handler(event, context):\n    raise KeyError('lost')\n");
        InvokeResponse answer = lambda.invoke(r -> r.functionName(name));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String())
                .contains("\"errorMessage\": \"'lost'\"", "\"errorType\": \"KeyError\"", "stackTrace");
    }

    @Test
    void checksADryRunWithoutRunning() {
        create("raise SystemExit(3)\n");
        assertThat(lambda.invoke(r -> r.functionName(name).invocationType("DryRun"))
                        .statusCode())
                .isEqualTo(204);
        assertThatThrownBy(() -> lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{\"a\":"))))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("Could not parse request body into json");
    }

    @Test
    void refusesWhatIsThereAndWhatIsNot() {
        create(ECHO);
        assertThatThrownBy(() -> create(ECHO))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Function already exist: " + name);
        assertThatThrownBy(() -> lambda.invoke(r -> r.functionName("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:000000000000:function:nowhere");
        lambda.deleteFunction(r -> r.functionName(name));
        assertThatThrownBy(() -> lambda.getFunction(r -> r.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void keepsAVersionAsItWasAndMovesAnAlias() {
        create("def handler(event, context):\n    return 'one'\n");
        assertThat(lambda.publishVersion(r -> r.functionName(name)).version()).isEqualTo("1");
        lambda.updateFunctionCode(
                r -> r.functionName(name).zipFile(zip("app.py", "def handler(event, context):\n    return 'two'\n")));
        String arn = lambda.createAlias(r -> r.functionName(name).name("live").functionVersion("1"))
                .aliasArn();
        assertThat(lambda.publishVersion(r -> r.functionName(name)).version()).isEqualTo("2");
        InvokeResponse before = lambda.invoke(r -> r.functionName(arn));
        assertThat(before.payload().asUtf8String()).isEqualTo("\"one\"");
        assertThat(before.executedVersion()).isEqualTo("1");
        lambda.updateAlias(r -> r.functionName(name).name("live").functionVersion("2"));
        assertThat(lambda.invoke(r -> r.functionName(name).qualifier("live"))
                        .payload()
                        .asUtf8String())
                .isEqualTo("\"two\"");
        assertThatThrownBy(() -> lambda.invoke(r -> r.functionName(name).qualifier("7")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void pagesVersionsAndAliases() {
        create(ECHO);
        lambda.publishVersion(r -> r.functionName(name));
        for (String alias : new String[] {"a", "b", "c"}) {
            lambda.createAlias(r -> r.functionName(name).name(alias).functionVersion("1"));
        }
        var versions = lambda.listVersionsByFunction(r -> r.functionName(name).maxItems(1));
        assertThat(versions.versions())
                .singleElement()
                .satisfies(it -> assertThat(it.version()).isEqualTo("$LATEST"));
        assertThat(versions.nextMarker()).isNotNull();
        assertThat(lambda
                        .listVersionsByFunctionPaginator(
                                r -> r.functionName(name).maxItems(1))
                        .versions()
                        .stream()
                        .map(it -> it.version()))
                .containsExactly("$LATEST", "1");
        assertThat(lambda.listAliases(r -> r.functionName(name).maxItems(2)).aliases())
                .hasSize(2);
        assertThat(lambda.listAliasesPaginator(r -> r.functionName(name).maxItems(2)).aliases().stream()
                        .map(it -> it.name()))
                .containsExactly("a", "b", "c");
        assertThat(lambda.listAliases(r -> r.functionName(name).functionVersion("2"))
                        .aliases())
                .isEmpty();
    }

    @Test
    void keepsPermissionsAsAPolicy() {
        create(ECHO);
        assertThatThrownBy(() -> lambda.getPolicy(r -> r.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class);
        lambda.addPermission(r -> r.functionName(name)
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn("arn:aws:execute-api:us-east-1:000000000000:abc/*"));
        assertThatThrownBy(() -> lambda.addPermission(r -> r.functionName(name)
                        .statementId("api")
                        .action("lambda:InvokeFunction")
                        .principal("apigateway.amazonaws.com")))
                .isInstanceOf(ResourceConflictException.class);
        assertThat(lambda.getPolicy(r -> r.functionName(name)).policy())
                .contains("\"Sid\":\"api\"", "apigateway.amazonaws.com", "AWS:SourceArn");
        lambda.removePermission(r -> r.functionName(name).statementId("api"));
        assertThatThrownBy(() -> lambda.getPolicy(r -> r.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void throttlesAFunctionWithoutConcurrency() {
        create(ECHO);
        lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(0));
        LambdaClient once =
                client(LambdaClient.builder().overrideConfiguration(o -> o.retryStrategy(s -> s.maxAttempts(1))));
        assertThatThrownBy(() -> once.invoke(r -> r.functionName(name))).isInstanceOf(TooManyRequestsException.class);
        lambda.deleteFunctionConcurrency(r -> r.functionName(name));
        assertThat(once.invoke(r -> r.functionName(name)).functionError()).isNull();
    }

    @Test
    void givesTheHandlerItsRoleOnly() {
        create("import os\ndef handler(event, context):\n    return ' '.join(os.environ['AWS_' + name] for name in"
                + " ('ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN'))\n");
        String answer = lambda.invoke(r -> r.functionName(name))
                .payload()
                .asUtf8String()
                .replace("\"", "");
        String[] keys = answer.split(" ");
        assertThat(keys).hasSize(3);
        DynamoDbClient handlers = client(
                DynamoDbClient.builder(), new Credentials(keys[0], keys[1], Optional.of(keys[2]), Optional.empty()));
        assertThatThrownBy(() -> handlers.listTables())
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("assumed-role/worker/" + name)
                .hasMessageContaining("not authorized to perform: dynamodb:ListTables")
                .hasMessageContaining("because no identity-based policy allows the dynamodb:ListTables action");
    }
}

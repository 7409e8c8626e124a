package samara.cloud.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SsmTest extends CloudTest {

    private static SsmClient ssm() {
        return client(SsmClient.builder());
    }

    private static void put(String name, String value) {
        ssm().putParameter(request -> request.name(name).value(value).type(ParameterType.STRING));
    }

    @Test
    void keepsVersions() {
        put("/versions/p", "one");
        assertThatThrownBy(() -> put("/versions/p", "two")).isInstanceOf(ParameterAlreadyExistsException.class);
        var second = ssm().putParameter(
                        request -> request.name("/versions/p").value("two").overwrite(true));
        assertThat(second.version()).isEqualTo(2);
        assertThat(ssm().getParameter(request -> request.name("/versions/p"))
                        .parameter()
                        .value())
                .isEqualTo("two");
        var first = ssm().getParameter(request -> request.name("/versions/p:1")).parameter();
        assertThat(first.value()).isEqualTo("one");
        assertThat(first.selector()).isEqualTo(":1");
        assertThat(first.arn()).isEqualTo("arn:aws:ssm:us-east-1:000000000000:parameter/versions/p");
        assertThatThrownBy(() -> ssm().getParameter(request -> request.name("/versions/p:9")))
                .isInstanceOf(ParameterVersionNotFoundException.class);
    }

    @Test
    void tellsSecretsOnlyToWhoAsksForDecryption() {
        ssm().putParameter(request -> request.name("/secret/p").value("hidden").type(ParameterType.SECURE_STRING));
        assertThat(ssm().getParameter(request -> request.name("/secret/p"))
                        .parameter()
                        .value())
                .isNotEqualTo("hidden");
        assertThat(ssm().getParameter(request -> request.name("/secret/p").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("hidden");
        assertThatThrownBy(() -> ssm().putParameter(request -> request.name("/secret/q")
                        .value("x")
                        .type(ParameterType.SECURE_STRING)
                        .keyId("alias/mine")))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("does not implement encryption with other keys");
    }

    @Test
    void findsByPath() {
        put("/tree/a", "1");
        put("/tree/b/c", "2");
        put("/treetop", "3");
        var direct = ssm().getParametersByPath(request -> request.path("/tree"));
        assertThat(direct.parameters()).extracting(Parameter::name).containsExactly("/tree/a");
        var all = ssm().getParametersByPathPaginator(
                        request -> request.path("/tree").recursive(true).maxResults(1));
        assertThat(all.stream().flatMap(page -> page.parameters().stream()))
                .extracting(Parameter::name)
                .containsExactly("/tree/a", "/tree/b/c");
    }

    @Test
    void listsTheInvalidBesideTheFound() {
        put("listed", "1");
        var answer = ssm().getParameters(request -> request.names("listed", "missing"));
        assertThat(answer.parameters()).extracting(Parameter::value).containsExactly("1");
        assertThat(answer.invalidParameters()).containsExactly("missing");
    }

    @Test
    void describesByFilter() {
        put("/described/one", "1");
        var answer = ssm().describeParameters(request -> request.parameterFilters(
                filter -> filter.key("Name").option("Contains").values("described")));
        assertThat(answer.parameters()).singleElement().satisfies(parameter -> {
            assertThat(parameter.name()).isEqualTo("/described/one");
            assertThat(parameter.lastModifiedUser()).isEqualTo("arn:aws:iam::000000000000:root");
        });
    }

    @Test
    void holdsPatternsAndLimits() {
        assertThatThrownBy(() -> ssm().putParameter(request -> request.name("patterned")
                        .value("x")
                        .type(ParameterType.STRING)
                        .allowedPattern("^[0-9]+$")))
                .isInstanceOf(ParameterPatternMismatchException.class);
        assertThatThrownBy(() -> put("long", "x".repeat(4097)))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("4096");
        assertThatThrownBy(() -> put("awsome", "x")).isInstanceOf(SsmException.class);
    }

    @Test
    void deletes() {
        put("gone", "1");
        ssm().deleteParameter(request -> request.name("gone"));
        assertThatThrownBy(() -> ssm().deleteParameter(request -> request.name("gone")))
                .isInstanceOf(ParameterNotFoundException.class);
        assertThatThrownBy(() -> ssm().getParameter(request -> request.name("gone")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void refusesByNameWhatIsNotBuilt() {
        put("labelled", "1");
        assertThatThrownBy(() -> ssm().labelParameterVersion(
                                request -> request.name("labelled").labels("live")))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("ssm:LabelParameterVersion");
    }
}

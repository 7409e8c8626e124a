package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

class LayersTest extends FunctionTest {
    private static final String USES_LIBRARY =
            "import library\ndef handler(event, context):\n    return library.NAME\n";
    private static final String POWERTOOLS =
            "arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:7";

    @Test
    void numbersVersionsAndNeverGivesANumberAgain() {
        var first = lambda.publishLayerVersion(r -> r.layerName(name)
                .description("one")
                .licenseInfo("MIT")
                .compatibleRuntimes(Runtime.PYTHON3_13)
                .content(c -> c.zipFile(library("one"))));
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.layerArn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:layer:" + name);
        assertThat(first.layerVersionArn()).isEqualTo(first.layerArn() + ":1");
        assertThat(first.content().codeSize()).isPositive();
        assertThat(first.content().codeSha256()).hasSize(44);
        assertThat(publish("two")).endsWith(":2");
        lambda.deleteLayerVersion(r -> r.layerName(name).versionNumber(2L));
        assertThat(publish("three")).endsWith(":3");
        assertThat(lambda.listLayerVersions(r -> r.layerName(name)).layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(3L, 1L);
        assertThat(lambda.listLayerVersions(r -> r.layerName(name).compatibleRuntime(Runtime.PYTHON3_13))
                        .layerVersions())
                .extracting(LayerVersionsListItem::description)
                .containsExactly("one");
        assertThat(lambda.listLayers().layers())
                .filteredOn(layer -> layer.layerName().equals(name))
                .singleElement()
                .satisfies(layer ->
                        assertThat(layer.latestMatchingVersion().version()).isEqualTo(3));
        var read = lambda.getLayerVersionByArn(r -> r.arn(first.layerVersionArn()));
        assertThat(read.licenseInfo()).isEqualTo("MIT");
        assertThat(read.createdDate()).endsWith("+0000");
        assertThatThrownBy(() -> lambda.getLayerVersion(r -> r.layerName(name).versionNumber(2L)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void pagesLayers() {
        for (String end : new String[] {"a", "b", "c"}) {
            lambda.publishLayerVersion(r -> r.layerName(name + end).content(c -> c.zipFile(library("x"))));
        }
        assertThat(lambda.listLayersPaginator(r -> r.maxItems(1)).layers())
                .extracting(layer -> layer.layerName())
                .contains(name + "a", name + "b", name + "c");
    }

    @Test
    void mergesLayersInOrderAndKeepsThemWhenTheyAreDeleted() {
        String one = publish("one");
        String two = lambda.publishLayerVersion(
                        r -> r.layerName(name + "-more").content(c -> c.zipFile(library("two"))))
                .layerVersionArn();
        create(USES_LIBRARY, r -> r.layers(one, two));
        assertThat(invoke("{}")).isEqualTo("\"two\"");
        lambda.updateFunctionConfiguration(r -> r.functionName(name).layers(two, one));
        assertThat(invoke("{}")).isEqualTo("\"one\"");
        lambda.deleteLayerVersion(r -> r.layerName(name).versionNumber(1L));
        lambda.updateFunctionConfiguration(r -> r.functionName(name).description("again"));
        assertThat(invoke("{}")).isEqualTo("\"one\"");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName(name)).layers())
                .extracting(Layer::arn)
                .containsExactly(two, one);
        lambda.updateFunctionConfiguration(r -> r.functionName(name).layers(new String[0]));
        assertThat(invoke("{}")).contains("No module named 'library'");
    }

    @Test
    void aPublishedVersionKeepsItsLayers() {
        create(USES_LIBRARY, r -> r.layers(publish("one")));
        lambda.publishVersion(r -> r.functionName(name));
        lambda.updateFunctionConfiguration(r -> r.functionName(name).layers(publish("two")));
        assertThat(lambda.publishVersion(r -> r.functionName(name)).version()).isEqualTo("2");
        assertThat(lambda.invoke(r -> r.functionName(name).qualifier("1"))
                        .payload()
                        .asUtf8String())
                .isEqualTo("\"one\"");
        assertThat(invoke("{}")).isEqualTo("\"two\"");
    }

    @Test
    void refusesLayersThatLambdaRefuses() {
        String one = publish("one");
        String two = publish("two");
        refused(one.replace(":1", ":9"), "Layer version " + one.replace(":1", ":9") + " does not exist.");
        refused(POWERTOOLS.replace(":7", ":8"), "another account's and not in this cloud");
        refused(one.replace("us-east-1", "eu-west-1"), "is in another Region");
        assertThatThrownBy(() -> create(USES_LIBRARY, r -> r.layers(one, two)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Two different versions of the same layer are not allowed");
        assertThatThrownBy(() -> create(
                        USES_LIBRARY,
                        r -> r.layers(IntStream.rangeClosed(1, 6)
                                .mapToObj(number -> one.replace(name, name + number))
                                .toList())))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("5");
        assertThatThrownBy(() -> create(USES_LIBRARY, r -> r.layers("arn:aws:lambda:us-east-1:000000000000:layer:x")))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("layer:x");
        assertThatThrownBy(() -> lambda.getFunction(r -> r.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void countsLayersAgainstTheSizeOfTheCode() {
        SdkBytes large = zeros(140_000_000);
        String one = lambda.publishLayerVersion(r -> r.layerName(name).content(c -> c.zipFile(large)))
                .layerVersionArn();
        assertThatThrownBy(() -> create(USES_LIBRARY, r -> r.layers(one).code(c -> c.zipFile(large))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Function code combined with layers exceeds the maximum allowed size of "
                        + "262144000 bytes. The actual size is 280000000 bytes.");
        create(USES_LIBRARY, r -> r.layers(one));
        assertThatThrownBy(() ->
                        lambda.updateFunctionCode(r -> r.functionName(name).zipFile(large)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("280000000");
    }

    @Test
    void takesTheLayerOfAnotherAccountThatAUserBringsIn() {
        String layer = POWERTOOLS.substring(0, POWERTOOLS.lastIndexOf(':'));
        assertThatThrownBy(() -> lambda.publishLayerVersion(
                        r -> r.layerName(layer).content(c -> c.zipFile(library("powertools")))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("`samara:version=N`");
        lambda.publishLayerVersion(
                r -> r.layerName(layer).description("samara:version=7").content(c -> c.zipFile(library("powertools"))));
        create(USES_LIBRARY, r -> r.layers(POWERTOOLS));
        assertThat(invoke("{}")).isEqualTo("\"powertools\"");
        assertThat(lambda.getLayerVersionByArn(r -> r.arn(POWERTOOLS)).version())
                .isEqualTo(7);
        assertThatThrownBy(() -> lambda.publishLayerVersion(r ->
                        r.layerName(layer).description("samara:version=7").content(c -> c.zipFile(library("other")))))
                .isInstanceOf(ResourceConflictException.class);
    }

    @Test
    void attachesALayerOnlyForThoseWhoMayReadIt() {
        String arn = publish("one");
        IamClient iam = client(IamClient.builder());
        iam.createUser(r -> r.userName(name));
        iam.putUserPolicy(r -> r.userName(name)
                .policyName("functions")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"lambda:CreateFunction\",\"iam:PassRole\"],\"Resource\":\"*\"}]}"));
        var key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        LambdaClient user = client(
                LambdaClient.builder(),
                new samara.cloud.kernel.Credentials(
                        key.accessKeyId(),
                        key.secretAccessKey(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty()));
        assertThatThrownBy(() -> user.createFunction(r -> r.functionName(name)
                        .runtime("python3.13")
                        .handler("app.handler")
                        .role(ROLE)
                        .layers(arn)
                        .code(c -> c.zipFile(zip("app.py", USES_LIBRARY)))))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("lambda:GetLayerVersion on resource: " + arn);
    }

    @Test
    void keepsPermissionsOfAVersion() {
        publish("one");
        assertThatThrownBy(() ->
                        lambda.getLayerVersionPolicy(r -> r.layerName(name).versionNumber(1L)))
                .isInstanceOf(ResourceNotFoundException.class);
        var added = lambda.addLayerVersionPermission(r -> r.layerName(name)
                .versionNumber(1L)
                .statementId("everybody")
                .action("lambda:GetLayerVersion")
                .principal("*"));
        assertThat(added.statement()).contains("\"Sid\":\"everybody\"", "\"Principal\":\"*\"");
        assertThatThrownBy(() -> lambda.removeLayerVersionPermission(r -> r.layerName(name)
                        .versionNumber(1L)
                        .statementId("everybody")
                        .revisionId("11111111-1111-1111-1111-111111111111")))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("Revision Id");
        var policy = lambda.getLayerVersionPolicy(r -> r.layerName(name).versionNumber(1L));
        assertThat(policy.policy()).contains(added.statement());
        assertThat(policy.revisionId()).isEqualTo(added.revisionId());
        lambda.removeLayerVersionPermission(r ->
                r.layerName(name).versionNumber(1L).statementId("everybody").revisionId(policy.revisionId()));
        assertThatThrownBy(() -> lambda.removeLayerVersionPermission(
                        r -> r.layerName(name).versionNumber(1L).statementId("everybody")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void refused(String layer, String why) {
        assertThatThrownBy(() -> create(USES_LIBRARY, r -> r.layers(layer)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining(why);
    }

    private String publish(String text) {
        return lambda.publishLayerVersion(r -> r.layerName(name).content(c -> c.zipFile(library(text))))
                .layerVersionArn();
    }

    private static SdkBytes library(String text) {
        return zip("python/library.py", "NAME = '" + text + "'\n");
    }

    private static SdkBytes zeros(int size) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            var block = new byte[1_000_000];
            for (int written = 0; written < size; written += block.length) {
                zip.write(block);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}

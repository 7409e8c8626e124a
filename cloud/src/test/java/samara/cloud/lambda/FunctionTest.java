package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/// The base of tests that make functions: a role for them, a name that is the test's own, and archives.
abstract class FunctionTest extends CloudTest {
    static final String ROLE = "arn:aws:iam::000000000000:role/worker";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    final LambdaClient lambda = client(LambdaClient.builder());
    String name = "";

    @BeforeEach
    void nameTheFunctionAfterTheTest(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        try {
            client(IamClient.builder()).createRole(r -> r.roleName("worker").assumeRolePolicyDocument(TRUST));
        } catch (EntityAlreadyExistsException e) {
            assertThat(e.statusCode()).isEqualTo(409);
        }
    }

    /// A Python function of this source.
    void create(String source) {
        create(source, r -> {});
    }

    /// A Python function of this source, with more to say.
    void create(String source, Consumer<CreateFunctionRequest.Builder> more) {
        lambda.createFunction(r -> {
            r.functionName(name)
                    .runtime("python3.13")
                    .handler("app.handler")
                    .role(ROLE)
                    .timeout(20)
                    .code(c -> c.zipFile(zip("app.py", source)));
            more.accept(r);
        });
    }

    /// What a function answers to a JSON.
    String invoke(String event) {
        return lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String(event)))
                .payload()
                .asUtf8String();
    }

    /// An archive with files: name, text, name, text …
    static SdkBytes zip(String... files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.length; i += 2) {
                zip.putNextEntry(new ZipEntry(files[i]));
                zip.write(files[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}

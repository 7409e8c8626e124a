package samara.cloud.cloudformation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.wire.AwsException;
import samara.wire.Body;
import samara.wire.s3.GetObjectRequest;
import samara.wire.s3.S3Api;
import samara.wire.ssm.GetParameterRequest;
import samara.wire.ssm.Parameter;
import samara.wire.ssm.SsmApi;

/// What a stack takes from outside of itself, with the rights of who deploys it.
final class Lookups {
    private final Calls calls;

    Lookups(Calls calls) {
        this.calls = calls;
    }

    /// The value of an SSM parameter; empty where there is none.
    Optional<String> ssmParameter(String name, Call call) {
        try {
            return calls.call(
                            SsmApi.GET_PARAMETER,
                            GetParameterRequest.builder()
                                    .name(name)
                                    .withDecryption(true)
                                    .build(),
                            call)
                    .parameter()
                    .flatMap(Parameter::value);
        } catch (AwsException answer) {
            if (answer.code().equals("ParameterNotFound")) {
                return Optional.empty();
            }
            throw answer;
        }
    }

    /// `{{resolve:ssm:…}}` and `{{resolve:ssm-secure:…}}`; Secrets Manager is not built.
    Optional<String> dynamic(String service, String reference, Call call) {
        return service.equals("ssm") || service.equals("ssm-secure") ? ssmParameter(reference, call) : Optional.empty();
    }

    /// The text of an object in S3; at most `most` bytes of it are read.
    ///
    /// @throws AwsException what S3 answers
    String object(String bucket, String key, int most, Call call) {
        var object = calls.call(
                S3Api.GET_OBJECT,
                GetObjectRequest.builder().bucket(bucket).key(key).build(),
                call);
        try (InputStream in = object.body().orElse(Body.empty()).open()) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package samara.build.image;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image to build, as a function's `Metadata` says it:
/// [building image
/// functions](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build.html#build-container-image).
///
/// @param name what the image is to be called, tag and all
/// @param context `DockerContext`, absolute
/// @param dockerfile `Dockerfile`, absolute
/// @param arguments `DockerBuildArgs`
/// @param target `DockerBuildTarget`: the stage to stop at
/// @param extra `DockerBuildExtraParams`: options for the engine's own command line
/// @param architecture `amd64` or `arm64`
public record ImageRequest(
        String name,
        Path context,
        Path dockerfile,
        Map<String, String> arguments,
        Optional<String> target,
        List<String> extra,
        String architecture) {
    public ImageRequest {
        arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        extra = List.copyOf(extra);
    }
}

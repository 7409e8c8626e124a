package samara.transform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import samara.template.Node;
import samara.transform.model.Applications;

/// What a transform depends on beside the template.
///
/// @param parameters the values of the template's parameters; its defaults hold for the rest
/// @param region where it is deployed to
/// @param partition the Region's, if another one than its name says
/// @param epochSeconds the time, which `AlwaysDeploy` makes part of a deployment's id
/// @param applications where `AWS::Serverless::Application` finds applications
public record TransformOptions(
        SequencedMap<String, Node> parameters,
        String region,
        Optional<String> partition,
        long epochSeconds,
        Applications applications) {

    public TransformOptions {
        parameters = new LinkedHashMap<>(parameters);
    }

    /// For this Region, without parameter values or an application repository.
    public static TransformOptions of(String region) {
        return new TransformOptions(
                new LinkedHashMap<>(), region, Optional.empty(), 0, (id, version) -> Optional.empty());
    }

    /// The same with these parameter values.
    public TransformOptions withParameters(Map<String, ? extends Node> values) {
        return new TransformOptions(new LinkedHashMap<>(values), region, partition, epochSeconds, applications);
    }

    /// The same for this partition.
    public TransformOptions withPartition(String name) {
        return new TransformOptions(parameters, region, Optional.of(name), epochSeconds, applications);
    }

    /// The same at this time.
    public TransformOptions at(long seconds) {
        return new TransformOptions(parameters, region, partition, seconds, applications);
    }

    /// The same with this application repository.
    public TransformOptions withApplications(Applications repository) {
        return new TransformOptions(parameters, region, partition, epochSeconds, repository);
    }
}

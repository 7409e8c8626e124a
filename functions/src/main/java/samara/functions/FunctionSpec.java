package samara.functions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import samara.functions.image.ImageConfig;

/// A function as it is to be run. Two specs of the same [#revision] share environments.
///
/// @param name the function's name, as `AWS_LAMBDA_FUNCTION_NAME` says it
/// @param version `$LATEST` or a number
/// @param arn what the context calls `invokedFunctionArn`
/// @param revision changes whenever anything of the configuration or the code does; unique in the engine
/// @param code what it runs
/// @param memoryMegabytes the limit, 128 to 10,240
/// @param temporaryMegabytes the size of `/tmp`, 512 to 10,240
/// @param concurrency how many environments may be at work at once
/// @param logGroup the name of the log group, which environment variables tell the function
/// @param logging the format of its log
/// @param variables the environment variables of a new environment, which the caller composes: the function's own, the
///     Region, credentials, endpoints. Asked once per environment
public record FunctionSpec(
        String name,
        String version,
        String arn,
        String revision,
        FunctionCode code,
        int memoryMegabytes,
        Duration timeout,
        int temporaryMegabytes,
        int concurrency,
        String logGroup,
        Logging logging,
        Supplier<Map<String, String>> variables) {
    /// What Lambda itself sets and a function's configuration must not:
    /// [reserved variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html).
    public static final List<String> RESERVED_VARIABLES = List.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    /// The environment variables that tell a function about itself.
    Map<String, String> environment(String logStream) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("TZ", ":UTC");
        switch (code) {
            case FunctionCode.Zip zip -> {
                all.put("LANG", "en_US.UTF-8");
                all.put("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin");
                all.put("LD_LIBRARY_PATH", "/var/task:/var/task/lib:/opt/lib");
                all.putAll(variables.get());
                all.put("_HANDLER", zip.handler());
                all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + zip.runtime());
            }
            case FunctionCode.Image image -> {
                all.put("PATH", ImageConfig.DEFAULT_PATH);
                all.putAll(image.config().variables());
                all.putAll(variables.get());
                all.putIfAbsent("LAMBDA_TASK_ROOT", "/var/task");
            }
        }
        all.put("AWS_LAMBDA_FUNCTION_NAME", name);
        all.put("AWS_LAMBDA_FUNCTION_VERSION", version);
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMegabytes));
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        if (logging.format() == Logging.Format.JSON) {
            all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
            all.put("AWS_LAMBDA_LOG_LEVEL", logging.applicationLevel());
        } else {
            all.put("AWS_LAMBDA_LOG_FORMAT", "Text");
        }
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", logGroup);
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        return all;
    }
}

package samara.cloud.wafv2;

import java.util.List;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.wafv2.DeleteLoggingConfigurationRequest;
import samara.wire.wafv2.LoggingConfiguration;
import samara.wire.wafv2.PutLoggingConfigurationRequest;
import samara.wire.wafv2.Wafv2Api;

/// `AWS::WAFv2::LoggingConfiguration`. `Ref` is the web ACL's ARN. A new `ResourceArn` replaces it.
final class LoggingConfigurationResource
        implements ResourceType<LoggingConfigurationResource.Properties, LoggingConfigurationResource.Attributes> {
    record Properties(String resourceArn, List<String> logDestinationConfigs) {}

    /// There are none that are built.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::WAFv2::LoggingConfiguration", Properties.class, Attributes.class)
                .replacedOn("ResourceArn");
    }

    private static void put(Properties desired, ResourceContext context) {
        context.calls()
                .call(
                        Wafv2Api.PUT_LOGGING_CONFIGURATION,
                        PutLoggingConfigurationRequest.builder()
                                .loggingConfiguration(LoggingConfiguration.builder()
                                        .resourceArn(desired.resourceArn)
                                        .logDestinationConfigs(desired.logDestinationConfigs)
                                        .build())
                                .build(),
                        context.call());
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        put(desired, context);
        return new Physical<>(desired.resourceArn, new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        put(to, context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "WAFNonexistentItemException",
                () -> context.calls()
                        .call(
                                Wafv2Api.DELETE_LOGGING_CONFIGURATION,
                                DeleteLoggingConfigurationRequest.builder()
                                        .resourceArn(at.id())
                                        .build(),
                                context.call()));
    }
}

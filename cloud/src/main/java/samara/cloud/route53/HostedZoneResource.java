package samara.cloud.route53;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.route53.CreateHostedZoneRequest;
import samara.wire.route53.CreateHostedZoneResponse;
import samara.wire.route53.DeleteHostedZoneRequest;
import samara.wire.route53.HostedZoneConfig;
import samara.wire.route53.Route53Api;

/// `AWS::Route53::HostedZone`. `Ref` is the zone's id; every change replaces it.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-hostedzone.html>.
final class HostedZoneResource implements ResourceType<HostedZoneResource.Properties, HostedZoneResource.Attributes> {

    record Properties(String name, Optional<Config> hostedZoneConfig) {}

    record Config(Optional<String> comment) {}

    record Attributes(String id, List<String> nameServers) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Route53::HostedZone", Properties.class, Attributes.class)
                .replacedOn("Name", "HostedZoneConfig");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        CreateHostedZoneResponse made = context.calls()
                .call(
                        Route53Api.CREATE_HOSTED_ZONE,
                        CreateHostedZoneRequest.builder()
                                .name(desired.name())
                                .callerReference(context.generatedName(128))
                                .hostedZoneConfig(HostedZoneConfig.builder()
                                        .comment(desired.hostedZoneConfig()
                                                .flatMap(Config::comment)
                                                .orElse(null))
                                        .build())
                                .build(),
                        context.call());
        String id = made.hostedZone().id().replaceFirst("^/hostedzone/", "");
        return new Physical<>(id, new Attributes(id, made.delegationSet().nameServers()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "NoSuchHostedZone",
                () -> context.calls()
                        .call(
                                Route53Api.DELETE_HOSTED_ZONE,
                                DeleteHostedZoneRequest.builder().id(at.id()).build(),
                                context.call()));
    }
}

package samara.cloud.acm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.AwsException;
import samara.wire.acm.AcmApi;
import samara.wire.acm.AddTagsToCertificateRequest;
import samara.wire.acm.CertificateOptions;
import samara.wire.acm.DeleteCertificateRequest;
import samara.wire.acm.DescribeCertificateRequest;
import samara.wire.acm.DomainValidation;
import samara.wire.acm.DomainValidationOption;
import samara.wire.acm.RemoveTagsFromCertificateRequest;
import samara.wire.acm.RequestCertificateRequest;
import samara.wire.acm.Tag;
import samara.wire.route53.Change;
import samara.wire.route53.ChangeBatch;
import samara.wire.route53.ChangeResourceRecordSetsRequest;
import samara.wire.route53.ResourceRecord;
import samara.wire.route53.ResourceRecordSet;
import samara.wire.route53.Route53Api;

/// `AWS::CertificateManager::Certificate`. `Ref` is the certificate's ARN. Every change but of the tags replaces it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-certificatemanager-certificate.html>.
final class CertificateResource
        implements ResourceType<CertificateResource.Properties, CertificateResource.Attributes> {
    private static final long RECORD_TTL_SECONDS = 300;

    record Properties(
            String domainName,
            Optional<List<String>> subjectAlternativeNames,
            Optional<List<Validation>> domainValidationOptions,
            Optional<String> validationMethod,
            Optional<String> certificateAuthorityArn,
            Optional<String> certificateTransparencyLoggingPreference,
            Optional<String> certificateExport,
            Optional<String> keyAlgorithm,
            Optional<List<ResourceTag>> tags) {}

    record Validation(String domainName, Optional<String> validationDomain, Optional<String> hostedZoneId) {}

    /// `Fn::GetAtt` gives the ARN as `Ref` does.
    record Attributes(String certificateArn) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::CertificateManager::Certificate", Properties.class, Attributes.class)
                .replacedOn(
                        "DomainName",
                        "SubjectAlternativeNames",
                        "DomainValidationOptions",
                        "ValidationMethod",
                        "CertificateAuthorityArn",
                        "CertificateTransparencyLoggingPreference",
                        "CertificateExport",
                        "KeyAlgorithm");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var options = CertificateOptions.builder()
                .certificateTransparencyLoggingPreference(
                        desired.certificateTransparencyLoggingPreference().orElse(null))
                .export(desired.certificateExport().orElse(null));
        List<DomainValidationOption> validations = new ArrayList<>();
        for (Validation validation : desired.domainValidationOptions().orElse(List.of())) {
            validation
                    .validationDomain()
                    .ifPresent(domain -> validations.add(DomainValidationOption.builder()
                            .domainName(validation.domainName())
                            .validationDomain(domain)
                            .build()));
        }
        var request = RequestCertificateRequest.builder()
                .domainName(desired.domainName())
                .subjectAlternativeNames(desired.subjectAlternativeNames().orElse(null))
                .domainValidationOptions(validations.isEmpty() ? null : validations)
                .validationMethod(desired.validationMethod().orElse("EMAIL"))
                .certificateAuthorityArn(desired.certificateAuthorityArn().orElse(null))
                .keyAlgorithm(desired.keyAlgorithm().orElse(null))
                .options(options.build())
                .tags(tags(desired, context))
                .build();
        String arn = context.calls()
                .call(AcmApi.REQUEST_CERTIFICATE, request, context.call())
                .certificateArn()
                .orElseThrow();
        try {
            records(arn, desired, context);
        } catch (AwsException e) {
            delete(arn, context);
            throw e;
        }
        return new Physical<>(arn, new Attributes(arn));
    }

    /// Puts the records that prove the domains into the zones that the template names.
    private static void records(String arn, Properties desired, ResourceContext context) {
        Map<String, String> zones = new LinkedHashMap<>();
        desired.domainValidationOptions()
                .orElse(List.of())
                .forEach(validation ->
                        validation.hostedZoneId().ifPresent(zone -> zones.put(validation.domainName(), zone)));
        if (zones.isEmpty()) {
            return;
        }
        var described = context.calls()
                .call(
                        AcmApi.DESCRIBE_CERTIFICATE,
                        DescribeCertificateRequest.builder().certificateArn(arn).build(),
                        context.call());
        for (DomainValidation validation :
                described.certificate().orElseThrow().domainValidationOptions().orElse(List.of())) {
            String zone = zones.get(validation.domainName());
            if (zone != null && validation.resourceRecord().isPresent()) {
                record(zone, validation.resourceRecord().get(), context);
            }
        }
    }

    private static void record(String zone, samara.wire.acm.ResourceRecord record, ResourceContext context) {
        var set = ResourceRecordSet.builder()
                .name(record.name())
                .type(record.type())
                .ttl(RECORD_TTL_SECONDS)
                .resourceRecords(
                        List.of(ResourceRecord.builder().value(record.value()).build()))
                .build();
        var batch = ChangeBatch.builder()
                .changes(List.of(
                        Change.builder().action("UPSERT").resourceRecordSet(set).build()))
                .build();
        context.calls()
                .call(
                        Route53Api.CHANGE_RESOURCE_RECORD_SETS,
                        ChangeResourceRecordSetsRequest.builder()
                                .hostedZoneId(zone)
                                .changeBatch(batch)
                                .build(),
                        context.call());
    }

    private static List<Tag> tags(Properties properties, ResourceContext context) {
        return context.tags(properties.tags().orElse(List.of())).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        List<String> kept = tags(to, context).stream().map(Tag::key).toList();
        List<Tag> gone = tags(from, context).stream()
                .filter(tag -> !kept.contains(tag.key()))
                .map(tag -> Tag.builder().key(tag.key()).build())
                .toList();
        if (!gone.isEmpty()) {
            context.calls()
                    .call(
                            AcmApi.REMOVE_TAGS_FROM_CERTIFICATE,
                            RemoveTagsFromCertificateRequest.builder()
                                    .certificateArn(at.id())
                                    .tags(gone)
                                    .build(),
                            context.call());
        }
        context.calls()
                .call(
                        AcmApi.ADD_TAGS_TO_CERTIFICATE,
                        AddTagsToCertificateRequest.builder()
                                .certificateArn(at.id())
                                .tags(tags(to, context))
                                .build(),
                        context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        delete(at.id(), context);
    }

    private static void delete(String arn, ResourceContext context) {
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                AcmApi.DELETE_CERTIFICATE,
                                DeleteCertificateRequest.builder()
                                        .certificateArn(arn)
                                        .build(),
                                context.call()));
    }
}

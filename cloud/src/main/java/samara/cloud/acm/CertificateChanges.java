package samara.cloud.acm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.StoredCertificate;
import samara.wire.Nothing;
import samara.wire.acm.AcmApi;
import samara.wire.acm.AddTagsToCertificateRequest;
import samara.wire.acm.DeleteCertificateRequest;
import samara.wire.acm.ListTagsForCertificateRequest;
import samara.wire.acm.ListTagsForCertificateResponse;
import samara.wire.acm.RemoveTagsFromCertificateRequest;
import samara.wire.acm.Tag;

/// Deletion and tags.
record CertificateChanges(KnownCertificates known, Certificates certificates) {

    List<Operation<?, ?>> all() {
        return List.of(
                new AcmOperation<>(AcmApi.DELETE_CERTIFICATE, DeleteCertificateRequest::certificateArn, this::delete),
                new AcmOperation<>(
                        AcmApi.ADD_TAGS_TO_CERTIFICATE, AddTagsToCertificateRequest::certificateArn, this::tag),
                new AcmOperation<>(
                        AcmApi.REMOVE_TAGS_FROM_CERTIFICATE,
                        RemoveTagsFromCertificateRequest::certificateArn,
                        this::untag),
                new AcmOperation<>(
                        AcmApi.LIST_TAGS_FOR_CERTIFICATE, ListTagsForCertificateRequest::certificateArn, this::tags));
    }

    private Nothing delete(DeleteCertificateRequest input, Call call) {
        StoredCertificate found = known.get(input.certificateArn(), call);
        if (!certificates.delete(found.arn())) {
            throw AcmErrors.inUse(found.arn(), call.scope().account().id());
        }
        return Nothing.INSTANCE;
    }

    private Nothing tag(AddTagsToCertificateRequest input, Call call) {
        known.get(input.certificateArn(), call);
        certificates.change(input.certificateArn(), certificate -> {
            Map<String, String> tags = new LinkedHashMap<>(certificate.tags());
            tags.putAll(KnownCertificates.tags(input.tags()));
            return certificate.withTags(KnownCertificates.checked(tags));
        });
        return Nothing.INSTANCE;
    }

    private Nothing untag(RemoveTagsFromCertificateRequest input, Call call) {
        known.get(input.certificateArn(), call);
        certificates.change(input.certificateArn(), certificate -> {
            Map<String, String> tags = new LinkedHashMap<>(certificate.tags());
            for (Tag tag : input.tags()) {
                // With a value a tag goes only where it has that value.
                if (tag.value().isEmpty()) {
                    tags.remove(tag.key());
                } else {
                    tags.remove(tag.key(), tag.value().get());
                }
            }
            return certificate.withTags(tags);
        });
        return Nothing.INSTANCE;
    }

    private ListTagsForCertificateResponse tags(ListTagsForCertificateRequest input, Call call) {
        return ListTagsForCertificateResponse.builder()
                .tags(known.get(input.certificateArn(), call).tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}

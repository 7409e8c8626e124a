package samara.cloud.acm;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.LocalAuthority;
import samara.wire.ServiceModel;
import samara.wire.acm.AcmApi;

/// AWS Certificate Manager.
public final class AcmService implements CloudService {
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// Over a cloud's state.
    ///
    /// @param authority issues what is requested
    public AcmService(Kernel kernel, Certificates certificates, LocalAuthority authority) {
        var known = new KnownCertificates(certificates);
        operations.add(new AcmOperation<>(
                AcmApi.REQUEST_CERTIFICATE, in -> "*", new RequestCertificate(kernel, certificates, authority)::run));
        operations.add(new AcmOperation<>(
                AcmApi.IMPORT_CERTIFICATE,
                in -> in.certificateArn().orElse("*"),
                new ImportCertificate(kernel, certificates, known)::run));
        operations.addAll(new CertificateReads(known, certificates, kernel.clock()).all());
        operations.addAll(new CertificateChanges(known, certificates).all());
    }

    @Override
    public ServiceModel model() {
        return AcmApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new CertificateResource());
    }
}

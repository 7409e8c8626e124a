package samara.cloud;

import samara.cloud.apigateway.ApiKeys;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.iam.IamDirectory;
import samara.cloud.kernel.Kernel;
import samara.cloud.resource.ResourceTypes;
import samara.cloud.sts.SessionTable;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.LocalAuthority;
import samara.gateway.waf.WebAcls;

/// What services are constructed from: the kernel for all, the rest for the few that own or need it.
record Wiring(
        Kernel kernel,
        IamDirectory iam,
        SessionTable sessions,
        ResourceTypes resourceTypes,
        WebAcls webAcls,
        CertificateParts certificates,
        ApiParts apiParts) {

    /// What all kinds of APIs share.
    record ApiParts(ApiKeys keys, VpcLinks vpcLinks) {
        static ApiParts of(Kernel kernel, CertificateParts certificates) {
            return new ApiParts(new ApiKeys(kernel), new VpcLinks(kernel, certificates.authority()));
        }
    }

    /// What has to do with TLS, which several services share.
    record CertificateParts(LocalAuthority authority, Certificates certificates, Domains domains) {
        static CertificateParts of(Kernel kernel, LocalAuthority authority) {
            var certificates = new Certificates(kernel.store());
            return new CertificateParts(authority, certificates, new Domains(kernel, certificates));
        }
    }
}

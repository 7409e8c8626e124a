package samara.cloud.apigateway;

import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Kernel;
import samara.gateway.waf.WebAcls;

/// What all stages share.
///
/// @param webAcls what guards them
/// @param vpcLinks what private integrations go through
/// @param certificates what they may show to their HTTP backends
/// @param traces of the stages that have tracing enabled
public record StageServices(
        ApiKeys keys,
        ApiLogs logs,
        WebAcls webAcls,
        VpcLinks vpcLinks,
        StageCertificates certificates,
        StageTraces traces) {

    /// What the stages of HTTP and WebSocket APIs share. There are no web ACLs for them.
    public static StageServices ofHttpApis(Kernel kernel, ApiKeys keys, VpcLinks vpcLinks) {
        return new StageServices(
                keys,
                new ApiLogs(kernel),
                new WebAcls(),
                vpcLinks,
                new StageCertificates(kernel),
                new StageTraces(kernel));
    }

    /// The same with no web ACL in front.
    StageServices unguarded() {
        return new StageServices(keys, logs, new WebAcls(), vpcLinks, certificates, traces);
    }
}

package samara.gateway.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiRequest;
import samara.gateway.Backends;

/// `$context` as maps.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
///     `$context` variables</a>
final class ContextVariables {
    private ContextVariables() {}

    static Map<String, Object> of(Exchange x) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("accountId", x.deployed.accountId());
        context.put("apiId", x.deployed.apiId());
        if (x.authorizer != null) {
            context.put("authorizer", new LinkedHashMap<>(x.authorizer));
        }
        context.put("deploymentId", x.deployed.stage().deploymentId());
        context.put("domainName", x.request.client().domainName());
        context.put("domainPrefix", domainPrefix(x.request.client()));
        context.put("extendedRequestId", x.id.extendedRequestId());
        context.put("httpMethod", x.request.method());
        context.put("identity", identity(x));
        context.put("path", x.request.fullPath());
        context.put("protocol", x.request.client().protocol());
        context.put("requestId", x.id.requestId());
        context.put("awsEndpointRequestId", x.id.requestId());
        context.put("requestOverride", places("header", "path", "querystring"));
        context.put("requestTime", x.requestTime());
        context.put("requestTimeEpoch", x.receivedAt.toEpochMilli());
        x.methodIfRouted().ifPresent(method -> {
            context.put("resourceId", method.resource().id());
            context.put("resourcePath", method.resource().path());
            method.method().operationName().ifPresent(name -> context.put("operationName", name));
        });
        context.put("responseOverride", places("header"));
        context.put("stage", x.deployed.stage().name());
        context.put("xrayTraceId", root(x.id.traceHeader()));
        x.deployed
                .stage()
                .canary()
                .ifPresent(canary -> context.put(
                        "isCanaryRequest",
                        Boolean.toString(
                                canary.deploymentId().equals(x.deployed.stage().deploymentId()))));
        x.screening.ifPresent(screening -> firewall(screening, context));
        return context;
    }

    private static void firewall(Backends.Screening screening, Map<String, Object> context) {
        switch (screening) {
            case Backends.Screening.Passed passed ->
                passed.webAcl().ifPresent(arn -> {
                    context.put("webaclArn", arn);
                    context.put("wafResponseCode", "WAF_ALLOW");
                    context.put("waf", Map.of("status", "200"));
                });
            case Backends.Screening.Blocked blocked -> {
                context.put("webaclArn", blocked.webAcl());
                context.put("wafResponseCode", "WAF_BLOCK");
                context.put("waf", Map.of("status", "403"));
            }
        }
    }

    static String domainPrefix(ApiRequest.Client client) {
        String domain = client.domainName();
        int dot = domain.indexOf('.');
        return dot < 0 ? domain : domain.substring(0, dot);
    }

    private static Map<String, Object> identity(Exchange x) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("sourceIp", x.request.client().sourceIp());
        x.request.headers().get("User-Agent").ifPresent(agent -> identity.put("userAgent", agent));
        identity.putAll(x.identity);
        x.request.client().certificate().ifPresent(certificate -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("clientCertPem", certificate.pem());
            shown.put("subjectDN", certificate.subjectDn());
            shown.put("issuerDN", certificate.issuerDn());
            shown.put("serialNumber", certificate.serialNumber());
            shown.put("validity", Map.of("notBefore", certificate.notBefore(), "notAfter", certificate.notAfter()));
            identity.put("clientCert", shown);
        });
        return identity;
    }

    private static Map<String, Object> places(String... names) {
        Map<String, Object> places = new LinkedHashMap<>();
        for (String name : names) {
            places.put(name, new LinkedHashMap<String, Object>());
        }
        return places;
    }

    private static String root(String traceHeader) {
        for (String part : traceHeader.split(";", -1)) {
            if (part.startsWith("Root=")) {
                return part.substring("Root=".length());
            }
        }
        return traceHeader;
    }

    /// The value of a dotted name such as `identity.sourceIp`, or nothing.
    static @Nullable Object value(Map<String, Object> context, String name) {
        Object at = context;
        for (String part : name.split("\\.", -1)) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            at = map.get(part);
        }
        return at;
    }
}

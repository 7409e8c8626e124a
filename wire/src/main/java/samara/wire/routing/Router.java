package samara.wire.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;
import samara.wire.Body;
import samara.wire.Protocol;
import samara.wire.ServiceModel;
import samara.wire.WireRequest;
import samara.wire.catalog.Catalog;
import samara.wire.protocol.QueryString;
import samara.wire.protocol.Route;

/// Finds the operation that a request means: by its `X-Amz-Target`; else by the service that its signature names (or
/// its host, where it is unsigned) and by `Action`, or method and path. Thread-safe; remembers the routes of services
/// that were asked for.
public final class Router {
    /// The largest form of the query protocol: CloudFormation's templates of 51,200 bytes, SNS's and SQS's batches.
    private static final int MAX_FORM = 4 * 1024 * 1024;

    private final Catalog catalog;
    private final Map<String, List<Catalog.Entry>> bySigningName = new HashMap<>();
    private final Map<String, Catalog.Entry> byTarget = new HashMap<>();
    private final Map<String, RestRoutes> routes = new ConcurrentHashMap<>();

    /// A router over all services of a catalog.
    public Router(Catalog catalog) {
        this.catalog = catalog;
        for (var entry : catalog.entries()) {
            bySigningName
                    .computeIfAbsent(entry.signingName(), name -> new ArrayList<>())
                    .add(entry);
            if (!entry.targetPrefix().isEmpty()) {
                byTarget.put(entry.targetPrefix(), entry);
            }
        }
    }

    /// Finds it. Reads the body only of forms.
    public Routing route(WireRequest request) {
        try {
            String target = request.headers().get("X-Amz-Target");
            if (target != null) {
                return byTarget(request, target);
            }
            QueryString query = QueryString.parse(request.rawQuery());
            if ("rpc-v2-cbor".equals(request.headers().get("smithy-protocol"))) {
                return cbor(request, query);
            }
            var entries = entries(request, query);
            WireRequest whole = request;
            String action = query.get("Action");
            QueryString form = QueryString.parse("");
            if (isForm(request) && (entries.isEmpty() || speaksQuery(entries))) {
                byte[] body = read(request);
                whole = with(request, Body.of(body));
                form = QueryString.parse(new String(body, StandardCharsets.UTF_8));
                String inForm = form.get("Action");
                action = inForm == null ? action : inForm;
            }
            if (action != null && (entries.isEmpty() || speaksQuery(entries))) {
                return byAction(whole, form, entries, action);
            }
            return byPath(whole, query, entries);
        } catch (AwsException e) {
            return e.status() == 501
                    ? new Routing.Lost(spoken(request), Optional.empty(), e)
                    : new Routing.Lost(Protocol.REST_XML, catalog.service("s3"), e);
        }
    }

    private Routing byTarget(WireRequest request, String target) {
        int dot = target.lastIndexOf('.');
        var entry = dot < 0 ? null : byTarget.get(target.substring(0, dot));
        String type = request.headers().first("Content-Type").orElse("");
        Protocol spoken = type.contains("1.1") ? Protocol.JSON_1_1 : Protocol.JSON_1_0;
        if (entry == null) {
            return new Routing.Lost(
                    spoken,
                    Optional.empty(),
                    new AwsException(
                            "UnknownOperationException",
                            400,
                            "No service of this cloud knows the target `" + target + "`."));
        }
        ServiceModel service = service(entry);
        String name = target.substring(dot + 1);
        return service.operation(name)
                .<Routing>map(operation -> new Routing.Found(
                        new Route(service, operation, spoken, Map.of(), QueryString.parse("")), request))
                .orElseGet(() -> new Routing.Lost(
                        spoken,
                        Optional.of(service),
                        new AwsException(
                                "UnknownOperationException",
                                400,
                                service.fullName() + " has no operation `" + name + "`.")));
    }

    /// `/service/TARGET/operation/NAME`.
    private Routing cbor(WireRequest request, QueryString query) {
        String[] parts = request.rawPath().split("/", -1);
        var entry = parts.length == 5 ? byTarget.get(parts[2]) : null;
        if (entry != null) {
            ServiceModel service = service(entry);
            var operation = service.operation(parts[4]);
            if (operation.isPresent()) {
                return new Routing.Found(
                        new Route(service, operation.get(), Protocol.RPC_V2_CBOR, Map.of(), query), request);
            }
        }
        return new Routing.Lost(
                Protocol.RPC_V2_CBOR,
                Optional.empty(),
                new AwsException("UnknownOperationException", 404, "Nothing is known at `" + request.rawPath() + "`."));
    }

    private Routing byAction(WireRequest request, QueryString form, List<Catalog.Entry> signedFor, String action) {
        for (var entry : signedFor.isEmpty() ? catalog.entries() : signedFor) {
            if (entry.protocols().contains("query")) {
                ServiceModel service = service(entry);
                var operation = service.operation(action);
                if (operation.isPresent()) {
                    QueryString query = entry.id().equals("sqs")
                            ? QueuePath.inQuery(request.rawQuery(), form, request.rawPath())
                            : QueryString.parse(request.rawQuery());
                    return new Routing.Found(
                            new Route(service, operation.get(), Protocol.QUERY, Map.of(), query), request);
                }
            }
        }
        return new Routing.Lost(
                Protocol.QUERY,
                signedFor.isEmpty() ? Optional.empty() : Optional.of(service(signedFor.getFirst())),
                new AwsException("InvalidAction", 400, "Could not find operation " + action + "."));
    }

    private Routing byPath(WireRequest request, QueryString query, List<Catalog.Entry> signedFor) {
        if (signedFor.isEmpty() && isSignedTheOldWay(request, query)) {
            return new Routing.Lost(
                    Protocol.REST_XML,
                    catalog.service("s3"),
                    new AwsException(
                            "InvalidRequest",
                            400,
                            "The authorization mechanism you have provided is not supported. Please use"
                                    + " AWS4-HMAC-SHA256."));
        }
        var entries = signedFor.isEmpty() ? bySigningName.getOrDefault("s3", List.of()) : signedFor;
        for (var entry : entries) {
            boolean isS3 = entry.id().equals("s3");
            if (!isS3 && !entry.protocols().getFirst().startsWith("rest")) {
                continue;
            }
            ServiceModel service = service(entry);
            WireRequest addressed = isS3 ? BucketHost.inPath(request) : request;
            var match = routes.computeIfAbsent(entry.id(), id -> new RestRoutes(service))
                    .find(addressed, query);
            if (match.isPresent()) {
                var found = match.get();
                Protocol protocol = service.protocols().getFirst();
                return new Routing.Found(
                        new Route(service, found.operation(), protocol, found.labels(), query), addressed);
            }
        }
        return nowhere(request, entries.getFirst());
    }

    private Routing nowhere(WireRequest request, Catalog.Entry entry) {
        ServiceModel service = service(entry);
        Protocol protocol = service.protocols().getFirst();
        AwsException error = entry.id().equals("s3")
                ? new AwsException(
                        "MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
                : new AwsException(
                        "UnknownOperationException",
                        404,
                        service.fullName() + " has no operation for " + request.method() + " " + request.rawPath()
                                + ".");
        return new Routing.Lost(protocol, Optional.of(service), error);
    }

    /// What a client of a service that is not known here speaks, as far as the request shows.
    private static Protocol spoken(WireRequest request) {
        return isForm(request) ? Protocol.QUERY : Protocol.REST_JSON;
    }

    /// Clients that still sign as AWS did before 2014 would otherwise look unsigned.
    private static boolean isSignedTheOldWay(WireRequest request, QueryString query) {
        return query.has("AWSAccessKeyId") && query.has("Signature")
                || request.headers().first("Authorization").orElse("").startsWith("AWS ");
    }

    /// The services that a request may be for: those of its signature, else of its host; none where neither tells.
    private List<Catalog.Entry> entries(WireRequest request, QueryString query) {
        String name = signedFor(request.headers().get("Authorization"), query.get("X-Amz-Credential"));
        if (name != null) {
            var entries = bySigningName.get(name);
            if (entries == null) {
                throw new AwsException("NotImplemented", 501, "The service `" + name + "` is not built.");
            }
            return entries;
        }
        int dot = request.host().indexOf('.');
        String first = dot < 0 ? "" : request.host().substring(0, dot);
        for (var entry : catalog.entries()) {
            if (entry.hostPrefix().equals(first)) {
                return List.of(entry);
            }
        }
        return List.of();
    }

    /// The service in a credential scope, `KEY/20250101/us-east-1/SERVICE/aws4_request`.
    private static @Nullable String signedFor(@Nullable String authorization, @Nullable String credential) {
        String scope = credential;
        if (authorization != null) {
            int start = authorization.indexOf("Credential=");
            if (start >= 0) {
                int end = authorization.indexOf(',', start);
                scope = authorization.substring(start + "Credential=".length(), end < 0 ? authorization.length() : end);
            }
        }
        if (scope == null) {
            return null;
        }
        String[] parts = scope.strip().split("/", -1);
        return parts.length < 5 ? null : parts[parts.length - 2];
    }

    private static boolean speaksQuery(List<Catalog.Entry> entries) {
        return entries.stream().anyMatch(entry -> entry.protocols().contains("query"));
    }

    private static boolean isForm(WireRequest request) {
        return request.method().equals("POST")
                && request.headers()
                        .first("Content-Type")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("application/x-www-form-urlencoded");
    }

    private static byte[] read(WireRequest request) {
        try {
            return request.body().toBytes(MAX_FORM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WireRequest with(WireRequest request, Body body) {
        return new WireRequest(
                request.method(), request.rawPath(), request.rawQuery(), request.host(), request.headers(), body);
    }

    private ServiceModel service(Catalog.Entry entry) {
        return catalog.service(entry.id()).orElseThrow();
    }
}

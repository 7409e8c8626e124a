package samara.functions.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pulls images from registries by their own
/// [protocol](https://github.com/opencontainers/distribution-spec/blob/main/spec.md), for machines without a container
/// engine. A name without a registry means Docker Hub. Registries are asked over TLS, but for those on this machine.
///
/// @param logins finds what to log in with: `user:password` in Base64, as engines keep it
/// @param progress is told of each layer that is fetched
public record Registry(RegistryLogins logins, Consumer<String> progress) implements ImageProvider {
    private static final String HUB = "registry-1.docker.io";
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Pattern CHALLENGE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String MANIFESTS = String.join(
            ",",
            ImageStore.MANIFEST,
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    @Override
    public String description() {
        return "its registry";
    }

    @Override
    public Optional<StoredImage> provide(ImageReference reference, ImageStore store) {
        try (var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            return new Pull(client, reference, store).image();
        } catch (IOException e) {
            throw new ImageException(
                    "The image `" + reference + "` could not be pulled from " + host(reference) + ": "
                            + Optional.ofNullable(e.getMessage()).orElse("it could not be reached") + ".",
                    e);
        }
    }

    private static String host(ImageReference reference) {
        String host = reference.registry().orElse("docker.io");
        return host.equals("docker.io") ? HUB : host;
    }

    /// One image on its way. Used by one thread.
    private final class Pull {
        private final HttpClient client;
        private final ImageReference reference;
        private final ImageStore store;
        private final String base;
        private Optional<String> authorization = Optional.empty();

        Pull(HttpClient client, ImageReference reference, ImageStore store) {
            this.client = client;
            this.reference = reference;
            this.store = store;
            String host = host(reference);
            boolean here = host.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
            String repository = reference.repository();
            String path = host.equals(HUB) && !repository.contains("/") ? "library/" + repository : repository;
            this.base = (here ? "http://" : "https://") + host + "/v2/" + path;
        }

        Optional<StoredImage> image() throws IOException {
            Optional<byte[]> found =
                    manifest(reference.digest().orElseGet(() -> reference.tag().orElse("latest")));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            byte[] bytes = found.get();
            Document document = Document.of(bytes, "manifest of `" + reference + "`");
            if (!document.objects("manifests").isEmpty()) {
                Document chosen = document.objects("manifests").stream()
                        .filter(ImageArchive::mayRunHere)
                        .findFirst()
                        .orElseThrow(() -> new ImageException(
                                "The image `" + reference + "` is not made for " + ImageConfig.machine() + "."));
                String digest = Blob.of(chosen).digest();
                bytes = manifest(digest)
                        .orElseThrow(() -> new ImageException("The manifest " + digest + " is not there."));
                document = Document.of(bytes, "manifest of `" + reference + "`");
            }
            Blob config = document.object("config")
                    .map(Blob::of)
                    .orElseThrow(() -> new ImageException("`" + reference + "` is no image."));
            fetch(config);
            List<Document> layers = document.objects("layers");
            for (Document layer : layers) {
                fetch(Blob.of(layer));
            }
            StoredImage image = store.read(store.blobs().write(bytes).digest());
            if (reference.tag().isPresent()) {
                store.tag(reference, image);
            }
            return Optional.of(image);
        }

        private Optional<byte[]> manifest(String name) throws IOException {
            var answer = send(base + "/manifests/" + name, MANIFESTS);
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 404) {
                    return Optional.empty();
                }
                byte[] bytes = body.readNBytes(Document.MAX_BYTES);
                if (answer.statusCode() != 200) {
                    throw new IOException("it answered " + answer.statusCode());
                }
                if (name.startsWith("sha256:") && !Blobs.digest(bytes).equals(name)) {
                    throw new IOException("its manifest is not the one with the digest " + name);
                }
                return Optional.of(bytes);
            }
        }

        private void fetch(Blob blob) throws IOException {
            if (store.blobs().has(blob.digest())) {
                return;
            }
            progress.accept("Fetching " + blob.digest() + " of " + reference + " (" + (blob.size() >> 10) + " KB)");
            var answer = send(base + "/blobs/" + blob.digest(), "*/*");
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("it answered " + answer.statusCode() + " for " + blob.digest());
                }
                store.blobs().write(blob, new Limited(body, LayerUnpacker.Limits.LAMBDA.bytes()));
            }
        }

        private HttpResponse<InputStream> send(String address, String accept) throws IOException {
            HttpResponse<InputStream> answer = once(address, accept, authorization);
            if (answer.statusCode() == 401 && authorization.isEmpty()) {
                String challenge =
                        answer.headers().firstValue("www-authenticate").orElse("");
                answer.body().close();
                authorization = Optional.of(authorization(challenge));
                answer = once(address, accept, authorization);
            }
            return answer;
        }

        private HttpResponse<InputStream> once(String address, String accept, Optional<String> authorized)
                throws IOException {
            var request =
                    HttpRequest.newBuilder(URI.create(address)).timeout(LONG).header("Accept", accept);
            authorized.ifPresent(value -> request.header("Authorization", value));
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new java.io.InterruptedIOException("the pull was interrupted");
            }
        }

        /// What a registry asks for when it says 401: a token of the place that it names, or a password.
        private String authorization(String challenge) throws IOException {
            Optional<String> login = logins.of(host(reference));
            if (!challenge.startsWith("Bearer ")) {
                return "Basic "
                        + login.orElseThrow(() -> new IOException(
                                "it wants a login, and there is none for it in " + "Docker's or Podman's settings"));
            }
            Map<String, String> parts = new LinkedHashMap<>();
            Matcher matcher = CHALLENGE.matcher(challenge);
            while (matcher.find()) {
                parts.put(matcher.group(1), matcher.group(2));
            }
            String realm = parts.getOrDefault("realm", "");
            if (!realm.startsWith("https://") && !base.startsWith("http://")) {
                throw new IOException("it sends logins to `" + realm + "`, which is not encrypted");
            }
            String query = "service=" + encoded(parts.getOrDefault("service", "")) + "&scope="
                    + encoded(parts.getOrDefault("scope", ""));
            var answer = once(
                    realm + (realm.contains("?") ? "&" : "?") + query,
                    "application/json",
                    login.map(value -> "Basic " + value));
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("its login answered " + answer.statusCode());
                }
                Document token = Document.of(body.readNBytes(Document.MAX_BYTES), "token of the registry");
                return "Bearer "
                        + token.string("token")
                                .or(() -> token.string("access_token"))
                                .orElseThrow(() -> new IOException("its login gave no token"));
            }
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Ends a body that is larger than any image.
    private static final class Limited extends java.io.FilterInputStream {
        private long left;

        Limited(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new IOException("a layer is larger than an image may be");
            }
            return count;
        }
    }
}

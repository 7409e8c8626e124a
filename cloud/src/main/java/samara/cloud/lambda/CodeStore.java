package samara.cloud.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Principal;
import samara.functions.FunctionCode;
import samara.functions.container.ImageContainers;
import samara.functions.isolation.Isolation;
import samara.wire.s3.GetObjectRequest;
import samara.wire.s3.S3Api;

/// Archives of code, kept as blobs and unpacked beside them when they are needed.
final class CodeStore {
    /// In place of a bucket's name, and none that S3 allows: the key is a folder of this machine.
    static final String LOCAL_FOLDER = "samara_local_folder";

    /// Longer than a function may run.
    private static final Duration GRACE = Duration.ofMinutes(20);

    private final Kernel kernel;
    private final Blobs blobs;
    private final UnpackedCode unpacked;
    private final FunctionImages images;

    /// Archives that nobody means any more, and since when. Its lock keeps [#sweep] from taking what is just kept.
    private final Map<String, Instant> unused = new HashMap<>();

    CodeStore(Kernel kernel) {
        this.kernel = kernel;
        this.blobs = kernel.blobs().of("lambda");
        this.unpacked = new UnpackedCode(kernel.files().resolve("lambda").resolve("code"), blobs);
        this.images = new FunctionImages(new ProcessBuilder().environment());
    }

    /// Which engine runs images in containers.
    ImageContainers containers(Isolation isolation) {
        return images.containers(isolation);
    }

    /// Keeps what a request names, after a look whether it can be unpacked.
    Code keep(CodeSource source, Call call) {
        if (source.image().isPresent()) {
            return images.keep(source.image().get());
        }
        if (source.bucket().filter(LOCAL_FOLDER::equals).isPresent()) {
            return local(source.key().orElse(""), call);
        }
        Blobs.Stored stored;
        if (source.zip().isPresent()) {
            stored = blobs.put(source.zip().get().toByteArray());
        } else if (source.bucket().isPresent() && source.key().isPresent()) {
            stored = fromS3(source, call);
        } else {
            throw LambdaErrors.invalid("Please provide a source for function code.");
        }
        synchronized (unused) {
            unused.remove(stored.sha256());
        }
        long bytes = unpacked.check(stored);
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(stored.sha256()));
        return new Code.Archive(stored.sha256(), base64, stored.size(), bytes);
    }

    /// The image that a function runs.
    FunctionCode.Image image(Code.Image kept, Packaging.Image packaging) {
        return images.code(kept, packaging);
    }

    /// Takes away archives that have not been meant for a while: a function that runs goes on with what it has.
    ///
    /// @param used the digests of those that are meant
    void sweep(Set<String> used, Instant now) {
        for (Blobs.Stored stored : blobs.list()) {
            synchronized (unused) {
                if (used.contains(stored.sha256())) {
                    unused.remove(stored.sha256());
                } else if (!unused.computeIfAbsent(stored.sha256(), sha -> now).isAfter(now.minus(GRACE))) {
                    unused.remove(stored.sha256());
                    blobs.delete(stored);
                    unpacked.delete(stored.sha256());
                }
            }
        }
    }

    /// The folder that code lies in.
    ///
    /// @throws samara.wire.AwsException for a folder of this machine that is gone
    Path folder(Code code) {
        return switch (code) {
            case Code.Archive archive -> unpacked.of(archive.stored());
            case Code.Folder folder -> present(Path.of(folder.path()));
            case Code.Image image -> throw LambdaErrors.notBuilt("container images (`" + image.uri() + "`)");
        };
    }

    /// Where a client on this machine finds it.
    URI location(Code code) {
        return switch (code) {
            case Code.Archive archive -> blobs.file(archive.stored()).toUri();
            case Code.Folder folder -> Path.of(folder.path()).toUri();
            case Code.Image image -> throw new IllegalArgumentException("`" + image.uri() + "` is no file.");
        };
    }

    private static Path present(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw LambdaErrors.invalid("The function's code is to be in `" + folder
                    + "`, and there is no such folder any more. Deploy it again.");
        }
        return folder;
    }

    /// Functions' own calls are made by roles, so that no function can read the machine's folders this way.
    private static Code local(String key, Call call) {
        Path path = Path.of(key);
        if (!isPerson(call)) {
            throw LambdaErrors.invalid("Only users may run code from a folder of this machine.");
        }
        if (!path.isAbsolute() || !Files.isDirectory(path)) {
            throw LambdaErrors.invalid("`" + key + "` is no folder of this machine with an absolute path.");
        }
        return new Code.Folder(path.toString());
    }

    /// Whether somebody calls who is at home on this machine, and no function.
    static boolean isPerson(Call call) {
        return call.principal() instanceof Principal.Root || call.principal() instanceof Principal.User;
    }

    private Blobs.Stored fromS3(CodeSource source, Call call) {
        var request = GetObjectRequest.builder()
                .bucket(source.bucket().orElseThrow())
                .key(source.key().orElseThrow())
                .versionId(source.version().orElse(null))
                .build();
        var object = kernel.calls().call(S3Api.GET_OBJECT, request, call);
        try (InputStream in = object.body().orElse(samara.wire.Body.empty()).open()) {
            return blobs.put(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

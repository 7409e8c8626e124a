package samara.cloud.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.RelativePath;
import samara.wire.lambda.FunctionCode;
import samara.wire.s3.GetObjectRequest;
import samara.wire.s3.S3Api;

/// Archives of code, kept as blobs and unpacked beside them when they are needed.
final class CodeStore {
    /// In place of a bucket's name, and none that S3 allows: the key is a folder of this machine.
    static final String LOCAL_FOLDER = "samara_local_folder";

    private static final long MAX_UNZIPPED_BYTES = 262_144_000;
    private static final int MAX_ENTRIES = 200_000;
    private static final String BROKEN =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";

    private final Kernel kernel;
    private final Path folder;

    CodeStore(Kernel kernel) {
        this.kernel = kernel;
        this.folder = kernel.files().resolve("lambda").resolve("code");
    }

    /// Keeps what a request names, after a look whether it can be unpacked.
    StoredFunction.Code keep(FunctionCode code, Call call) {
        if (code.imageUri().isPresent()) {
            throw LambdaErrors.notBuilt("container images (`ImageUri`)");
        }
        if (code.sourceKMSKeyArn().isPresent()) {
            throw LambdaErrors.notBuilt("customer-managed keys for code (`SourceKMSKeyArn`)");
        }
        if (code.s3Bucket().filter(LOCAL_FOLDER::equals).isPresent()) {
            return local(code.s3Key().orElse(""), call);
        }
        Blobs.Stored stored;
        if (code.zipFile().isPresent()) {
            stored = kernel.blobs().put(code.zipFile().get().toByteArray());
        } else if (code.s3Bucket().isPresent() && code.s3Key().isPresent()) {
            stored = fromS3(code, call);
        } else {
            throw LambdaErrors.invalid("Please provide a source for function code.");
        }
        unpacked(stored);
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(stored.sha256()));
        return new StoredFunction.Code(stored.sha256(), base64, stored.size(), Optional.empty());
    }

    /// The folder that a function's code lies in.
    Path folder(StoredFunction.Code code) {
        return code.folder().map(Path::of).orElseGet(() -> unpacked(new Blobs.Stored(code.blob(), code.size())));
    }

    /// Functions' own calls are made by roles, so that no function can read the machine's folders this way.
    private static StoredFunction.Code local(String key, Call call) {
        boolean person = call.principal() instanceof Principal.Root || call.principal() instanceof Principal.User;
        Path path = Path.of(key);
        if (!person) {
            throw LambdaErrors.invalid("Only users may run code from a folder of this machine.");
        }
        if (!path.isAbsolute() || !Files.isDirectory(path)) {
            throw LambdaErrors.invalid("`" + key + "` is no folder of this machine with an absolute path.");
        }
        return new StoredFunction.Code("", "", 0, Optional.of(path.toString()));
    }

    private Blobs.Stored fromS3(FunctionCode code, Call call) {
        var request = GetObjectRequest.builder()
                .bucket(code.s3Bucket().orElseThrow())
                .key(code.s3Key().orElseThrow())
                .versionId(code.s3ObjectVersion().orElse(null))
                .build();
        var object = kernel.calls().call(S3Api.GET_OBJECT, request, call);
        try (InputStream in = object.body().orElse(samara.wire.Body.empty()).open()) {
            return kernel.blobs().put(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked(Blobs.Stored stored) {
        Path target = folder.resolve(stored.sha256());
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(folder);
            Path making = Files.createTempDirectory(folder, "unpacking");
            boolean done = false;
            try {
                unpack(stored, making);
                move(making, target);
                done = true;
            } finally {
                if (!done) {
                    deleteTree(making);
                }
            }
            return target;
        } catch (ZipException | IllegalArgumentException e) {
            throw LambdaErrors.invalid(BROKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(to)) {
                throw e;
            }
            deleteTree(from); // another thread unpacked the same meanwhile
        }
    }

    /// Links in an archive become plain files, so that none leads out of the folder.
    private void unpack(Blobs.Stored stored, Path target) throws IOException {
        long left = MAX_UNZIPPED_BYTES;
        int entries = 0;
        var buffer = new byte[65_536];
        try (var zip = new ZipInputStream(kernel.blobs().open(stored))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw LambdaErrors.invalid("The archive has more than " + MAX_ENTRIES + " entries.");
                }
                Path file = RelativePath.of(entry.getName()).in(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                try (OutputStream out = Files.newOutputStream(file)) {
                    for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
                        left -= count;
                        if (left < 0) {
                            throw LambdaErrors.invalid(
                                    "Unzipped size must be smaller than " + MAX_UNZIPPED_BYTES + " bytes");
                        }
                        out.write(buffer, 0, count);
                    }
                }
                if (!file.toFile().setExecutable(true, false)) {
                    throw new IOException("`" + file + "` cannot be made executable.");
                }
            }
        }
        if (entries == 0) {
            throw LambdaErrors.invalid(BROKEN);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

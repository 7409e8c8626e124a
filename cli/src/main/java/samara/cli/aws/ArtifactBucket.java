package samara.cli.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import samara.build.Fingerprint;
import samara.cli.command.UserException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// A bucket that artifacts are kept in under the hash of their content: what is there already is not sent again.
public final class ArtifactBucket {
    /// The stack in which `sam` keeps the bucket that `--resolve-s3` means.
    private static final String MANAGED_STACK = "aws-sam-cli-managed-default";

    private static final String MANAGED_TEMPLATE = """
            {"Resources": {
              "SamCliSourceBucket": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "Properties": {
                "VersioningConfiguration": {"Status": "Enabled"},
                "Tags": [{"Key": "ManagedStackSource", "Value": "AwsSamCli"}]}}},
             "Outputs": {"SourceBucket": {"Value": {"Ref": "SamCliSourceBucket"}}}}
            """;

    private final Clients clients;
    private final Settings settings;
    private final Consumer<String> progress;
    private final ZipArchive.Memory memory = new ZipArchive.Memory();

    /// How artifacts are kept.
    ///
    /// @param prefix what keys start with
    /// @param kmsKeyId the key that AWS encrypts them by
    /// @param force whether to send what is there already
    public record Settings(
            String bucket,
            Optional<String> prefix,
            Optional<String> kmsKeyId,
            boolean force,
            Map<String, String> metadata) {}

    public ArtifactBucket(Clients clients, Settings settings, Consumer<String> progress) {
        this.clients = clients;
        this.settings = settings;
        this.progress = progress;
    }

    /// The bucket of the embedded cloud, made on its first use.
    public static String local(Clients clients) {
        String account = clients.sts().getCallerIdentity().account();
        String bucket = "samara-artifacts-" + account + "-" + clients.region();
        if (!exists(clients, bucket)) {
            clients.s3().createBucket(request -> {
                request.bucket(bucket);
                if (!clients.region().equals("us-east-1")) {
                    request.createBucketConfiguration(configuration ->
                            configuration.locationConstraint(BucketLocationConstraint.fromValue(clients.region())));
                }
            });
        }
        return bucket;
    }

    /// The bucket that `sam --resolve-s3` uses in AWS, made with its stack on its first use.
    public static String managed(Clients clients, Stacks stacks) {
        var stack = stacks.find(MANAGED_STACK);
        if (stack.isEmpty()) {
            var deployment = new Deployment(
                    MANAGED_STACK,
                    MANAGED_TEMPLATE,
                    Optional.empty(),
                    List.of(),
                    Map.of(),
                    List.of(),
                    Map.of("ManagedStackSource", "AwsSamCli"),
                    List.of(),
                    Optional.empty(),
                    false,
                    Optional.empty());
            var changeSet = stacks.createChangeSet(deployment, "InitialCreation");
            String status = stacks.execute(changeSet, false, event -> {});
            if (!status.equals("CREATE_COMPLETE")) {
                throw new UserException("The stack " + MANAGED_STACK + " for artifacts ended in " + status + ".");
            }
            stack = stacks.find(MANAGED_STACK);
        }
        return stack.stream()
                .flatMap(found -> found.outputs().stream())
                .filter(output -> output.outputKey().equals("SourceBucket"))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow(() -> new UserException("The stack " + MANAGED_STACK
                        + " has no output `SourceBucket`. Name a bucket with --s3-bucket."));
    }

    private static boolean exists(Clients clients, String bucket) {
        try {
            clients.s3().headBucket(request -> request.bucket(bucket));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    /// The bucket's name.
    public String name() {
        return settings.bucket();
    }

    /// Keeps a file, or a folder as a zip file, and gives its key.
    public String keep(Path path) {
        try {
            if (Files.isRegularFile(path)) {
                byte[] content = Files.readAllBytes(path);
                return keep(Fingerprint.of(content), "", path, () -> content);
            }
            return keep(Fingerprint.ofFolder(path), "", path, () -> zipped(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps a text under the hash of it, with this ending.
    public String keep(String text, String ending) {
        return keep(
                Fingerprint.of(text),
                ending,
                Path.of("template"),
                () -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private interface Content {
        byte[] read() throws IOException;
    }

    private String keep(String hash, String ending, Path path, Content content) {
        String key = settings.prefix().map(prefix -> prefix + "/").orElse("") + hash.substring(0, 32) + ending;
        if (!settings.force() && isThere(key)) {
            return key;
        }
        byte[] bytes;
        try {
            bytes = content.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.accept("Uploading " + path.getFileName() + " (" + size(bytes.length) + ") to " + settings.bucket());
        clients.s3()
                .putObject(
                        request -> {
                            request.bucket(settings.bucket()).key(key);
                            if (!settings.metadata().isEmpty()) {
                                request.metadata(settings.metadata());
                            }
                            settings.kmsKeyId()
                                    .ifPresent(id -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                            .ssekmsKeyId(id));
                        },
                        RequestBody.fromBytes(bytes));
        return key;
    }

    private boolean isThere(String key) {
        try {
            clients.s3().headObject(request -> request.bucket(settings.bucket()).key(key));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    private byte[] zipped(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
            return ZipArchive.of(
                    folder, files.filter(Files::isRegularFile).sorted().toList(), clients.isLocal() ? 1 : 6, memory);
        }
    }

    private static String size(int bytes) {
        return bytes < 1 << 20 ? (bytes + 1023) / 1024 + " KB" : String.format("%.1f MB", bytes / 1048576.0);
    }
}

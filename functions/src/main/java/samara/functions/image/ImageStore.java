package samara.functions.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The images of this machine's user: an OCI image layout, and the same images unpacked.
///
/// Safe for use by several threads and processes: blobs and roots come into being at once, and the index is changed
/// under a lock.
public final class ImageStore {
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;
    private final Blobs blobs;
    private final Roots roots;

    /// @param folder made with the first image
    public ImageStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.blobs = new Blobs(this.folder);
        this.roots = new Roots(this.folder.resolve("roots"), blobs);
    }

    /// Where a user's images are: what the environment variable `SAMARA_IMAGES` says, else `~/.cache/samara/images`.
    ///
    /// @param environment the process's own
    public static Path folderOf(Map<String, String> environment) {
        String given = environment.getOrDefault("SAMARA_IMAGES", "");
        return given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache/samara/images") : Path.of(given);
    }

    /// The folder.
    public Path folder() {
        return folder;
    }

    Blobs blobs() {
        return blobs;
    }

    /// The image of a name, if it is here.
    public Optional<StoredImage> find(ImageReference reference) {
        try {
            Optional<String> digest = reference.digest();
            if (digest.isEmpty()) {
                String name = normal(reference);
                digest = index().objects("manifests").stream()
                        .filter(manifest -> manifest.texts("annotations")
                                .getOrDefault(NAME, "")
                                .equals(name))
                        .findFirst()
                        .flatMap(manifest -> manifest.string("digest"));
            }
            return digest.isPresent() && blobs.has(digest.get()) ? Optional.of(read(digest.get())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives an image a name, which it may take from another.
    public void tag(ImageReference reference, StoredImage image) {
        String name = normal(reference);
        changeIndex(manifests -> {
            manifests.removeIf(manifest ->
                    manifest.texts("annotations").getOrDefault(NAME, "").equals(name));
            Blob manifest = new Blob(image.digest(), size(image.digest()));
            manifests.add(manifest.descriptor(MANIFEST)
                    .with("annotations", Document.empty().with(NAME, name)));
        });
    }

    /// Takes a name away. Does nothing where it isn't known.
    public void untag(ImageReference reference) {
        String name = normal(reference);
        changeIndex(manifests -> manifests.removeIf(
                manifest -> manifest.texts("annotations").getOrDefault(NAME, "").equals(name)));
    }

    /// Keeps an image that was put together here.
    public StoredImage add(ImageConfig config, List<StoredImage.Layer> layers) {
        List<String> diffIds = layers.stream().map(StoredImage.Layer::diffId).toList();
        return add(config.document(diffIds).json(), layers);
    }

    StoredImage add(byte[] config, List<StoredImage.Layer> layers) {
        try {
            Blob configBlob = blobs.write(config);
            Document manifest = Document.empty()
                    .with("schemaVersion", 2)
                    .with("mediaType", MANIFEST)
                    .with("config", configBlob.descriptor(CONFIG))
                    .with(
                            "layers",
                            layers.stream()
                                    .map(layer -> layer.blob().descriptor(layer.mediaType()))
                                    .toList());
            return read(blobs.write(manifest.json()).digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps a layer that is being written.
    public StoredImage.Layer addLayer(LayerContent content) {
        try {
            Blob blob = blobs.write(out -> {
                        var tar = new TarWriter(out);
                        content.writeTo(tar);
                        tar.close();
                    })
                    .blob();
            return new StoredImage.Layer(blob, LAYER, blob.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a layer is still here.
    public boolean has(StoredImage.Layer layer) {
        return blobs.has(layer.blob().digest());
    }

    /// What a layer holds.
    public interface LayerContent {
        /// Writes all entries; the writer is closed by the caller.
        void writeTo(TarWriter tar) throws IOException;
    }

    /// The folder of an image's files, unpacked on its first use. Not to be written to: images share files.
    public Path root(StoredImage image) {
        try {
            return roots.of(image.layers());
        } catch (IOException e) {
            throw new UncheckedIOException("An image could not be unpacked.", e);
        }
    }

    /// Puts a copy of some layers' files into an empty folder, which may be written to.
    public void unpack(List<StoredImage.Layer> layers, Path target) {
        try {
            roots.unpack(layers, target);
        } catch (IOException e) {
            throw new UncheckedIOException("An image could not be unpacked.", e);
        }
    }

    /// Puts some layers' files onto a folder that holds those of the layers below.
    public void unpackOnto(List<StoredImage.Layer> layers, Path target) {
        try {
            roots.apply(layers, target);
        } catch (IOException e) {
            throw new UncheckedIOException("An image could not be unpacked.", e);
        }
    }

    /// The image of a manifest's digest.
    StoredImage read(String manifestDigest) throws IOException {
        Document manifest = Document.of(blobs.small(manifestDigest), "manifest of the image");
        Blob config = manifest.object("config")
                .map(Blob::of)
                .orElseThrow(() -> new ImageException(manifestDigest + " is no image."));
        if (!blobs.has(config.digest())) {
            throw new ImageException("The configuration of the image " + manifestDigest + " is missing.");
        }
        Document configuration = Document.of(blobs.small(config.digest()), "configuration of the image");
        List<String> diffIds = configuration
                .object("rootfs")
                .flatMap(rootfs -> rootfs.strings("diff_ids"))
                .orElse(List.of());
        List<StoredImage.Layer> layers = new ArrayList<>();
        for (Document layer : manifest.objects("layers")) {
            Blob blob = Blob.of(layer);
            String diffId = diffIds.size() > layers.size() ? diffIds.get(layers.size()) : blob.digest();
            layers.add(new StoredImage.Layer(blob, layer.string("mediaType").orElse(LAYER), diffId));
        }
        return new StoredImage(manifestDigest, config.digest(), ImageConfig.of(configuration), layers);
    }

    private long size(String digest) {
        try {
            return Files.size(blobs.file(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Document index() throws IOException {
        Path file = folder.resolve("index.json");
        return Files.exists(file) ? Document.of(Files.readAllBytes(file), "index of the images") : Document.empty();
    }

    private interface Change {
        void to(List<Document> manifests);
    }

    private void changeIndex(Change change) {
        IN_THIS_PROCESS.lock();
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IllegalStateException("A lock just taken is held.");
                }
                List<Document> manifests = new ArrayList<>(index().objects("manifests"));
                change.to(manifests);
                Document next = Document.empty().with("schemaVersion", 2).with("manifests", manifests);
                replace("oci-layout", Document.empty().with("imageLayoutVersion", "1.0.0"));
                replace("index.json", next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private void replace(String name, Document content) throws IOException {
        Path next = Files.createTempFile(folder, ".", ".new");
        Files.write(next, content.json());
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The name that engines' shorter and longer forms have in common.
    private static String normal(ImageReference reference) {
        String name = reference.name().replaceFirst("^localhost/", "").replaceFirst("^docker\\.io/(library/)?", "");
        return name + ":" + reference.tag().orElse("latest");
    }
}

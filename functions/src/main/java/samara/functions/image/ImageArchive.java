package samara.functions.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads images of files into the store: what `docker save` and `podman save` write, and OCI image layouts as archive
/// or
/// folder.
public final class ImageArchive {
    private static final String BLOB_FOLDER = "blobs/sha256/";
    private static final int MAX_ENTRIES = 10_000;

    private final ImageStore store;

    /// @param store takes the images
    public ImageArchive(ImageStore store) {
        this.store = store;
    }

    /// Finds a file of the archive in the store.
    private interface Contents {
        Optional<Blob> file(String name) throws IOException;
    }

    /// Reads an image and keeps it.
    ///
    /// @param place an archive or a layout's folder
    /// @throws ImageException if there is no image or more than one
    public StoredImage read(Path place) throws IOException {
        return Files.isDirectory(place) ? readFolder(place) : readFile(place);
    }

    private StoredImage readFolder(Path folder) throws IOException {
        return image(
                name -> {
                    Path file = folder.resolve(String.join("/", RootFolder.parts(name)));
                    if (!Files.isRegularFile(file)) {
                        return Optional.empty();
                    }
                    try (InputStream in = Files.newInputStream(file)) {
                        return Optional.of(store.blobs().write(in::transferTo).blob());
                    }
                },
                folder);
    }

    private StoredImage readFile(Path archive) throws IOException {
        Map<String, Blob> files = new LinkedHashMap<>();
        Map<String, String> links = new LinkedHashMap<>();
        Set<String> fresh = new HashSet<>();
        StoredImage image;
        try {
            try (var tar = new TarReader(Compression.open(archive))) {
                collect(tar, files, links, fresh);
            }
            image = image(name -> Optional.ofNullable(files.get(links.getOrDefault(name, name))), archive);
            fresh.remove(image.digest());
            fresh.remove(image.id());
            image.layers().forEach(layer -> fresh.remove(layer.blob().digest()));
        } finally {
            for (String digest : fresh) {
                store.blobs().delete(digest);
            }
        }
        return image;
    }

    private void collect(TarReader tar, Map<String, Blob> files, Map<String, String> links, Set<String> fresh)
            throws IOException {
        long bytes = 0;
        int entries = 0;
        for (var next = tar.next(); next.isPresent(); next = tar.next()) {
            TarEntry entry = next.get();
            String name = String.join("/", RootFolder.parts(entry.name()));
            bytes += entry.size();
            if (++entries > MAX_ENTRIES || bytes > LayerUnpacker.Limits.LAMBDA.bytes()) {
                throw new ImageException("The archive of the image is too large.");
            }
            switch (entry.kind()) {
                case FILE -> {
                    try (InputStream in = tar.content()) {
                        Blobs.Written written = store.blobs().write(in::transferTo);
                        files.put(name, written.blob());
                        if (written.fresh()) {
                            fresh.add(written.blob().digest());
                        }
                    }
                }
                case SYMBOLIC_LINK, HARD_LINK -> {
                    // `docker save` of old writes a layer that occurs twice as a link to the first.
                    Path base = entry.kind() == TarEntry.Kind.HARD_LINK ? Path.of("/") : Path.of("/" + name, "..");
                    links.put(
                            name,
                            Path.of("/")
                                    .relativize(base.resolve(entry.linkName()).normalize())
                                    .toString());
                }
                case FOLDER, SPECIAL -> {
                    // Nothing in it.
                }
            }
        }
    }

    private StoredImage image(Contents contents, Path place) throws IOException {
        Optional<Blob> docker = contents.file("manifest.json");
        if (docker.isPresent()) {
            return ofDocker(contents, docker.get(), place);
        }
        Optional<Blob> index = contents.file("index.json");
        if (index.isEmpty()) {
            throw new ImageException("`" + place + "` holds no image: neither `manifest.json` (`docker save`) nor "
                    + "`index.json` (an OCI layout) is in it.");
        }
        return ofLayout(contents, Document.of(store.blobs().small(index.get().digest()), "index"), place);
    }

    private StoredImage ofDocker(Contents contents, Blob manifest, Path place) throws IOException {
        List<Document> images = Document.listOf(store.blobs().small(manifest.digest()), "`manifest.json`");
        if (images.size() != 1) {
            throw new ImageException("`" + place + "` holds " + images.size() + " images; it should be one.");
        }
        Document image = images.getFirst();
        Blob config = required(contents, image.string("Config").orElse(""), place);
        byte[] configuration = store.blobs().small(config.digest());
        List<String> diffIds = Document.of(configuration, "configuration of the image")
                .object("rootfs")
                .flatMap(rootfs -> rootfs.strings("diff_ids"))
                .orElse(List.of());
        List<StoredImage.Layer> layers = new ArrayList<>();
        for (String name : image.strings("Layers").orElse(List.of())) {
            Blob blob = required(contents, name, place);
            String diffId = diffIds.size() > layers.size() ? diffIds.get(layers.size()) : blob.digest();
            String suffix = diffId.equals(blob.digest()) ? "" : "+gzip";
            layers.add(new StoredImage.Layer(blob, ImageStore.LAYER + suffix, diffId));
        }
        return store.add(configuration, layers);
    }

    private StoredImage ofLayout(Contents contents, Document index, Path place) throws IOException {
        List<Document> manifests = index.objects("manifests").stream()
                .filter(ImageArchive::mayRunHere)
                .toList();
        if (manifests.size() != 1) {
            throw new ImageException(
                    "`" + place + "` holds " + manifests.size() + " images for this machine; it should be one.");
        }
        Blob wanted = Blob.of(manifests.getFirst());
        Blob found = verified(contents, wanted, place);
        Document document = Document.of(store.blobs().small(found.digest()), "manifest of the image");
        if (!document.objects("manifests").isEmpty()) {
            return ofLayout(contents, document, place);
        }
        verified(
                contents,
                Blob.of(document.object("config")
                        .orElseThrow(() -> new ImageException("`" + place + "` holds no image."))),
                place);
        for (Document layer : document.objects("layers")) {
            verified(contents, Blob.of(layer), place);
        }
        return store.read(found.digest());
    }

    /// Whether an index's entry is an image of this machine's architecture; one without a platform may be.
    static boolean mayRunHere(Document manifest) {
        boolean attestation = manifest.texts("annotations").containsKey("vnd.docker.reference.type");
        String architecture = manifest.object("platform")
                .flatMap(platform -> platform.string("architecture"))
                .orElse(ImageConfig.machine());
        return !attestation && architecture.equals(ImageConfig.machine());
    }

    private static Blob verified(Contents contents, Blob wanted, Path place) throws IOException {
        Blob found = required(contents, BLOB_FOLDER + wanted.digest().substring("sha256:".length()), place);
        if (!found.digest().equals(wanted.digest())) {
            throw new ImageException("`" + place + "` is damaged: " + wanted.digest() + " has other bytes.");
        }
        return found;
    }

    private static Blob required(Contents contents, String name, Path place) throws IOException {
        return contents.file(String.join("/", RootFolder.parts(name)))
                .orElseThrow(() -> new ImageException("`" + place + "` is damaged: `" + name + "` is missing in it."));
    }
}

package samara.cli.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A zip file whose bytes depend on nothing but the files in it: entries in order, one fixed time, and the permissions
/// that the JDK's own writer can't keep (an executable `bootstrap` must stay one).
final class ZipArchive {
    private static final int LIMIT_ENTRIES = 65_535;
    private static final int MODE_FILE = 0100644;
    private static final int MODE_EXECUTABLE = 0100755;
    /// 1 January 1980, the oldest time that a zip file knows.
    private static final int TIME = 0x00210000;

    private static final short UTF8 = 0x0800;
    private static final short STORED = 0;
    private static final short DEFLATED = 8;

    private final OutputStream out;
    private final List<Entry> entries = new ArrayList<>();
    private int offset;

    /// Files packed before, so that a folder of which one file has changed is packed at once.
    static final class Memory {
        private static final long LIMIT_BYTES = 100L << 20;

        private final Map<Object, Packed> packed = new ConcurrentHashMap<>();
        private final AtomicLong bytes = new AtomicLong();

        private Packed of(Path file, int level) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = List.of(
                    String.valueOf(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime(), level);
            Packed known = packed.get(key);
            if (known == null) {
                known = Packed.of(Files.readAllBytes(file), level);
                if (bytes.addAndGet(known.body().length) < LIMIT_BYTES) {
                    packed.put(key, known);
                }
            }
            return known;
        }
    }

    private record Packed(byte[] body, short method, int crc, int size) {
        static Packed of(byte[] content, int level) {
            var crc = new CRC32();
            crc.update(content);
            byte[] packed = deflated(content, level);
            boolean stored = packed.length >= content.length;
            return new Packed(
                    stored ? content : packed, stored ? STORED : DEFLATED, (int) crc.getValue(), content.length);
        }

        private static byte[] deflated(byte[] content, int level) {
            try (var deflater = new Deflater(level, true)) {
                deflater.setInput(content);
                deflater.finish();
                var out = new ByteArrayOutputStream(content.length / 2 + 64);
                byte[] chunk = new byte[16_384];
                while (!deflater.finished()) {
                    out.write(chunk, 0, deflater.deflate(chunk));
                }
                return out.toByteArray();
            }
        }
    }

    private record Entry(byte[] name, short method, int crc, int packed, int size, int mode, int offset) {}

    private ZipArchive(OutputStream out) {
        this.out = out;
    }

    /// Packs these files of a folder, in the order given.
    ///
    /// @param level how hard to compress, 1 to 9
    static byte[] of(Path folder, List<Path> files, int level, Memory memory) throws IOException {
        if (files.size() > LIMIT_ENTRIES) {
            throw new samara.cli.command.UserException(
                    folder + " holds " + files.size() + " files: more than the " + LIMIT_ENTRIES + " of a zip file.");
        }
        var bytes = new ByteArrayOutputStream();
        var zip = new ZipArchive(bytes);
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            zip.add(name, memory.of(file, level), Files.isExecutable(file));
        }
        zip.finish();
        return bytes.toByteArray();
    }

    private void add(String name, Packed file, boolean executable) throws IOException {
        var entry = new Entry(
                name.getBytes(StandardCharsets.UTF_8),
                file.method(),
                file.crc(),
                file.body().length,
                file.size(),
                executable ? MODE_EXECUTABLE : MODE_FILE,
                offset);
        entries.add(entry);
        ByteBuffer header = buffer(30 + entry.name().length).putInt(0x04034b50).putShort((short) 20);
        described(header, entry).putShort((short) 0).put(entry.name());
        write(header.array());
        write(file.body());
    }

    private static ByteBuffer described(ByteBuffer header, Entry entry) {
        return header.putShort(UTF8)
                .putShort(entry.method())
                .putInt(TIME)
                .putInt(entry.crc())
                .putInt(entry.packed())
                .putInt(entry.size())
                .putShort((short) entry.name().length);
    }

    private void finish() throws IOException {
        int start = offset;
        for (Entry entry : entries) {
            ByteBuffer header = buffer(46 + entry.name().length)
                    .putInt(0x02014b50)
                    .putShort((short) ((3 << 8) | 20))
                    .putShort((short) 20);
            described(header, entry)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(entry.mode() << 16)
                    .putInt(entry.offset())
                    .put(entry.name());
            write(header.array());
        }
        int length = offset - start;
        write(buffer(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(length)
                .putInt(start)
                .putShort((short) 0)
                .array());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        offset += bytes.length;
    }
}

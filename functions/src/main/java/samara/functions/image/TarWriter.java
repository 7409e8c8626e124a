package samara.functions.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a tar archive in the pax form. All entries belong to root, so that the same files make the same bytes. Not
/// thread-safe.
public final class TarWriter implements Closeable {
    private static final int BLOCK = 512;
    private static final long MAX_PLAIN_SIZE = 077777777777L;

    private final OutputStream out;

    /// @param out closed with the writer
    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /// Writes an entry that has no content.
    public void add(TarEntry entry) throws IOException {
        head(entry);
    }

    /// Writes a file.
    ///
    /// @param content exactly as many bytes as the entry says
    public void add(TarEntry entry, InputStream content) throws IOException {
        head(entry);
        long written = content.transferTo(out);
        if (written != entry.size()) {
            throw new IOException("`" + entry.name() + "` changed while it was read.");
        }
        out.write(new byte[(int) ((BLOCK - written % BLOCK) % BLOCK)]);
    }

    /// Ends the archive.
    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }

    private void head(TarEntry entry) throws IOException {
        StringBuilder extended = new StringBuilder();
        if (bytes(entry.name()).length > 100) {
            extended.append(pax("path", entry.name()));
        }
        if (bytes(entry.linkName()).length > 100) {
            extended.append(pax("linkpath", entry.linkName()));
        }
        if (entry.size() > MAX_PLAIN_SIZE) {
            extended.append(pax("size", Long.toString(entry.size())));
        }
        if (!extended.isEmpty()) {
            byte[] records = bytes(extended.toString());
            block(
                    new TarEntry(
                            "PaxHeaders/entry", TarEntry.Kind.FILE, 0644, records.length, entry.modifiedSeconds(), ""),
                    'x');
            out.write(records);
            out.write(new byte[(BLOCK - records.length % BLOCK) % BLOCK]);
        }
        char type = switch (entry.kind()) {
            case FILE -> '0';
            case FOLDER -> '5';
            case SYMBOLIC_LINK -> '2';
            case HARD_LINK -> '1';
            case SPECIAL -> throw new IllegalArgumentException("Devices are not written.");
        };
        block(entry, type);
    }

    private void block(TarEntry entry, char type) throws IOException {
        byte[] head = new byte[BLOCK];
        put(head, 0, 100, entry.name());
        put(head, 100, 8, octal(entry.mode(), 7));
        put(head, 108, 8, octal(0, 7));
        put(head, 116, 8, octal(0, 7));
        put(head, 124, 12, octal(Math.min(entry.size(), MAX_PLAIN_SIZE), 11));
        put(head, 136, 12, octal(Math.max(0, entry.modifiedSeconds()), 11));
        put(head, 148, 8, "        ");
        head[156] = (byte) type;
        put(head, 157, 100, entry.linkName());
        put(head, 257, 6, "ustar");
        put(head, 263, 2, "00");
        long sum = 0;
        for (byte b : head) {
            sum += b & 0xff;
        }
        put(head, 148, 8, octal(sum, 6) + "\0 ");
        out.write(head);
    }

    private static void put(byte[] head, int offset, int length, String text) {
        byte[] bytes = bytes(text);
        System.arraycopy(bytes, 0, head, offset, Math.min(length, bytes.length));
    }

    private static String octal(long value, int digits) {
        String text = Long.toOctalString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String pax(String key, String value) {
        int body = bytes(key).length + bytes(value).length + 3;
        int length = body + Integer.toString(body).length();
        if (Integer.toString(length).length() > Integer.toString(body).length()) {
            length = body + Integer.toString(length).length();
        }
        return length + " " + key + "=" + value + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

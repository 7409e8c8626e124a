package samara.functions.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a tar archive from its start to its end: ustar, pax and GNU's long names. Not thread-safe.
///
/// [The format](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06).
public final class TarReader implements Closeable {
    private static final int BLOCK = 512;
    private static final int MAX_NAME_BYTES = 1 << 20;

    private final InputStream in;
    private long left;
    private long padding;

    /// @param in the archive, uncompressed; closed with the reader
    public TarReader(InputStream in) {
        this.in = in;
    }

    /// The next entry, whose content [#content] then gives; nothing at the end.
    ///
    /// @throws ImageException if it is no tar archive
    public Optional<TarEntry> next() throws IOException {
        Map<String, String> extended = new LinkedHashMap<>();
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            byte[] head = in.readNBytes(BLOCK);
            if (head.length == 0 || isZero(head)) {
                return Optional.empty();
            }
            if (head.length < BLOCK) {
                throw new EOFException("The archive ends within an entry.");
            }
            checkSum(head);
            long size = number(head, 124, 12);
            switch (head[156]) {
                case 'x' -> extended.putAll(pax(text(size)));
                case 'g' -> text(size);
                case 'L' -> extended.put("path", trimmed(text(size)));
                case 'K' -> extended.put("linkpath", trimmed(text(size)));
                default -> {
                    return Optional.of(entry(head, size, extended));
                }
            }
        }
    }

    /// The content of the entry that [#next] gave last; to be read before the next one.
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int count = in.read(bytes, offset, (int) Math.min(length, left));
                if (count < 0) {
                    throw new EOFException("The archive ends within a file.");
                }
                left -= count;
                return count;
            }
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private TarEntry entry(byte[] head, long headSize, Map<String, String> extended) {
        if (extended.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse")) || head[156] == 'S') {
            throw new ImageException("The archive holds a sparse file, which is not supported.");
        }
        TarEntry.Kind kind = switch (head[156]) {
            case 0, '0', '7' -> TarEntry.Kind.FILE;
            case '1' -> TarEntry.Kind.HARD_LINK;
            case '2' -> TarEntry.Kind.SYMBOLIC_LINK;
            case '5' -> TarEntry.Kind.FOLDER;
            case '3', '4', '6' -> TarEntry.Kind.SPECIAL;
            default ->
                throw new ImageException("The archive holds an entry of the unknown type `" + (char) head[156] + "`.");
        };
        String prefix = string(head, 345, 155);
        boolean posix = string(head, 257, 6).equals("ustar") && head[263] == '0';
        String plain = string(head, 0, 100);
        String name = extended.getOrDefault("path", posix && !prefix.isEmpty() ? prefix + "/" + plain : plain);
        if (kind == TarEntry.Kind.FILE && name.endsWith("/")) {
            kind = TarEntry.Kind.FOLDER;
        }
        long size = extended.containsKey("size") ? whole(extended.get("size")) : headSize;
        left = kind == TarEntry.Kind.FILE || kind == TarEntry.Kind.FOLDER ? size : 0;
        padding = (BLOCK - left % BLOCK) % BLOCK;
        long modified = extended.containsKey("mtime")
                ? whole(extended.get("mtime").replaceFirst("\\..*", ""))
                : number(head, 136, 12);
        return new TarEntry(
                name,
                kind,
                (int) (number(head, 100, 8) & 07777),
                kind == TarEntry.Kind.FILE ? size : 0,
                modified,
                extended.getOrDefault("linkpath", string(head, 157, 100)));
    }

    private String text(long size) throws IOException {
        if (size > MAX_NAME_BYTES) {
            throw new ImageException("The archive holds an extended header of " + size + " bytes.");
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException("The archive ends within a header.");
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Records of the form `length key=value`, each on a line; the length counts bytes.
    private static Map<String, String> pax(String text) {
        Map<String, String> records = new LinkedHashMap<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            long length = whole(new String(bytes, at, space - at, StandardCharsets.US_ASCII));
            if (length <= space - at + 1 || at + length > bytes.length) {
                throw new ImageException("The archive holds an extended header that is damaged.");
            }
            String entry = new String(bytes, space + 1, (int) (at + length - space - 2), StandardCharsets.UTF_8);
            int equals = entry.indexOf('=');
            if (equals > 0) {
                records.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
            at += (int) length;
        }
        return records;
    }

    private static void checkSum(byte[] head) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += (i >= 148 && i < 156) ? ' ' : (head[i] & 0xff);
        }
        if (sum != number(head, 148, 8)) {
            throw new ImageException("This is no tar archive, or it is damaged.");
        }
    }

    /// An octal number, or GNU's binary form for large ones.
    private static long number(byte[] head, int offset, int length) {
        if ((head[offset] & 0x80) != 0) {
            long value = head[offset] & 0x7f;
            for (int i = 1; i < length; i++) {
                value = (value << 8) | (head[offset + i] & 0xff);
            }
            if (value < 0) {
                throw new ImageException("The archive holds a negative number.");
            }
            return value;
        }
        String digits = string(head, offset, length).trim();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new ImageException("This is no tar archive, or it is damaged.", e);
        }
    }

    private static long whole(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new ImageException("The archive holds an extended header that is damaged.", e);
        }
    }

    private static String string(byte[] head, int offset, int length) {
        int end = offset;
        while (end < offset + length && head[end] != 0) {
            end++;
        }
        return new String(head, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static String trimmed(String text) {
        return text.replaceFirst("\0+$", "");
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}

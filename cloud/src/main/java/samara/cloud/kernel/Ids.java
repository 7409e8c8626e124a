package samara.cloud.kernel;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything random: ids, suffixes, secrets. With a seed the same run gives the same ids.
public final class Ids {
    private static final String LOWER_ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String UPPER_ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final @Nullable SplittableRandom seeded;
    private final SecureRandom secure = new SecureRandom();

    private Ids(@Nullable SplittableRandom seeded) {
        this.seeded = seeded;
    }

    /// Ids that nobody can foretell.
    public static Ids random() {
        return new Ids(null);
    }

    /// The same ids in each run of the same calls. Secrets are foretellable then, too: for tests only.
    public static Ids seeded(long seed) {
        return new Ids(new SplittableRandom(seed));
    }

    /// A UUID of version 4 in its usual form.
    public String uuid() {
        long high;
        long low;
        if (seeded == null) {
            high = ThreadLocalRandom.current().nextLong();
            low = ThreadLocalRandom.current().nextLong();
        } else {
            synchronized (this) {
                high = seeded.nextLong();
                low = seeded.nextLong();
            }
        }
        return new UUID(high & 0xffff_ffff_ffff_0fffL | 0x4000L, low & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L)
                .toString();
    }

    /// Lower-case hexadecimal digits.
    public String hex(int digits) {
        return HexFormat.of().formatHex(bytes((digits + 1) / 2)).substring(0, digits);
    }

    /// Lower-case letters and digits, as in an API's id.
    public String lowerAlphanumeric(int length) {
        return of(LOWER_ALPHANUMERIC, length);
    }

    /// Upper-case letters and digits, as in the suffix of a generated name or an access key's id.
    public String upperAlphanumeric(int length) {
        return of(UPPER_ALPHANUMERIC, length);
    }

    /// A secret of this many Base64 characters.
    public String secret(int length) {
        return of(SECRET, length);
    }

    /// Characters of an alphabet.
    public String of(String alphabet, int length) {
        var text = new StringBuilder(length);
        if (seeded == null) {
            append(text, alphabet, length, secure);
        } else {
            synchronized (this) {
                append(text, alphabet, length, seeded);
            }
        }
        return text.toString();
    }

    /// A number from 0 to before 1.
    public double fraction() {
        if (seeded == null) {
            return ThreadLocalRandom.current().nextDouble();
        }
        synchronized (this) {
            return seeded.nextDouble();
        }
    }

    /// Bytes.
    public byte[] bytes(int count) {
        var bytes = new byte[count];
        if (seeded == null) {
            secure.nextBytes(bytes);
        } else {
            synchronized (this) {
                seeded.nextBytes(bytes);
            }
        }
        return bytes;
    }

    private static void append(StringBuilder text, String alphabet, int length, RandomGenerator random) {
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
    }
}

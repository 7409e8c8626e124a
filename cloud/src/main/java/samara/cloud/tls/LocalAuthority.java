package samara.cloud.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Ids;

/// The certificate authority of one cloud. Its certificate is `ca/ca.pem` in the data folder, for clients that are to
/// trust the cloud; its key lies beside it, readable by the user alone. Made when it is first needed, for ten years.
public final class LocalAuthority {
    /// As long as a certificate of ACM is valid.
    private static final Duration VALIDITY = Duration.ofDays(395);

    private static final Duration OWN_VALIDITY = Duration.ofDays(3650);
    private static final int SERIAL_BYTES = 16;

    private final Path folder;
    private final Clock clock;
    private final Ids ids;
    private @Nullable Issued own;

    /// @param folder the cloud's data folder; nothing is written before a certificate is needed
    public LocalAuthority(Path folder, Clock clock, Ids ids) {
        this.folder = folder.resolve("ca");
        this.clock = clock;
        this.ids = ids;
    }

    /// Where its certificate is, once [#certificate] was asked for.
    public Path file() {
        return folder.resolve("ca.pem");
    }

    /// Its own certificate.
    public X509Certificate certificate() {
        return own().certificate();
    }

    /// Issues a certificate for a server.
    ///
    /// @param names host names (`*.example.com`, too) and IP addresses, the one to show first
    public Issued issue(List<String> names, KeyKind kind) {
        Issued issuer = own();
        KeyPair pair = kind.generate();
        return new Issued(
                pair.getPrivate(),
                List.of(maker(VALIDITY).server(issuer, pair.getPublic(), names), issuer.certificate()));
    }

    private CertificateMaker maker(Duration validity) {
        return new CertificateMaker(
                new BigInteger(1, ids.bytes(SERIAL_BYTES)), clock.now().truncatedTo(ChronoUnit.DAYS), validity);
    }

    private synchronized Issued own() {
        if (own == null) {
            own = Files.exists(file()) && Files.exists(keyFile()) ? read() : create();
        }
        return own;
    }

    private Path keyFile() {
        return folder.resolve("ca-key.pem");
    }

    private Issued read() {
        try {
            return new Issued(Pem.privateKey(Files.readString(keyFile())), Pem.certificates(Files.readString(file())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadCertificateException e) {
            throw new IllegalStateException(
                    "The cloud's certificate authority in `" + folder + "` can't be read: " + e.getMessage()
                            + " Delete that folder to get a new one.",
                    e);
        }
    }

    private Issued create() {
        KeyPair pair = KeyKind.EC_PRIME256V1.generate();
        X509Certificate made = maker(OWN_VALIDITY).authority(pair, "Samara local authority " + ids.hex(8));
        try {
            Files.createDirectories(folder);
            write(keyFile(), Pem.of(pair.getPrivate()).pem());
            write(file(), Pem.of(made));
        } catch (IOException e) {
            throw new UncheckedIOException("The cloud's certificate authority can't be kept in `" + folder + "`.", e);
        }
        return new Issued(pair.getPrivate(), List.of(made));
    }

    /// A temporary file is its user's alone, and so is what it becomes.
    private void write(Path file, String text) throws IOException {
        Path temporary = Files.createTempFile(folder, "ca", ".tmp");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

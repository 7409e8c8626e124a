package samara.cli.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cloud.edge.TlsHost;
import samara.cloud.tls.BadCertificateException;
import samara.cloud.tls.Pem;

/// The certificate of a port, from the files that `--ssl-cert-file` and `--ssl-key-file` name.
final class ServerCertificate {
    private static final String CERTIFICATE = "--ssl-cert-file";
    private static final String KEY = "--ssl-key-file";

    private ServerCertificate() {}

    /// What clients are shown, if the options say so.
    ///
    /// @throws UserException where one of the two is missing, or what they hold is broken or does not fit
    static Optional<TlsHost> of(Invocation invocation) {
        Optional<String> certificate = invocation.arguments().text("ssl_cert_file");
        Optional<String> key = invocation.arguments().text("ssl_key_file");
        if (certificate.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new UserException("HTTPS needs both files: " + (certificate.isEmpty() ? CERTIFICATE : KEY)
                    + " is missing beside " + (certificate.isEmpty() ? KEY : CERTIFICATE) + ".");
        }
        Path certificateFile = invocation.environment().resolve(certificate.get());
        Path keyFile = invocation.environment().resolve(key.get());
        List<X509Certificate> chain = read(CERTIFICATE, certificateFile, Pem::certificates);
        PrivateKey secret = read(KEY, keyFile, Pem::privateKey);
        try {
            Pem.checkPair(secret, chain.getFirst());
        } catch (BadCertificateException e) {
            throw new UserException(KEY + " " + keyFile + " does not fit " + CERTIFICATE + " " + certificateFile + ": "
                    + e.getMessage());
        }
        return Optional.of(TlsHost.of(secret, chain));
    }

    private static <T> T read(String option, Path file, java.util.function.Function<String, T> reader) {
        try {
            if (Files.size(file) > Pem.LIMIT_BYTES) {
                throw new UserException(option + " " + file + " is larger than 1 MB.");
            }
            return reader.apply(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UserException(option + " " + file + " can't be read.");
        } catch (BadCertificateException e) {
            throw new UserException(option + " " + file + ": " + e.getMessage());
        }
    }
}

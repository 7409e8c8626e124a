package samara.cloud.tls;

/// A private key in PEM (PKCS #8) that no log shows.
public record Secret(String pem) {
    @Override
    public String toString() {
        return "Secret[…]";
    }
}

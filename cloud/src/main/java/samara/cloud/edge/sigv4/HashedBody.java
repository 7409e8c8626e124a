package samara.cloud.edge.sigv4;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import samara.wire.AwsException;

/// A body that is compared with its declared SHA-256 when it ends. Who reads it must not take it for good before.
final class HashedBody extends FilterInputStream {
    private final MessageDigest digest = Hashes.digest("SHA-256");
    private final String declared;
    private boolean checked;

    HashedBody(InputStream body, String declared) {
        super(body);
        this.declared = declared;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = in.read(to, offset, length);
        if (count > 0) {
            digest.update(to, offset, count);
        } else if (count < 0 && !checked) {
            checked = true;
            if (!Hashes.hex(digest.digest()).equals(declared)) {
                throw new AwsException(
                        "XAmzContentSHA256Mismatch",
                        400,
                        "The provided 'x-amz-content-sha256' header does not match what was computed.");
            }
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

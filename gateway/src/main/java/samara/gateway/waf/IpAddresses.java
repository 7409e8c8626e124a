package samara.gateway.waf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ranges of addresses in CIDR notation, `192.0.2.0/24` or `2001:db8::/32`.
public final class IpAddresses {
    private final List<Range> ranges = new ArrayList<>();

    private record Range(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Of ranges.
    ///
    /// @throws IllegalArgumentException with a sentence where one is none
    public IpAddresses(List<String> cidrs) {
        for (String cidr : cidrs) {
            String[] parts = cidr.split("/", -1);
            byte[] address = parse(parts[0])
                    .orElseThrow(() -> new IllegalArgumentException("`" + cidr + "` is no range in CIDR notation."));
            if (parts.length != 2 || !parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > address.length * 8) {
                throw new IllegalArgumentException("`" + cidr + "` is no range in CIDR notation.");
            }
            ranges.add(new Range(address, Integer.parseInt(parts[1])));
        }
    }

    /// Whether an address is in one of the ranges.
    public boolean hold(String address) {
        return parse(address)
                .filter(bytes -> ranges.stream().anyMatch(range -> range.holds(bytes)))
                .isPresent();
    }

    /// The bytes of an address; never looks a name up.
    static Optional<byte[]> parse(String text) {
        if (!text.matches("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

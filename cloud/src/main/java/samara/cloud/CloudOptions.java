package samara.cloud;

import java.nio.file.Path;
import java.util.Set;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Region;

/// How a cloud is to be started.
///
/// @param dataDir where its state is; an ephemeral cloud keeps working files there only
/// @param cacheDir what may be shared by all clouds of a user and can be made again, such as unpacked libraries
/// @param host the address to listen on
/// @param port the port, 0 for a free one
/// @param account whose administrator the generated credentials and `test`/`test` are
/// @param region the Region of requests that name none
/// @param allowedHosts host names by which it is reached, beside the loopback ones and AWS's
public record CloudOptions(
        Path dataDir,
        Path cacheDir,
        boolean isEphemeral,
        String host,
        int port,
        Account account,
        Region region,
        Set<String> allowedHosts) {

    /// The port that is listened on unless told otherwise.
    public static final int DEFAULT_PORT = 4566;

    /// A durable cloud on the loopback address and the usual port.
    public static CloudOptions in(Path dataDir) {
        return new CloudOptions(
                dataDir,
                Path.of(System.getProperty("user.home"), ".cache", "samara"),
                false,
                "127.0.0.1",
                DEFAULT_PORT,
                new Account("000000000000"),
                new Region("us-east-1"),
                Set.of());
    }

    /// The same with its state elsewhere.
    public CloudOptions at(Path otherDir) {
        return new CloudOptions(otherDir, cacheDir, isEphemeral, host, port, account, region, allowedHosts);
    }

    /// The same on another port.
    public CloudOptions onPort(int other) {
        return new CloudOptions(dataDir, cacheDir, isEphemeral, host, other, account, region, allowedHosts);
    }

    /// The same on another address, reached by these names, too.
    public CloudOptions onHost(String other, Set<String> names) {
        return new CloudOptions(dataDir, cacheDir, isEphemeral, other, port, account, region, names);
    }

    /// The same with its state in memory.
    public CloudOptions ephemeral() {
        return new CloudOptions(dataDir, cacheDir, true, host, port, account, region, allowedHosts);
    }

    /// The same with another administrator's account and usual Region.
    public CloudOptions as(Account otherAccount, Region otherRegion) {
        return new CloudOptions(dataDir, cacheDir, isEphemeral, host, port, otherAccount, otherRegion, allowedHosts);
    }

    boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
}

package samara.functions.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/// The system calls that a sandbox refuses with `EPERM`
/// ([seccomp](https://docs.kernel.org/userspace-api/seccomp_filter.html)): those that reach for the machine - mounts,
/// namespaces, modules, keys, clocks, eBPF - which no function needs, and which kernels had holes in. Debuggers work.
final class SystemCallFilter {
    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_GREATER_EQUAL = 0x35;
    private static final int RETURN = 0x06;
    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE = 0x00050001;
    private static final int OFFSET_OF_NUMBER = 0;
    private static final int OFFSET_OF_ARCHITECTURE = 4;
    /// Calls of the x32 ABI, which would be a way around.
    private static final int FIRST_OF_X32 = 0x40000000;

    // Both in the order: mounts and roots, swap and reboot, modules and kexec, eBPF and performance counters, keys,
    // userfaultfd, namespaces, file handles, accounting, the kernel's log, clocks, io_uring, the new mount calls.
    private static final List<Integer> X86_64 = List.of(
            165, 166, 155, 161, 167, 168, 169, 175, 176, 313, 246, 320, 321, 298, 250, 248, 249, 323, 308, 272, 304,
            163, 179, 103, 164, 227, 425, 426, 427, 428, 429, 430, 431, 432, 433, 442);

    private static final List<Integer> AARCH64 = List.of(
            40, 39, 41, 51, 224, 225, 142, 105, 106, 273, 104, 294, 280, 241, 219, 217, 218, 282, 268, 97, 265, 89, 60,
            116, 170, 112, 425, 426, 427, 428, 429, 430, 431, 432, 433, 442);

    // What changes owners and users: chown, setuid and their kin, capabilities.
    private static final List<Integer> OWNERS_OF_X86_64 =
            List.of(92, 93, 94, 260, 105, 106, 113, 114, 116, 117, 119, 122, 123, 126);

    private static final List<Integer> OWNERS_OF_AARCH64 =
            List.of(54, 55, 146, 144, 145, 143, 147, 149, 151, 152, 159, 91);

    private static final int PRETEND = 0x00050000;

    private SystemCallFilter() {}

    /// The filter for commands that build an image: the same, and what changes owners and users seems to succeed and
    /// does
    /// nothing. Package managers do so all the time, and the one user of a build's namespace is all that there is.
    static Optional<byte[]> programForBuilds(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(program(0xc000003e, X86_64, OWNERS_OF_X86_64));
            case "aarch64" -> Optional.of(program(0xc00000b7, AARCH64, OWNERS_OF_AARCH64));
            default -> Optional.empty();
        };
    }

    /// The filter's program for a machine, as the kernel takes it; none where its calls are not known here.
    ///
    /// @param architecture as the system property `os.arch` says it
    static Optional<byte[]> program(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(program(0xc000003e, X86_64, List.of()));
            case "aarch64" -> Optional.of(program(0xc00000b7, AARCH64, List.of()));
            default -> Optional.empty();
        };
    }

    private static byte[] program(int architecture, List<Integer> refused, List<Integer> pretended) {
        int steps = refused.size() + pretended.size() + 8;
        var out = ByteBuffer.allocate(8 * steps).order(ByteOrder.LITTLE_ENDIAN);
        step(out, LOAD_WORD, 0, 0, OFFSET_OF_ARCHITECTURE);
        step(out, JUMP_EQUAL, 1, 0, architecture);
        step(out, RETURN, 0, 0, REFUSE);
        step(out, LOAD_WORD, 0, 0, OFFSET_OF_NUMBER);
        int left = refused.size() + pretended.size();
        step(out, JUMP_GREATER_EQUAL, left + 1, 0, FIRST_OF_X32);
        for (int call : refused) {
            step(out, JUMP_EQUAL, left, 0, call);
            left--;
        }
        for (int call : pretended) {
            step(out, JUMP_EQUAL, left + 1, 0, call);
            left--;
        }
        step(out, RETURN, 0, 0, ALLOW);
        step(out, RETURN, 0, 0, REFUSE);
        step(out, RETURN, 0, 0, PRETEND);
        return out.array();
    }

    private static void step(ByteBuffer out, int code, int whereTrue, int whereFalse, int value) {
        out.putShort((short) code).put((byte) whereTrue).put((byte) whereFalse).putInt(value);
    }
}

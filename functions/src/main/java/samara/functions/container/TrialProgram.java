package samara.functions.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A Linux program that ends at once with success, without any library: what an engine is tried with where no image can
/// be pulled. An ELF head, one segment, and the machine's `exit(0)`.
final class TrialProgram {
    private static final int HEAD = 64 + 56;
    private static final long ADDRESS = 0x400000;

    /// `mov eax, 60; xor edi, edi; syscall`
    private static final int[] X86_64 = {0xb8, 0x3c, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05};

    /// `mov x8, 93; mov x0, 0; svc 0`
    private static final int[] ARM64 = {0xa8, 0x0b, 0x80, 0xd2, 0, 0, 0x80, 0xd2, 1, 0, 0, 0xd4};

    private TrialProgram() {}

    static byte[] bytes(String architecture) {
        boolean arm = architecture.equals("arm64");
        int[] code = arm ? ARM64 : X86_64;
        int size = HEAD + code.length;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        file.putShort((short) 2).putShort((short) (arm ? 183 : 62)).putInt(1);
        file.putLong(ADDRESS + HEAD).putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 1);
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS);
        file.putLong(size).putLong(size).putLong(0x1000);
        for (int b : code) {
            file.put((byte) b);
        }
        return file.array();
    }
}

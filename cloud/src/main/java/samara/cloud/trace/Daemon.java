package samara.cloud.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Json;
import samara.cloud.kernel.Kernel;
import samara.template.NumberNode;
import samara.template.ObjectNode;

/// The X-Ray daemon's UDP port, which functions' SDKs send segments to: `{"format":"json","version":1}`, a line break,
/// a document. It is on the loopback address, of the number of the cloud's port where that is free, and opened for the
/// first function that runs.
///
/// A datagram does not say who sent it. Its document belongs to the invocation that it names by trace and parent, and
/// is written with that function's role; where the parent is a subsegment, which only the function knows, to the last
/// invocation of that trace. One of no invocation of this cloud is dropped, and so is what comes faster than
/// 1,000 datagrams a second: each with a line in the cloud's log.
public final class Daemon implements AutoCloseable {
    /// The largest datagram, in bytes.
    private static final int DATAGRAM = 65_535;
    private static final int A_SECOND = 1_000;
    private static final long SECOND_NANOS = 1_000_000_000;
    /// Invocations that may still send something.
    private static final int KNOWN = 10_000;

    private final Kernel kernel;
    private final SegmentWriter writer;
    private final Complaints complaints;
    private final Map<String, Author> authors = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Author> eldest) {
            return size() > KNOWN;
        }
    };
    private @Nullable DatagramSocket socket;
    private boolean closed;
    private long windowNanos;
    private int inWindow;

    /// A daemon that listens to nobody yet.
    public Daemon(Kernel kernel) {
        this.kernel = kernel;
        this.complaints = new Complaints(kernel.clock());
        this.writer = new SegmentWriter(kernel, complaints);
    }

    /// What segments are written by.
    public SegmentWriter writer() {
        return writer;
    }

    /// Lets an invocation send subsegments.
    ///
    /// @param segment the function's segment, which they name as their parent
    public void expect(TraceHeader header, String segment, Author author) {
        synchronized (authors) {
            authors.put(header.root() + "/" + segment, author);
            authors.put(header.root(), author);
        }
    }

    /// The port, which is opened if it is not; nothing when the cloud is being stopped.
    public synchronized Optional<Integer> port() {
        if (closed) {
            return Optional.empty();
        }
        if (socket == null) {
            DatagramSocket opened = open(kernel.addresses().port());
            socket = opened;
            Thread.ofVirtual().name("samara-xray-daemon").start(() -> listen(opened));
        }
        return Optional.of(socket.getLocalPort());
    }

    private static DatagramSocket open(int port) {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (BindException e) {
            if (port != 0) {
                return open(0);
            }
            throw new UncheckedIOException("There is no free UDP port for the X-Ray daemon.", e);
        } catch (SocketException e) {
            throw new UncheckedIOException("The UDP port of the X-Ray daemon cannot be opened.", e);
        }
    }

    private void listen(DatagramSocket from) {
        var packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
        while (!from.isClosed()) {
            try {
                packet.setLength(DATAGRAM);
                from.receive(packet);
                if (isTooFast()) {
                    complaints.add("Datagrams to the X-Ray daemon's port are dropped: more than " + A_SECOND
                            + " came in a second.");
                } else {
                    take(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                if (!from.isClosed()) {
                    complaints.add("The X-Ray daemon's port cannot be read: " + e.getMessage());
                }
            }
        }
    }

    private boolean isTooFast() {
        long now = System.nanoTime();
        if (now - windowNanos > SECOND_NANOS) {
            windowNanos = now;
            inWindow = 0;
        }
        return ++inWindow > A_SECOND;
    }

    private void take(String datagram) {
        int line = datagram.indexOf('\n');
        if (line < 0 || !isHeader(datagram.substring(0, line))) {
            complaints.add("A datagram to the X-Ray daemon's port does not begin with the line"
                    + " {\"format\":\"json\",\"version\":1}.");
            return;
        }
        String document = datagram.substring(line + 1);
        Optional<ObjectNode> object = object(document);
        Optional<String> trace = object.flatMap(segment -> segment.string("trace_id"));
        if (trace.isEmpty()) {
            complaints.add("A datagram to the X-Ray daemon's port holds no segment: it is no JSON object with a"
                    + " `trace_id`.");
            return;
        }
        Optional<Author> author =
                author(trace.get(), object.get().string("parent_id").orElse(""));
        if (author.isPresent()) {
            writer.write(author.get(), document);
        } else {
            complaints.add("A datagram to the X-Ray daemon's port is of no traced invocation of a function here. Other"
                    + " programs write segments by PutTraceSegments.");
        }
    }

    private Optional<Author> author(String trace, String parent) {
        synchronized (authors) {
            return Optional.ofNullable(authors.get(trace + "/" + parent))
                    .or(() -> Optional.ofNullable(authors.get(trace)));
        }
    }

    private static boolean isHeader(String line) {
        return object(line)
                .filter(header -> header.string("format").filter("json"::equals).isPresent())
                .flatMap(header -> header.get("version"))
                .filter(version ->
                        version instanceof NumberNode number && number.literal().equals("1"))
                .isPresent();
    }

    private static Optional<ObjectNode> object(String json) {
        try {
            return Json.parse(json).asObject();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// How many segments and datagrams were lost.
    long lost() {
        return complaints.total();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            socket.close();
        }
    }
}

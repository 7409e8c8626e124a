package samara.functions.isolation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.functions.runtime.AwsSdk;
import samara.functions.runtime.SearchPath;

/// [bubblewrap](https://github.com/containers/bubblewrap): namespaces of its own, a read-only system without the
/// user's home, Lambda's folders. The network is the machine's, unless it is switched off.
///
/// @param bwrap the program
/// @param limits whether `prlimit` is there to limit processes and open files
/// @param hardened whether system calls are filtered, and user namespaces forbidden inside
/// @param network whether functions have the machine's network; without, none at all
public record Sandbox(Path bwrap, boolean limits, boolean hardened, boolean network) implements Isolation {
    /// The file of the filter, beside our bootstraps.
    private static final String FILTER = "seccomp.bpf";

    /// Where compiled modules are seen.
    public static final String BYTE_CODE = "/var/cache/samara";

    private static final String PYTHON_SDK = "/var/lang/sdk/python";
    /// Node.js finds packages in folders of this name only.
    private static final String NODE_SDK = "/var/lang/sdk/node_modules";

    /// Opens the filter for bubblewrap, which takes it as an open file.
    private static final List<String> OPEN_FILTER =
            List.of("/bin/sh", "-c", "exec 9<\"$1\"; shift; exec \"$@\"", "samara-sandbox");

    /// What a system's programs need of it. None holds secrets.
    private static final List<String> SYSTEM = List.of(
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/alternatives",
            "/etc/ssl/certs",
            "/etc/ssl/openssl.cnf",
            "/etc/pki/tls",
            "/etc/pki/ca-trust",
            "/etc/ca-certificates",
            "/usr/share/ca-certificates",
            "/etc/resolv.conf",
            "/etc/hosts",
            "/etc/host.conf",
            "/etc/nsswitch.conf",
            "/etc/gai.conf",
            "/etc/services",
            "/etc/protocols",
            "/etc/localtime",
            "/etc/mime.types");

    private static final List<String> ALONE = List.of(
            "--unshare-user",
            "--uid",
            "993",
            "--gid",
            "990",
            "--unshare-pid",
            "--unshare-ipc",
            "--unshare-uts",
            "--hostname",
            "localhost",
            "--die-with-parent",
            "--new-session",
            "--cap-drop",
            "ALL");

    private static final Pattern LOADER =
            Pattern.compile("LD_.*|GCONV_PATH|LOCPATH|GLIBC_TUNABLES|MALLOC_.*|ENV|BASH_ENV|BASH_FUNC_.*");

    private static final List<String> TOP = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

    /// The sandbox, if bubblewrap is installed and this machine lets it make one.
    public static Optional<Sandbox> find() {
        return SearchPath.find("bwrap").flatMap(bwrap -> {
            boolean limits = java.nio.file.Files.isExecutable(Path.of("/usr/bin/prlimit"));
            var hardened = new Sandbox(bwrap, limits, true, true);
            var plain = new Sandbox(bwrap, limits, false, true);
            return hardened.works() ? Optional.of(hardened) : Optional.of(plain).filter(Sandbox::works);
        });
    }

    private boolean works() {
        try {
            Path folder = java.nio.file.Files.createTempDirectory("samara-sandbox");
            try {
                writeFilter(folder);
                List<String> trial = base(folder);
                trial.addAll(List.of("--", "/usr/bin/env", "true"));
                return (!hardened || java.nio.file.Files.exists(folder.resolve(FILTER))) && Isolation.succeeds(trial);
            } finally {
                java.nio.file.Files.deleteIfExists(folder.resolve(FILTER));
                java.nio.file.Files.delete(folder);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Writes the filter of system calls beside the bootstraps.
    public static void writeFilter(Path folder) throws IOException {
        Optional<byte[]> program = SystemCallFilter.program(System.getProperty("os.arch"));
        if (program.isPresent()) {
            java.nio.file.Files.write(folder.resolve(FILTER), program.get());
        }
    }

    /// Writes the filter for builds into a folder of theirs.
    public static void writeBuildFilter(Path folder) throws IOException {
        Optional<byte[]> program = SystemCallFilter.programForBuilds(System.getProperty("os.arch"));
        if (program.isPresent()) {
            java.nio.file.Files.write(folder.resolve(FILTER), program.get());
        }
    }

    /// The same without a network: functions reach nothing but their Runtime API.
    public Sandbox withoutNetwork() {
        return new Sandbox(bwrap, limits, hardened, false);
    }

    /// What bubblewrap is started with; the folder is that of the filter.
    private List<String> start(Path folder) {
        List<String> all = new ArrayList<>();
        if (hardened) {
            all.addAll(OPEN_FILTER);
            all.add(folder.resolve(FILTER).toString());
        }
        all.add(bwrap.toString());
        if (hardened) {
            all.addAll(List.of("--seccomp", "9"));
        }
        return all;
    }

    private List<String> alone() {
        List<String> all = new ArrayList<>(ALONE);
        if (hardened) {
            all.add("--disable-userns");
        }
        if (!network) {
            all.add("--unshare-net");
        }
        return all;
    }

    /// Variables that change how programs are loaded are set by bubblewrap, inside: outside, they would let a function
    /// load its code into bubblewrap itself.
    @Override
    public List<String> protect(List<String> wrapped, Map<String, String> variables) {
        List<String> inside = new ArrayList<>();
        variables.entrySet().removeIf(variable -> {
            boolean loads = LOADER.matcher(variable.getKey()).matches();
            if (loads) {
                inside.addAll(List.of("--setenv", variable.getKey(), variable.getValue()));
            }
            return loads;
        });
        List<String> all = new ArrayList<>(wrapped);
        all.addAll(all.indexOf("--die-with-parent"), inside);
        return all;
    }

    @Override
    public String description() {
        return "sandboxes by bubblewrap (" + bwrap + (hardened ? ", with filtered system calls" : "")
                + (network ? "" : ", without network") + ")";
    }

    @Override
    public View view(Files files) {
        return new View(
                "/var/task",
                "/opt",
                "/var/runtime",
                "/run/samara/runtime.sock",
                "/tmp",
                files.byteCode().map(code -> BYTE_CODE),
                files.sdk().map(sdk -> sdk.names().isEmpty() ? NODE_SDK : PYTHON_SDK));
    }

    @Override
    public List<String> wrap(List<String> command, Files files) {
        List<String> all = base(files.bootstraps());
        files.interpreter()
                .filter(prefix -> !prefix.startsWith("/usr") && prefix.getNameCount() > 0)
                .ifPresent(prefix -> bind(all, "--ro-bind", prefix, prefix.toString()));
        bind(all, "--ro-bind", files.bootstraps().resolve("passwd"), "/etc/passwd");
        bind(all, "--ro-bind", files.bootstraps().resolve("group"), "/etc/group");
        files.hosts().ifPresent(hosts -> bind(all, "--ro-bind", hosts, "/etc/hosts"));
        bind(all, "--ro-bind", files.code(), "/var/task");
        bind(all, "--ro-bind", files.bootstraps(), "/var/runtime");
        files.layers().ifPresent(layers -> bind(all, "--ro-bind", layers, "/opt"));
        files.byteCode().ifPresent(code -> byteCode(all, code));
        files.sdk().ifPresent(sdk -> sdk(all, sdk));
        files.socket().ifPresent(socket -> bind(all, "--bind", socket, "/run/samara/runtime.sock"));
        long bytes = files.temporaryMegabytes() * 1024L * 1024L;
        all.addAll(List.of("--size", Long.toString(bytes), "--tmpfs", "/tmp"));
        // What bubblewrap makes `/` and `/dev` of lies in memory, too, and has no limit of its own.
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/var/task", "--"));
        if (limits) {
            all.addAll(List.of("/usr/bin/prlimit", "--nproc=1024", "--nofile=1024", "--core=0"));
        }
        all.addAll(command);
        return all;
    }

    /// The command that runs `command` with an image's files as `/`. The image's programs bring all they need; of the
    /// machine they see the network, its names and nothing else.
    ///
    /// @param workingDirectory a folder of the image
    public List<String> wrap(List<String> command, ImageFiles files, String workingDirectory) {
        List<String> all = new ArrayList<>();
        if (limits) {
            all.addAll(List.of("/usr/bin/prlimit", "--nofile=1024", "--core=0"));
        }
        all.addAll(start(files.accounts()));
        bind(all, "--ro-bind", files.root(), "/");
        all.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        all.addAll(List.of("--ro-bind-try", "/etc/resolv.conf", "/etc/resolv.conf"));
        bind(all, "--ro-bind", files.hosts(), "/etc/hosts");
        bind(all, "--ro-bind", files.accounts().resolve("passwd"), "/etc/passwd");
        bind(all, "--ro-bind", files.accounts().resolve("group"), "/etc/group");
        all.addAll(alone());
        long bytes = files.temporaryMegabytes() * 1024L * 1024L;
        all.addAll(List.of("--size", Long.toString(bytes), "--tmpfs", "/tmp"));
        all.addAll(List.of("--remount-ro", "/dev", "--chdir", workingDirectory, "--"));
        all.addAll(command);
        return all;
    }

    /// The command that runs `command` while an image is built: as its root, who may write to all of its files, with
    /// the machine's network.
    ///
    /// @param folder that of [#writeBuildFilter]
    public List<String> wrapBuild(List<String> command, Path root, String workingDirectory, Path folder) {
        List<String> all = start(folder);
        bind(all, "--bind", root, "/");
        all.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        for (String name : List.of("/etc/resolv.conf", "/etc/hosts")) {
            if (!java.nio.file.Files.isSymbolicLink(root.resolve(name.substring(1)))) {
                all.addAll(List.of("--ro-bind-try", name, name));
            }
        }
        all.addAll(List.of("--unshare-user", "--uid", "0", "--gid", "0", "--unshare-pid", "--unshare-ipc"));
        all.addAll(List.of("--unshare-uts", "--hostname", "build", "--die-with-parent", "--new-session"));
        for (String capability : List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SETGID", "SETUID")) {
            all.addAll(List.of("--cap-add", "CAP_" + capability));
        }
        all.addAll(List.of("--chdir", workingDirectory, "--"));
        all.addAll(command);
        return all;
    }

    /// The machine's files of an environment that runs an image.
    ///
    /// @param root the unpacked image, never written to
    /// @param accounts the folder of our `passwd` and `group`
    /// @param hosts what is `/etc/hosts` there
    public record ImageFiles(Path root, Path accounts, Path hosts, int temporaryMegabytes) {}

    @Override
    public boolean endsAll() {
        return true;
    }

    private List<String> base(Path bootstraps) {
        List<String> all = start(bootstraps);
        all.addAll(List.of("--ro-bind", "/usr", "/usr"));
        for (String name : TOP) {
            Path folder = Path.of(name);
            if (java.nio.file.Files.isSymbolicLink(folder)) {
                all.addAll(List.of("--symlink", target(folder), name));
            } else if (java.nio.file.Files.isDirectory(folder)) {
                bind(all, "--ro-bind", folder, name);
            }
        }
        for (String name : SYSTEM) {
            all.addAll(List.of("--ro-bind-try", name, name));
        }
        // Debian keeps the settings of its JDKs there.
        java.io.File[] javas = new java.io.File("/etc").listFiles((_, name) -> name.startsWith("java-"));
        for (java.io.File settings : javas == null ? new java.io.File[0] : javas) {
            all.addAll(List.of("--ro-bind-try", settings.getPath(), settings.getPath()));
        }
        all.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        all.addAll(alone());
        return all;
    }

    private static String target(Path link) {
        try {
            return java.nio.file.Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void byteCode(List<String> all, ByteCodeFolder code) {
        if (code.megabytes() > 0) {
            all.addAll(List.of("--size", Long.toString((long) code.megabytes() << 20), "--tmpfs", BYTE_CODE));
        } else {
            bind(all, code.written() ? "--bind" : "--ro-bind", code.folder(), BYTE_CODE);
        }
    }

    private static void sdk(List<String> all, AwsSdk sdk) {
        if (sdk.names().isEmpty()) {
            bind(all, "--ro-bind", sdk.folder(), NODE_SDK);
        }
        sdk.names().forEach(name -> bind(all, "--ro-bind", sdk.folder().resolve(name), PYTHON_SDK + "/" + name));
    }

    private static void bind(List<String> all, String how, Path from, String to) {
        all.addAll(List.of(how, from.toString(), to));
    }
}

package samara.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Builds code of one language.
sealed interface Toolchain permits Toolchain.Interpreted, Toolchain.Compiled {

    /// What is known without running anything of which tool would be used: when this and the sources are as they were,
    /// so is what would be built.
    String request();

    /// A text that changes whenever the same sources would give something else: the tool's version.
    ///
    /// @throws BuildException if the tool is not on this machine
    String identity();

    /// The folders and files that decide what is built; those that are not there may come.
    List<Path> inputs(Artifact artifact);

    /// Names of files and folders that stay behind when the source is copied, and that don't count as sources.
    boolean isLeftBehind(String name);

    /// What functions of the same code must have in common to share what was built, beside code, runtime, method,
    /// architecture and `BuildProperties`.
    default String shared(Artifact artifact) {
        return "";
    }

    /// Whether `--build-in-source` means anything to it.
    default boolean canBuildInSource() {
        return false;
    }

    /// Code that runs as it was written, beside its dependencies.
    non-sealed interface Interpreted extends Toolchain {

        /// The dependency manifest, which need not exist.
        Path manifest(Path code);

        /// What of the source folder decides about the dependencies, hashed; empty where there are none to install.
        String dependencyKey(Path code) throws IOException;

        /// Installs the dependencies into an empty folder.
        ///
        /// @throws BuildException when the tool fails
        void install(Artifact artifact, Path into) throws IOException;

        /// The folder of a layer that the runtime looks into: `python`.
        String layerFolder();
    }

    /// Code that a tool makes something else of.
    non-sealed interface Compiled extends Toolchain {

        /// Builds into an empty folder.
        ///
        /// @throws BuildException when the tool fails
        void compile(Artifact artifact, Path into) throws IOException;
    }
}

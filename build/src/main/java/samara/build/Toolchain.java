package samara.build;

import java.io.IOException;
import java.nio.file.Path;

/// Builds code of one language.
sealed interface Toolchain permits PythonToolchain, NodejsToolchain {

    /// What is known without running anything of which tool would be used: when this and the sources are as they were,
    /// so is what would be built.
    String request();

    /// A text that changes whenever the same manifest would give other dependencies: the tool's version.
    ///
    /// @throws BuildException if the tool is not on this machine
    String identity();

    /// The dependency manifest in this folder, which need not exist.
    Path manifest(Path code);

    /// What of the source folder decides about the dependencies, hashed; empty where there are none to install.
    String dependencyKey(Path code) throws IOException;

    /// Installs the dependencies into an empty folder.
    ///
    /// @throws BuildException when the tool fails
    void install(Artifact artifact, Path into) throws IOException;

    /// Names of files and folders that stay behind when the source is copied.
    boolean isLeftBehind(String name);

    /// The folder of a layer that the runtime looks into: `python`.
    String layerFolder();

    /// The toolchain of a runtime or `BuildMethod`.
    ///
    /// @throws BuildException if it is not built
    static Toolchain of(Artifact artifact, Tools tools) {
        String runtime = artifact.runtime();
        if (runtime.startsWith("python3.")) {
            return new PythonToolchain(runtime, tools);
        }
        if (runtime.matches("nodejs\\d+\\.x")) {
            return new NodejsToolchain(tools);
        }
        throw new BuildException(
                artifact.span() + ": building `" + artifact.logicalId() + "` needs the toolchain of `" + runtime
                        + "`, which is not built in Samara yet. Python and Node.js are.",
                "");
    }
}

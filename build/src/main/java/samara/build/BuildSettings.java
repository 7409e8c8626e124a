package samara.build;

import java.nio.file.Path;
import java.util.Optional;

/// How to build.
///
/// @param buildFolder where artifacts go, one folder a resource: `.aws-sam/build`
/// @param cacheFolder where dependencies, compilers' own caches and marks are kept: `.aws-sam/cache`
/// @param isCached whether what has not changed is left as it is
/// @param isInSource whether tools that can are to work in the source folder, not in a copy
/// @param runsTests whether tools that run the code's tests when they build (Maven, Gradle) are to run them
/// @param isForHere whether the code is to run on this machine, whatever architecture it declares
/// @param manifest the dependency manifest to take in place of the one in the code's folder
/// @param containers how to build in containers; empty for building on this machine
public record BuildSettings(
        Path buildFolder,
        Path cacheFolder,
        boolean isCached,
        boolean isInSource,
        boolean runsTests,
        boolean isForHere,
        Optional<Path> manifest,
        Optional<ContainerSettings> containers) {

    /// A cached build, to be run on this machine at once.
    public static BuildSettings of(Path buildFolder, Path cacheFolder) {
        return new BuildSettings(
                buildFolder, cacheFolder, true, false, false, true, Optional.empty(), Optional.empty());
    }

    /// What of these decides what is built.
    String key() {
        return isInSource + "/" + runsTests + "/" + isForHere + "/"
                + manifest.map(Path::toString).orElse("")
                + containers.map(settings -> settings.variables().toString()).orElse("");
    }

    /// The architecture to build for, where it is not this machine's.
    Optional<String> foreign(String architecture) {
        return isForHere || architecture.equals(Tools.architecture()) ? Optional.empty() : Optional.of(architecture);
    }

    /// Where a tool may keep what makes its next run faster.
    Path toolCache(String tool, Path code) {
        return cacheFolder
                .resolve(tool)
                .resolve(Fingerprint.of(code.toString()).substring(0, 16))
                .toAbsolutePath();
    }
}

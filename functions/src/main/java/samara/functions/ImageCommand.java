package samara.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import samara.functions.image.RootFolder;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.PlainProcess;
import samara.functions.isolation.Sandbox;
import samara.functions.runtime.UnsupportedRuntimeException;

/// What is run for an image: its entry point and command, in a sandbox or a container that has the image as `/`.
///
/// An entry point that is AWS's runtime interface emulator is left out: the Runtime API that it stands in for is here.
/// Base images of AWS do so by themselves, where `AWS_LAMBDA_RUNTIME_API` is set.
record ImageCommand(FunctionCode.Image image) {
    private static final String EMULATOR = "aws-lambda-rie";

    /// The command in a sandbox.
    ///
    /// @throws UnsupportedRuntimeException when nothing in the image can be run, or nothing here runs images
    List<String> in(Isolation isolation, Sandbox.ImageFiles files, ExtensionPrograms extensions) {
        List<String> line = line(extensions);
        return switch (isolation) {
            case Sandbox sandbox -> sandbox.wrap(line, files, workingDirectory());
            case PlainProcess _ ->
                throw new UnsupportedRuntimeException("The image `" + image.image()
                        + "` can only be run in a sandbox or a container: install bubblewrap, so that `bwrap` is on the"
                        + " PATH, or Podman.");
        };
    }

    /// What is run, extensions first.
    ///
    /// @throws UnsupportedRuntimeException when nothing in the image can be run
    List<String> line(ExtensionPrograms extensions) {
        List<String> command = program();
        check(workingDirectory());
        if (!extensions.names().isEmpty() && !isProgram("/bin/sh")) {
            throw new UnsupportedRuntimeException("The image `" + image.image()
                    + "` has extensions in `/opt/extensions` and no `/bin/sh`, by which they are started.");
        }
        return extensions.before(command);
    }

    /// Where it is run.
    String workingDirectory() {
        return image.overrides().workingDirectory().orElse(image.config().workingDirectory());
    }

    private List<String> program() {
        List<String> line = image.config().commandLine(image.overrides());
        if (!line.isEmpty() && Path.of(line.getFirst()).endsWith(EMULATOR)) {
            line = line.subList(1, line.size());
        }
        if (line.isEmpty()) {
            throw new UnsupportedRuntimeException("The image `" + image.image()
                    + "` says neither by `ENTRYPOINT` nor by `CMD` what to run, and its function's `ImageConfig` "
                    + "doesn't either.");
        }
        String program = line.getFirst();
        if (program.startsWith("/") && !isProgram(program)) {
            throw new UnsupportedRuntimeException(
                    "The entry point `" + program + "` of the image `" + image.image() + "` is no program in it.");
        }
        return line;
    }

    private boolean isProgram(String path) {
        try {
            return Files.isExecutable(new RootFolder(image.root()).resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(String workingDirectory) {
        try {
            if (!workingDirectory.startsWith("/")
                    || !Files.isDirectory(new RootFolder(image.root()).resolve(workingDirectory))) {
                throw new UnsupportedRuntimeException("The working directory `" + workingDirectory
                        + "` is no folder in the image `" + image.image() + "`.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

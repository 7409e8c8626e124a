package samara.functions.runtime;

import java.nio.file.Path;

/// A program of this machine that runs a language.
///
/// @param version as [LambdaRuntime#version] counts
/// @param prefix the folder that holds all of its installation
public record Interpreter(Path program, int version, Path prefix) {

    /// One whose installation is the parent of its `bin`.
    static Interpreter of(Path program, int version) {
        Path bin = program.getParent();
        Path prefix = bin == null ? null : bin.getParent();
        return new Interpreter(program, version, prefix == null ? program : prefix);
    }
}

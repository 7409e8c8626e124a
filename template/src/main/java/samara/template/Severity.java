package samara.template;

/// How bad a [Diagnostic] is: only an error stops a command.
public enum Severity {
    ERROR,
    WARNING
}

package samara.template;

/// How bad a [Diagnostic] is: only an error stops a command.
public enum Severity {
    /// What can't work.
    ERROR("error"),
    /// What works, and is probably not what was meant.
    WARNING("warning"),
    /// What is good to know.
    INFO("info");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /// As people and scripts are told.
    public String word() {
        return word;
    }
}

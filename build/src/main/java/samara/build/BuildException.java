package samara.build;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A build that failed, said in one line that names the function, the manifest and what to do; the tool's last lines
/// come before it.
public final class BuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern PLACE = Pattern.compile("\\S+:\\d+:\\d+");

    private final String output;
    private final transient List<BuildException> others;

    /// @param output the last lines of the tool that failed, as it printed them; empty if there are none
    public BuildException(String message, String output) {
        this(message, output, List.of());
    }

    private BuildException(String message, String output, List<BuildException> others) {
        super(message, null, false, false);
        this.output = output;
        this.others = List.copyOf(others);
    }

    /// The first of several failures, which knows the others.
    static BuildException ofAll(List<BuildException> failures) {
        BuildException first = failures.getFirst();
        return new BuildException(first.message(), first.output(), failures.subList(1, failures.size()));
    }

    /// The same, naming what was to be built where the sentence neither names it nor begins with a place in the
    /// template.
    BuildException of(List<Artifact> artifacts) {
        boolean named = PLACE.matcher(message()).lookingAt()
                || artifacts.stream().anyMatch(artifact -> message().contains("`" + artifact.path() + "`"));
        String all = artifacts.stream().map(Artifact::called).collect(Collectors.joining(" and "));
        return named ? this : new BuildException("Can't build " + all + ": " + message(), output, others);
    }

    /// The sentence.
    public String message() {
        return String.valueOf(getMessage());
    }

    /// The tool's last lines.
    public String output() {
        return output;
    }

    /// What else failed in the same build.
    public List<BuildException> others() {
        return others;
    }
}

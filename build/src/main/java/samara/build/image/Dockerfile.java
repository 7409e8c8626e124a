package samara.build.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Dockerfile, read into stages. [Its reference](https://docs.docker.com/reference/dockerfile/).
///
/// @param name what messages call the file
/// @param escape the character that continues a line, `\` unless a directive says otherwise
/// @param arguments the `ARG`s before the first stage
record Dockerfile(String name, char escape, List<Instruction> arguments, List<Stage> stages) {
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*(\\w+)\\s*=\\s*(.+?)\\s*");
    private static final Pattern FLAG = Pattern.compile("--([a-z-]+)(?:=(\\S*))?(?:\\s+|$)");
    private static final Pattern HERE_DOCUMENT = Pattern.compile("(^|\\s)<<-?[\"']?\\w+");
    private static final List<String> KEYWORDS = List.of(
            "FROM",
            "ARG",
            "ENV",
            "COPY",
            "ADD",
            "RUN",
            "WORKDIR",
            "USER",
            "LABEL",
            "ENTRYPOINT",
            "CMD",
            "SHELL",
            "EXPOSE",
            "VOLUME",
            "STOPSIGNAL",
            "HEALTHCHECK",
            "MAINTAINER",
            "ONBUILD");

    /// From one `FROM` to the next.
    ///
    /// @param name what `AS` says; the stage's number if it doesn't
    record Stage(String name, Instruction from, List<Instruction> instructions) {}

    /// @throws ImageBuildException with the line of what is wrong
    static Dockerfile parse(String text, String name) {
        return new Reader(text, name).read();
    }

    /// The stage of this name or number.
    Optional<Stage> stage(String wanted) {
        return stages.stream()
                .filter(stage -> stage.name().equalsIgnoreCase(wanted)
                        || Integer.toString(stages.indexOf(stage)).equals(wanted))
                .reduce((first, second) -> second);
    }

    private static final class Reader {
        private final List<String> lines;
        private final String name;
        private final List<Instruction> arguments = new ArrayList<>();
        private final List<Stage> stages = new ArrayList<>();
        private char escape = '\\';
        private int at;

        Reader(String text, String name) {
            this.lines = text.replace("\uFEFF", "").lines().toList();
            this.name = name;
        }

        Dockerfile read() {
            directives();
            while (at < lines.size()) {
                String line = lines.get(at).strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    at++;
                } else {
                    add(instruction());
                }
            }
            if (stages.isEmpty()) {
                throw new ImageBuildException(name + " has no `FROM`.", "");
            }
            return new Dockerfile(name, escape, List.copyOf(arguments), List.copyOf(stages));
        }

        private void directives() {
            for (; at < lines.size(); at++) {
                Matcher directive = DIRECTIVE.matcher(lines.get(at).strip());
                if (!directive.matches()) {
                    return;
                }
                if (directive.group(1).equalsIgnoreCase("escape")) {
                    escape = directive.group(2).charAt(0);
                }
            }
        }

        private Instruction instruction() {
            int first = at + 1;
            StringBuilder joined = new StringBuilder();
            boolean more = true;
            while (more && at < lines.size()) {
                String line = lines.get(at++);
                String stripped = line.strip();
                if (!joined.isEmpty() && (stripped.startsWith("#") || stripped.isEmpty())) {
                    continue; // comments and empty lines may stand between a continued instruction's lines
                }
                String right = line.stripTrailing();
                more = !right.isEmpty() && right.charAt(right.length() - 1) == escape;
                joined.append(more ? right.substring(0, right.length() - 1) : line);
            }
            return parse(first, joined.toString().strip());
        }

        private Instruction parse(int line, String whole) {
            String[] parts = whole.split("\\s+", 2);
            String keyword = parts[0].toUpperCase(Locale.ROOT);
            String rest = parts.length > 1 ? parts[1].strip() : "";
            if (!KEYWORDS.contains(keyword)) {
                throw new ImageBuildException(
                        name + ":" + line + ": `" + parts[0] + "` is no instruction of a Dockerfile.", "");
            }
            Map<String, String> flags = new LinkedHashMap<>();
            boolean mayHaveFlags = !List.of("ENTRYPOINT", "CMD", "ENV", "LABEL", "SHELL", "ARG")
                    .contains(keyword);
            Matcher flag = FLAG.matcher(rest);
            while (mayHaveFlags && flag.lookingAt()) {
                flags.put(flag.group(1), Optional.ofNullable(flag.group(2)).orElse(""));
                rest = rest.substring(flag.end());
                flag = FLAG.matcher(rest);
            }
            if (rest.isEmpty() && !keyword.equals("CMD") && !keyword.equals("ENTRYPOINT")) {
                throw new ImageBuildException(name + ":" + line + ": `" + keyword + "` says nothing.", "");
            }
            boolean takesHereDocuments = List.of("RUN", "COPY", "ADD").contains(keyword);
            if (takesHereDocuments && HERE_DOCUMENT.matcher(rest).find()) {
                throw new ImageBuildException(
                        name + ":" + line + ": here-documents (`<<`) need a container engine: Samara's own builder "
                                + "does not read them.",
                        "");
            }
            return new Instruction(line, keyword, flags, rest, JsonList.of(rest));
        }

        private void add(Instruction instruction) {
            if (instruction.keyword().equals("FROM")) {
                String[] words = instruction.text().split("\\s+", -1);
                boolean named = words.length == 3 && words[1].equalsIgnoreCase("AS");
                if (words.length != 1 && !named) {
                    throw new ImageBuildException(
                            name + ":" + instruction.line() + ": `FROM` takes an image and perhaps `AS` and a name.",
                            "");
                }
                String stage = named ? words[2] : Integer.toString(stages.size());
                stages.add(new Stage(stage, instruction, new ArrayList<>()));
            } else if (!stages.isEmpty()) {
                stages.getLast().instructions().add(instruction);
            } else if (instruction.keyword().equals("ARG")) {
                arguments.add(instruction);
            } else {
                throw new ImageBuildException(
                        name + ":" + instruction.line() + ": `" + instruction.keyword()
                                + "` stands before the first `FROM`.",
                        "");
            }
        }
    }
}

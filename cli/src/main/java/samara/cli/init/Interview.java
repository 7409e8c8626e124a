package samara.cli.init;

import java.util.List;
import java.util.Optional;
import samara.cli.args.Arguments;
import samara.cli.args.UsageException;
import samara.cli.command.UserException;
import samara.cli.terminal.Terminal;

/// Asks for what the options leave open. Questions go to standard error and answers are lines of standard input, from
/// people or from a script.
final class Interview {
    private static final int TRIES = 5;

    private final Terminal terminal;
    private final Arguments arguments;

    Interview(Terminal terminal, Arguments arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    /// Asks until one selection is left, then for the features and the name.
    StarterProject.Wish ask(Candidates open) {
        Candidates candidates = useCase(open);
        for (Candidates.Trait trait : Candidates.Trait.values()) {
            List<String> values = candidates.values(trait);
            if (values.size() > 1) {
                List<String> shown = values;
                if (trait == Candidates.Trait.TEMPLATE) {
                    Candidates from = candidates;
                    shown = values.stream().map(name -> titled(from, name)).toList();
                }
                int chosen = choose(question(trait), shown);
                candidates = candidates.keep(trait, Optional.of(values.get(chosen)));
            }
        }
        Features features = new Features(
                turnedOn("tracing", "Trace the functions and APIs with X-Ray?"),
                turnedOn("application_insights", "Watch the application with CloudWatch Application Insights?"),
                turnedOn("structured_logging", "Let the functions write their logs as JSON?"));
        return new StarterProject.Wish(name("sam-app"), candidates.only(), features);
    }

    /// Whether a template of ours is wanted, and not one at some address.
    boolean wantsOurs() {
        return choose("Which template?", List.of("One of Samara's quick start templates", "One at another location"))
                == 0;
    }

    /// The address of a template.
    String location() {
        return line("Template location (Git address, .zip address or folder)", Optional.empty());
    }

    /// The application's name, asked for where no option gives it.
    String name(String otherwise) {
        if (arguments.has("name")) {
            return ProjectName.checked(arguments.text("name").orElseThrow());
        }
        for (int i = 0; i < TRIES; i++) {
            try {
                return ProjectName.checked(line("Project name", Optional.of(otherwise)));
            } catch (UsageException e) {
                terminal.error(e.message());
            }
        }
        throw gaveUp();
    }

    private Candidates useCase(Candidates candidates) {
        List<String> cases = candidates.all().stream()
                .map(selection -> selection.template().useCase())
                .distinct()
                .toList();
        if (cases.size() < 2) {
            return candidates;
        }
        String chosen = cases.get(choose("What is it to do?", cases));
        return new Candidates(candidates.all().stream()
                .filter(selection -> selection.template().useCase().equals(chosen))
                .toList());
    }

    private static String titled(Candidates candidates, String name) {
        return candidates.all().stream()
                .map(Selection::template)
                .filter(template -> template.name().equals(name))
                .findFirst()
                .map(template -> template.title() + " (" + name + ")")
                .orElse(name);
    }

    private static String question(Candidates.Trait trait) {
        return switch (trait) {
            case TEMPLATE -> "Which template?";
            case RUNTIME -> "Which runtime?";
            case PACKAGE_TYPE -> "Which package type?";
            case MANAGER -> "Which dependency manager?";
        };
    }

    private boolean turnedOn(String key, String question) {
        return arguments.flag(key).orElseGet(() -> {
            for (int i = 0; i < TRIES; i++) {
                switch (line(question + " [y/N]", Optional.of("n")).toLowerCase(java.util.Locale.ROOT)) {
                    case "y", "yes" -> {
                        return true;
                    }
                    case "n", "no" -> {
                        return false;
                    }
                    default -> terminal.error("Answer y or n.");
                }
            }
            throw gaveUp();
        });
    }

    /// The index of the choice.
    int choose(String question, List<String> choices) {
        terminal.note("");
        terminal.note(question);
        for (int i = 0; i < choices.size(); i++) {
            terminal.note("  " + (i + 1) + " - " + choices.get(i));
        }
        for (int i = 0; i < TRIES; i++) {
            String answer = line("Choice", Optional.empty());
            if (answer.matches("\\d{1,4}")
                    && Integer.parseInt(answer) >= 1
                    && Integer.parseInt(answer) <= choices.size()) {
                return Integer.parseInt(answer) - 1;
            }
            if (choices.contains(answer)) {
                return choices.indexOf(answer);
            }
            terminal.error("Answer with a number from 1 to " + choices.size() + ".");
        }
        throw gaveUp();
    }

    /// A line of text.
    String line(String question, Optional<String> otherwise) {
        String prompt = question
                + otherwise
                        .filter(text -> !question.endsWith("]"))
                        .map(text -> " [" + text + "]")
                        .orElse("");
        for (int i = 0; i < TRIES; i++) {
            String answer = terminal.ask(prompt + ": ")
                    .orElseThrow(() -> new UserException("The input ended at the question `" + question
                            + "`. Nothing was made. Give options and --no-interactive where nobody answers."))
                    .strip();
            if (!answer.isEmpty()) {
                return answer;
            }
            if (otherwise.isPresent()) {
                return otherwise.get();
            }
        }
        throw gaveUp();
    }

    private static UserException gaveUp() {
        return new UserException("No answer that can be used after " + TRIES + " tries. Nothing was made.");
    }
}

package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samara.cli.args.Option;
import samara.cli.args.OptionHelp;
import samara.cli.args.Surface;
import samara.cli.command.Command;
import samara.cli.command.Invocation;

class HelpTest {

    static List<String> commands() {
        return Commands.NAMES.stream()
                .filter(name -> !name.equals("local generate-event"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachOptionThatIsBuiltIsExplained(String name) {
        Command command = Commands.find(name).orElseThrow();
        OptionHelp help = OptionHelp.read();
        List<Option> options = new ArrayList<>(command.own());
        Surface.of(name).ifPresent(options::addAll);

        assertThat(options)
                .filteredOn(option -> option.kind() != Option.Kind.ARGUMENT && !option.hidden())
                .filteredOn(option -> command.own().contains(option)
                        || command.built().contains(option.key())
                        || Invocation.EVERYWHERE.contains(option.key()))
                .allSatisfy(option -> assertThat(help.of(name, option)).isPresent());
    }
}

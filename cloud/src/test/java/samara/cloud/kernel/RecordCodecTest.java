package samara.cloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.template.Node;

class RecordCodecTest {
    enum Color {
        RED,
        BLUE
    }

    sealed interface Shape2 {
        record Circle(double radius) implements Shape2 {}

        record Square(int side) implements Shape2 {}
    }

    record Everything(
            String text,
            int number,
            boolean flag,
            Instant time,
            Optional<String> maybe,
            List<Shape2> shapes,
            Map<Color, Long> counts,
            Node tree,
            Optional<Everything> inner) {}

    record Old(String name) {}

    record Newer(String name, Optional<String> nick, List<String> tags, int count) {}

    @Test
    void bringsBackWhatItWrote() {
        var inner = new Everything(
                "",
                0,
                false,
                Instant.EPOCH,
                Optional.empty(),
                List.of(),
                Map.of(),
                Json.parse("null"),
                Optional.empty());
        var value = new Everything(
                "ä",
                7,
                true,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Optional.of("x"),
                List.of(new Shape2.Circle(1.5), new Shape2.Square(2)),
                Map.of(Color.BLUE, 3L),
                Json.parse("{\"a\":[1,\"b\",true,null]}"),
                Optional.of(inner));
        var codec = RecordCodec.of(Everything.class);
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @Test
    void readsDataThatIsOlderThanItsRecord() {
        assertThat(RecordCodec.of(Newer.class).decode(RecordCodec.of(Old.class).encode(new Old("n"))))
                .isEqualTo(new Newer("n", Optional.empty(), List.of(), 0));
    }

    @Test
    void passesOverMembersThatItsRecordLacks() {
        var newer = RecordCodec.of(Newer.class).encode(new Newer("n", Optional.of("x"), List.of("t"), 1));
        assertThat(RecordCodec.of(Old.class).decode(newer)).isEqualTo(new Old("n"));
    }

    @Test
    void refusesDataWithoutAMemberThatMustBeThere() {
        assertThatThrownBy(() -> RecordCodec.of(Old.class).decode("{}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("name");
    }
}

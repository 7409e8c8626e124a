package samara.cloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordTableTest {
    record Colour(String name) {}

    /// What is not there is remembered, too.
    @Test
    void aRecordThatWasMissedIsFoundOnceItIsThere() {
        RecordTable<Colour> colours = Store.inMemory().table("test/colours", Colour.class);
        assertThat(colours.get("a")).isEmpty();
        colours.put("a", new Colour("red"));
        assertThat(colours.get("a")).contains(new Colour("red"));
        colours.delete("a");
        assertThat(colours.get("a")).isEmpty();
        colours.put("a", new Colour("blue"));
        assertThat(colours.get("a")).contains(new Colour("blue"));
    }
}

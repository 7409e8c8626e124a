package samara.cloud.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0, 0",
        "0.0, 0",
        "+1.50, 1.5",
        "007, 7",
        "1e3, 1000",
        ".5, 0.5",
        "5., 5",
        "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
        "0.1E-10, 0.00000000001",
        "-120.0, -120"
    })
    void numbersAreSpelledWithoutExponent(String given, String spelled) {
        assertThat(Decimal.parse(given)).hasToString(spelled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1a", "1e", "--1", "1.2.3", " 1", "0x10", "١", "NaN", "."})
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> Decimal.parse(text))
                .hasMessage("The parameter cannot be converted to a numeric value: " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012345678901234567890123456789, Attempting to store more than 38 significant digits in a Number",
        "1E+126, Number overflow. Attempting to store a number with magnitude larger than supported range",
        "-1E+126, Number overflow. Attempting to store a number with magnitude larger than supported range",
        "9E99999999999, Number overflow. Attempting to store a number with magnitude larger than supported range",
        "1E-131, Number underflow. Attempting to store a number with magnitude smaller than supported range",
        "1E-99999999999, Number underflow. Attempting to store a number with magnitude smaller than supported range"
    })
    void whatDoesNotFitIsRefused(String text, String message) {
        assertThatThrownBy(() -> Decimal.parse(text)).hasMessage(message);
    }
}

package samara.cloud.ssm;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import samara.wire.ssm.ParameterStringFilter;
import samara.wire.ssm.ParametersFilter;

/// Filters of listings; all of them must hold.
///
/// See <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html>.
final class Filters {
    private Filters() {}

    static Predicate<StoredParameter> of(List<ParameterStringFilter> filters) {
        Predicate<StoredParameter> all = parameter -> true;
        for (ParameterStringFilter filter : filters) {
            all = all.and(of(filter));
        }
        return all;
    }

    private static Predicate<StoredParameter> of(ParameterStringFilter filter) {
        List<String> values = filter.values().orElse(List.of());
        String option = filter.option().orElse(filter.key().equals("Path") ? "OneLevel" : "Equals");
        if (filter.key().startsWith("tag:")) {
            String key = filter.key().substring("tag:".length());
            return parameter -> parameter.tags().containsKey(key)
                    && (values.isEmpty() || values.contains(parameter.tags().get(key)));
        }
        return switch (filter.key()) {
            case "Name" -> parameter -> values.stream().anyMatch(value -> isNamed(parameter.name(), value, option));
            case "Type" -> parameter -> matches(parameter.type(), values, option);
            case "Tier" -> parameter -> matches(parameter.tier(), values, option);
            case "DataType" -> parameter -> matches(parameter.dataType(), values, option);
            case "KeyId" -> parameter -> matches(parameter.keyId().orElse(""), values, option);
            case "Path" -> {
                if (!option.equals("OneLevel") && !option.equals("Recursive")) {
                    throw invalidOption(option, filter.key());
                }
                yield parameter -> values.stream()
                        .anyMatch(value ->
                                new ParameterName(parameter.name()).isBelow(value, option.equals("Recursive")));
            }
            case "Label" -> throw SsmErrors.notBuilt("labels");
            default -> throw SsmErrors.invalidFilter("The filter key `" + filter.key() + "` is not valid.");
        };
    }

    private static boolean isNamed(String name, String value, String option) {
        return switch (option) {
            case "Equals" -> name.equals(value);
            case "BeginsWith" -> name.startsWith(value) || ("/" + name).startsWith(value);
            case "Contains" -> name.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
            default -> throw invalidOption(option, "Name");
        };
    }

    private static boolean matches(String actual, List<String> values, String option) {
        return switch (option) {
            case "Equals" -> values.contains(actual);
            case "BeginsWith" -> values.stream().anyMatch(actual::startsWith);
            default -> throw invalidOption(option, "Type");
        };
    }

    private static samara.wire.AwsException invalidOption(String option, String key) {
        return new samara.wire.AwsException(
                "InvalidFilterOption",
                400,
                "The filter option `" + option + "` is not valid for the key `" + key + "`.");
    }

    /// The older form, which names are filtered with by their beginnings.
    static Predicate<StoredParameter> older(List<ParametersFilter> filters) {
        Predicate<StoredParameter> all = parameter -> true;
        for (ParametersFilter filter : filters) {
            String option = filter.key().equals("Name") ? "BeginsWith" : "Equals";
            all = all.and(of(ParameterStringFilter.builder()
                    .key(filter.key())
                    .option(option)
                    .values(filter.values())
                    .build()));
        }
        return all;
    }
}

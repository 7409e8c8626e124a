package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.wire.OperationModel;

/// Answers of lists: at most `MaxResults` items (100, at most 500), from the one after `NextToken` on.
final class Pages {
    private static final int DEFAULT = 100;
    private static final int LARGEST = 500;

    private Pages() {}

    /// @param id the member by which items are ordered and found again
    static Members of(OperationModel<?, ?> model, List<Members> all, Members in, String id) {
        List<Members> rest = all.stream()
                .sorted(java.util.Comparator.comparing(item -> item.text(id)))
                .filter(item -> in.maybe("NextToken", String.class)
                        .filter(last -> item.text(id).compareTo(last) <= 0)
                        .isEmpty())
                .toList();
        int size = in.maybe("MaxResults", String.class).map(Pages::size).orElse(DEFAULT);
        Members page = new Members()
                .with(
                        "Items",
                        ControlOperation.items(model, rest.stream().limit(size).toList()));
        return rest.size() <= size
                ? page
                : page.with("NextToken", Optional.of(rest.get(size - 1).text(id)));
    }

    private static int size(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 1, LARGEST);
        } catch (NumberFormatException e) {
            throw ApiGatewayErrors.badRequest("`maxResults` is no number: " + text);
        }
    }
}

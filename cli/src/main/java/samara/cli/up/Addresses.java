package samara.cli.up;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import samara.cli.aws.Clients;
import samara.cli.stack.Endpoint;
import samara.cli.terminal.Terminal;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// Prints where an application answers on this machine: its APIs' routes, and its outputs with URLs of AWS turned into
/// those that work here.
final class Addresses {
    private final Terminal terminal;
    private final Clients clients;

    Addresses(Terminal terminal, Clients clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    /// @param domains the custom domain names of the stack
    void print(List<Endpoint> endpoints, List<String> domains, Optional<Stack> stack) {
        for (Endpoint endpoint : endpoints) {
            for (String url : endpoint.urls()) {
                terminal.line("");
                terminal.line(terminal.styled(Terminal.Style.BOLD, endpoint.logicalId()) + "  " + url);
                for (Endpoint.Route route : endpoint.routes()) {
                    terminal.line("  " + pad(route.method(), 7) + url + route.path());
                }
            }
        }
        domains.forEach(this::print);
        List<Output> outputs = stack.map(Stack::outputs).orElse(List.of());
        if (!outputs.isEmpty()) {
            terminal.line("");
            int width = outputs.stream()
                    .mapToInt(output -> output.outputKey().length())
                    .max()
                    .orElse(0);
            for (Output output : outputs) {
                terminal.line("  " + pad(output.outputKey(), width + 2) + local(output.outputValue(), endpoints));
            }
        }
    }

    /// A custom domain name is no name that anybody resolves: this says how to reach it.
    private void print(String domain) {
        int port = clients.endpoint().map(URI::getPort).orElse(443);
        terminal.line("");
        terminal.line(terminal.styled(Terminal.Style.BOLD, domain) + "  https://" + domain);
        terminal.line("  curl --cacert \"$(samara cloud ca)\" --connect-to " + domain + ":443:127.0.0.1:" + port
                + " https://" + domain + "/");
    }

    /// The value with the execute-api URLs of these APIs as they work on this machine.
    private String local(String value, List<Endpoint> endpoints) {
        String text = value;
        String base = clients.endpoint().map(Object::toString).orElse("");
        for (Endpoint endpoint : endpoints) {
            for (String scheme : List.of("http", "ws")) {
                text = text.replaceAll(
                        scheme + "s://" + java.util.regex.Pattern.quote(endpoint.physicalId())
                                + "\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?",
                        java.util.regex.Matcher.quoteReplacement(
                                base.replaceFirst("^http", scheme) + "/_aws/execute-api/" + endpoint.physicalId()));
            }
        }
        return text;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}

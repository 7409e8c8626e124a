package samara.cli.project;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.TemplateReader;

/// Turns places in the text that was sent into those in the file that its author wrote.
public final class Places {
    private static final Pattern PLACE = Pattern.compile("[\\w./<>-]+:(\\d{1,7}):(\\d{1,7})(?=: )");

    private final Map<String, Span> written = new HashMap<>();

    private Places() {}

    /// The message with its places mended; one that is not known stays as it is.
    ///
    /// @param tree what was sent, with the places of the source on its nodes
    /// @param sent the text of it that was sent, to which the message refers
    public static String mended(String message, ObjectNode tree, String sent) {
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            return message;
        }
        var places = new Places();
        TemplateReader.read(sent, "sent").root().ifPresent(root -> places.pair(tree, root));
        return place.reset()
                .replaceAll(found -> Matcher.quoteReplacement(
                        // `s3://bucket/snippet:1:2` is a place in a snippet, not in what was sent.
                        found.group().startsWith("//")
                                ? found.group()
                                : Optional.ofNullable(places.written.get(found.group(1) + ":" + found.group(2)))
                                        .filter(Span::isLocated)
                                        .map(Span::toString)
                                        .orElse(found.group())));
    }

    private void pair(Node source, Node sent) {
        put(sent.span(), source.span());
        if (source instanceof ObjectNode from && sent instanceof ObjectNode to) {
            for (String name : to.names()) {
                Optional<Node> value = from.get(name);
                Optional<Node> other = to.get(name);
                if (value.isPresent() && other.isPresent()) {
                    put(to.nameSpan(name), from.nameSpan(name));
                    pair(value.get(), other.get());
                }
            }
        }
        Optional<List<Node>> from = source.asList();
        Optional<List<Node>> to = sent.asList();
        if (from.isPresent() && to.isPresent()) {
            Iterator<Node> others = to.get().iterator();
            for (Node element : from.get()) {
                if (others.hasNext()) {
                    pair(element, others.next());
                }
            }
        }
    }

    private void put(Span sent, Span source) {
        written.putIfAbsent(sent.line() + ":" + sent.column(), source);
    }
}

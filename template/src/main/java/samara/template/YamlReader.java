package samara.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Makes [Node]s of the events of one YAML document.
final class YamlReader {
    private static final String MERGE = "<<";

    private final String text;
    private final String file;
    private final Iterator<Event> events;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private @Nullable Event next;
    private int nodes;
    private int depth;

    /// An anchor's value with its expanded size; no value while it is being read.
    private record Anchored(Optional<Node> node, int size) {}

    /// Ends the reading; the diagnostic says why.
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }

    YamlReader(String text, String file) {
        this.text = text;
        this.file = file;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(ReadLimits.MAX_CHARACTERS)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    TemplateReader.Read read() {
        Optional<Node> node;
        try {
            node = Optional.of(document());
        } catch (Stop stop) {
            node = Optional.empty();
        } catch (MarkedYamlEngineException broken) {
            diagnostics.add(YamlSyntax.explain(broken, file));
            node = Optional.empty();
        } catch (ReaderException broken) {
            diagnostics.add(Diagnostic.error(
                    "yaml-syntax",
                    "The character U+%04X is not allowed in YAML.".formatted(broken.getCodePoint()),
                    spanOfOffset(broken.getPosition())));
            node = Optional.empty();
        } catch (YamlEngineException broken) {
            diagnostics.add(Diagnostic.error(
                    "yaml-syntax",
                    YamlSyntax.sentence(String.valueOf(broken.getMessage())),
                    new Span(file, 1, 1, 1, 1)));
            node = Optional.empty();
        }
        return new TemplateReader.Read(node, diagnostics);
    }

    private Node document() {
        take();
        if (peek().getEventId() == Event.ID.StreamEnd) {
            return new NullNode(new Span(file, 1, 1, 1, 1));
        }
        take();
        Node node = node();
        take();
        if (peek().getEventId() != Event.ID.StreamEnd) {
            diagnostics.add(
                    Diagnostic.error("several-documents", "A second document starts here.", span(peek(), peek()))
                            .hint("A template is one document: take the `---` away."));
        }
        return node;
    }

    private Node node() {
        NodeEvent event = (NodeEvent) take();
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        int before = nodes;
        count(event, 1);
        String anchor = event.getAnchor().map(a -> a.getValue()).orElse("");
        if (!anchor.isEmpty()) {
            anchors.put(anchor, new Anchored(Optional.empty(), 0));
        }
        Node node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar);
        } else {
            if (++depth > ReadLimits.MAX_DEPTH) {
                throw stop("too-deep", "Values are nested more than " + ReadLimits.MAX_DEPTH + " deep.", event);
            }
            node = collection((CollectionStartEvent) event);
            depth--;
        }
        if (!anchor.isEmpty()) {
            anchors.put(anchor, new Anchored(Optional.of(node), nodes - before));
        }
        return node;
    }

    private Node aliased(AliasEvent alias) {
        String name = alias.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            diagnostics.add(Suggestion.of(name, anchors.keySet())
                    .hint(Diagnostic.error(
                            "unknown-anchor", "No anchor is called `" + name + "`.", span(alias, alias))));
            return new NullNode(span(alias, alias));
        }
        if (anchored.node().isEmpty()) {
            throw stop("recursive-anchor", "The anchor `" + name + "` contains itself.", alias);
        }
        count(alias, anchored.size());
        return anchored.node().get();
    }

    private Node scalar(ScalarEvent event) {
        Span span = span(event, event);
        String tag = event.getTag().orElse("");
        if (tag.isEmpty()) {
            return event.isPlain() ? plain(event.getValue(), span) : new StringNode(event.getValue(), span);
        }
        if (tag.startsWith(YamlTags.STANDARD)) {
            return YamlTags.scalar(tag, event.getValue(), span)
                    .orElseGet(() -> refused(tag, span, new StringNode(event.getValue(), span)));
        }
        return tagged(tag, span, new StringNode(event.getValue(), span));
    }

    private Node plain(String value, Span span) {
        YamlScalars.surprise(value, span).ifPresent(diagnostics::add);
        return YamlScalars.resolve(value, span);
    }

    private Node collection(CollectionStartEvent start) {
        boolean isMapping = start.getEventId() == Event.ID.MappingStart;
        Node node = isMapping ? mapping(start) : sequence(start);
        String tag = start.getTag().orElse("");
        if (tag.isEmpty() || tag.equals(YamlTags.STANDARD + (isMapping ? "map" : "seq"))) {
            return node;
        }
        return tag.startsWith(YamlTags.STANDARD) ? refused(tag, node.span(), node) : tagged(tag, node.span(), node);
    }

    private Node tagged(String tag, Span span, Node value) {
        return YamlTags.longForm(tag, value).orElseGet(() -> refused(tag, span, value));
    }

    private Node refused(String tag, Span span, Node value) {
        String shown = tag.startsWith(YamlTags.STANDARD) ? "!!" + tag.substring(YamlTags.STANDARD.length()) : tag;
        diagnostics.add(Suggestion.of(shown, YamlTags.shortForms())
                .hint(Diagnostic.error("unknown-tag", "The tag `" + shown + "` is not known.", span)));
        return value;
    }

    private Node sequence(CollectionStartEvent start) {
        var elements = new ArrayList<Node>();
        while (peek().getEventId() != Event.ID.SequenceEnd) {
            elements.add(node());
        }
        return new ListNode(elements, span(start, take()));
    }

    private Node mapping(CollectionStartEvent start) {
        var own = ObjectNode.builder(span(start, start));
        var places = new HashMap<String, Span>();
        var merged = new ArrayList<ObjectNode>();
        while (peek().getEventId() != Event.ID.MappingEnd) {
            Event key = peek();
            Span keySpan = span(key, key);
            String name = key();
            boolean isMerge = name.equals(MERGE) && key instanceof ScalarEvent scalar && scalar.isPlain();
            Node value = node();
            if (isMerge) {
                merged.addAll(mergeSources(value, keySpan));
                continue;
            }
            Span first = places.putIfAbsent(name, keySpan);
            if (first == null) {
                own.put(name, keySpan, value);
            } else {
                diagnostics.add(duplicate(name, keySpan, first));
            }
        }
        Span whole = span(start, take());
        ObjectNode written = own.build().at(whole);
        return merged.isEmpty() ? written : merge(merged, written);
    }

    private String key() {
        Event event = peek();
        Node key = event instanceof ScalarEvent scalar && scalar.getTag().isEmpty() ? raw(scalar) : node();
        Optional<String> name = key.asText();
        if (name.isEmpty()) {
            diagnostics.add(
                    Diagnostic.error("bad-key", "A key must be a string, not a " + key.kind() + ".", key.span()));
        } else if (name.get().isEmpty() && event instanceof ScalarEvent scalar && scalar.isPlain()) {
            diagnostics.add(Diagnostic.error("bad-key", "The name before the `:` is missing.", key.span()));
        }
        return name.orElse("");
    }

    /// A key is taken as it is spelled, so that `012345678901` and `on` stay what the user wrote.
    private Node raw(ScalarEvent scalar) {
        take();
        count(scalar, 1);
        Node key = new StringNode(scalar.getValue(), span(scalar, scalar));
        scalar.getAnchor().ifPresent(a -> anchors.put(a.getValue(), new Anchored(Optional.of(key), 1)));
        return key;
    }

    private List<ObjectNode> mergeSources(Node value, Span keySpan) {
        List<Node> sources = value instanceof ListNode list ? list.elements() : List.of(value);
        var objects = new ArrayList<ObjectNode>();
        for (Node source : sources) {
            if (source instanceof ObjectNode object) {
                objects.add(object);
            } else {
                diagnostics.add(Diagnostic.error(
                        "bad-merge",
                        "`<<` takes an object or a list of objects, not a " + source.kind() + ".",
                        keySpan));
            }
        }
        return objects;
    }

    private static ObjectNode merge(List<ObjectNode> sources, ObjectNode written) {
        var all = ObjectNode.builder(written.span());
        for (ObjectNode source : sources) {
            source.members().forEach((name, member) -> {
                if (!all.has(name)) {
                    all.put(name, member.nameSpan(), member.value());
                }
            });
        }
        written.members().forEach((name, member) -> all.remove(name).put(name, member.nameSpan(), member.value()));
        return all.build();
    }

    /// Said by both readers when a name is set twice; the first one holds.
    static Diagnostic duplicate(String name, Span again, Span first) {
        return Diagnostic.error("duplicate-key", "`" + name + "` is set twice.", again)
                .hint("It is set first at " + first + ": keep one of them.");
    }

    private Event peek() {
        if (next == null) {
            next = events.next();
        }
        return next;
    }

    private Event take() {
        Event event = peek();
        next = null;
        return event;
    }

    private void count(Event event, int more) {
        nodes += more;
        if (nodes > ReadLimits.MAX_NODES) {
            throw stop(
                    "too-large",
                    "With its aliases expanded, the document has more than " + ReadLimits.MAX_NODES + " values.",
                    event);
        }
    }

    private Stop stop(String code, String message, Event event) {
        diagnostics.add(Diagnostic.error(code, message, span(event, event)));
        return new Stop();
    }

    private Span span(Event from, Event to) {
        Mark start = from.getStartMark().orElseThrow();
        Mark end = to.getEndMark().orElseThrow();
        return new Span(file, start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
    }

    private Span spanOfOffset(int offset) {
        int line = 1;
        int column = 1;
        int end = Math.min(offset, text.length());
        for (int i = 0; i < end; i++) {
            boolean isBreak = text.charAt(i) == '\n';
            line += isBreak ? 1 : 0;
            column = isBreak ? 1 : column + 1;
        }
        return new Span(file, line, column, line, column + 1);
    }
}

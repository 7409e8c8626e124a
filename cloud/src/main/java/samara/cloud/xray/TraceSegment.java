package samara.cloud.xray;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.ObjectNode;

/// A segment or subsegment with what is below it. Put together by [TraceTree], and not changed afterwards.
final class TraceSegment {
    private final ObjectNode own;
    private final List<TraceSegment> children = new ArrayList<>();

    private TraceSegment(ObjectNode own) {
        this.own = own;
    }

    /// What a document holds.
    static TraceSegment of(ObjectNode document) {
        var segment = new TraceSegment(document.without("subsegments"));
        document.get("subsegments")
                .flatMap(Node::asList)
                .orElse(List.of())
                .forEach(child -> child.asObject().ifPresent(object -> segment.children.add(of(object))));
        return segment;
    }

    /// Puts a subsegment below.
    void add(TraceSegment child) {
        children.add(child);
    }

    List<TraceSegment> children() {
        return children;
    }

    /// This and all below.
    List<TraceSegment> all() {
        List<TraceSegment> all = new ArrayList<>();
        all.add(this);
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    /// The document as X-Ray gives it back, with all that is below.
    ObjectNode document() {
        if (children.isEmpty()) {
            return own;
        }
        List<Node> below = new ArrayList<>();
        children.forEach(child -> below.add(child.document()));
        return own.with("subsegments", new ListNode(below, own.span()));
    }

    String id() {
        return own.string("id").orElse("");
    }

    String name() {
        return own.string("name").orElse("");
    }

    Optional<String> parentId() {
        return own.string("parent_id");
    }

    Optional<String> text(String member) {
        return own.string(member);
    }

    Optional<ObjectNode> object(String member) {
        return own.object(member);
    }

    boolean isOn(String member) {
        return own.get(member)
                .filter(node -> node instanceof BooleanNode flag && flag.value())
                .isPresent();
    }

    double start() {
        return number("start_time").orElse(0.0);
    }

    /// When it ended; when it started where it has not.
    double end() {
        return number("end_time").orElse(start());
    }

    /// In seconds, to the microsecond.
    double duration() {
        return Math.round(Math.max(0, end() - start()) * 1e6) / 1e6;
    }

    private Optional<Double> number(String member) {
        return own.get(member)
                .filter(NumberNode.class::isInstance)
                .map(node -> ((NumberNode) node).value().doubleValue());
    }

    Optional<Integer> status() {
        return own.object("http")
                .flatMap(http -> http.object("response"))
                .flatMap(response -> response.get("status"))
                .filter(NumberNode.class::isInstance)
                .map(node -> ((NumberNode) node).value().intValue());
    }

    /// A part of what was asked for, such as `url`.
    Optional<String> request(String member) {
        return own.object("http").flatMap(http -> http.object("request")).flatMap(request -> request.string(member));
    }

    boolean isFault() {
        return isOn("fault") || !own.has("fault") && status().orElse(0) >= 500;
    }

    boolean isThrottled() {
        return isOn("throttle") || status().orElse(0) == 429;
    }

    boolean isError() {
        int status = status().orElse(0);
        return isOn("error") || isThrottled() || !own.has("error") && status >= 400 && status < 500;
    }

    boolean isOk() {
        return !isFault() && !isError();
    }
}

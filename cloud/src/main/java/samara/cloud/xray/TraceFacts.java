package samara.cloud.xray;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.xray.filter.Facts;

/// What filter expressions ask of a trace: its root segment for how it ended, all segments for who and what.
record TraceFacts(TraceTree tree) implements Facts {

    @Override
    public boolean flag(String keyword) {
        return keyword.equals("partial")
                ? tree.isPartial()
                : tree.root().filter(root -> SegmentFacts.flag(root, keyword)).isPresent();
    }

    @Override
    public Optional<Double> number(String keyword) {
        return keyword.equals("duration")
                ? Optional.of(tree.duration())
                : tree.root().flatMap(root -> SegmentFacts.number(root, keyword));
    }

    @Override
    public List<String> texts(String keyword) {
        return switch (keyword) {
            case "user", "name", "type", "resource.arn" -> {
                List<String> all = new ArrayList<>();
                tree.segments().forEach(segment -> all.addAll(SegmentFacts.texts(segment, keyword)));
                yield all;
            }
            default ->
                tree.root().map(root -> SegmentFacts.texts(root, keyword)).orElse(List.of());
        };
    }

    @Override
    public List<Object> annotations(String key) {
        return List.copyOf(Annotations.of(tree.segments()).of(key));
    }

    @Override
    public List<? extends Facts> services() {
        return tree.segments().stream().map(SegmentFacts::new).toList();
    }

    /// The same of one segment.
    private record SegmentFacts(TraceSegment segment) implements Facts {

        static boolean flag(TraceSegment segment, String keyword) {
            return switch (keyword) {
                case "fault" -> segment.isFault();
                case "error" -> segment.isError();
                case "throttle" -> segment.isThrottled();
                case "ok" -> segment.isOk();
                case "partial" -> segment.all().stream().anyMatch(part -> part.isOn("in_progress"));
                default -> throw new IllegalArgumentException("`" + keyword + "` is no flag.");
            };
        }

        static Optional<Double> number(TraceSegment segment, String keyword) {
            return switch (keyword) {
                case "duration", "responsetime" -> Optional.of(segment.duration());
                case "http.status" -> segment.status().map(Integer::doubleValue);
                default -> throw new IllegalArgumentException("`" + keyword + "` is no number.");
            };
        }

        static List<String> texts(TraceSegment segment, String keyword) {
            Optional<String> text = switch (keyword) {
                case "http.url" -> segment.request("url");
                case "http.method" -> segment.request("method");
                case "http.useragent" -> segment.request("user_agent");
                case "http.clientip" -> segment.request("client_ip");
                case "user" -> segment.text("user");
                case "name" -> Optional.of(segment.name());
                case "type" -> ServiceName.of(segment, "").type();
                case "resource.arn" -> segment.text("resource_arn");
                default -> throw new IllegalArgumentException("`" + keyword + "` is no text.");
            };
            return text.stream().toList();
        }

        @Override
        public boolean flag(String keyword) {
            return flag(segment, keyword);
        }

        @Override
        public Optional<Double> number(String keyword) {
            return number(segment, keyword);
        }

        @Override
        public List<String> texts(String keyword) {
            return texts(segment, keyword);
        }

        @Override
        public List<Object> annotations(String key) {
            return List.copyOf(Annotations.of(List.of(segment)).of(key));
        }

        @Override
        public List<? extends Facts> services() {
            return List.of(this);
        }
    }
}

package samara.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.template.Evaluator.Failed;

/// The functions that look something up: mappings, availability zones, address blocks.
final class LookupFunctions {
    private static final int MAX_BLOCKS = 256;

    private LookupFunctions() {}

    static Node findInMap(Intrinsic call, Evaluator evaluator) {
        List<Node> arguments = call.arguments().orElse(List.of());
        Optional<Node> otherwise = Optional.empty();
        if (arguments.size() == 4) {
            evaluator.needExtensions("a default of `Fn::FindInMap`", call.span());
            otherwise = arguments.get(3).asObject().flatMap(options -> options.get("DefaultValue"));
        }
        if (arguments.size() != 3 && otherwise.isEmpty()) {
            throw new Failed(
                    "bad-argument",
                    "`Fn::FindInMap` takes the names of a mapping, a top-level key and a second-level key.",
                    call.argument().span());
        }
        ObjectNode level = evaluator.template().mappings();
        for (int i = 0; i < 3; i++) {
            String what = i == 0 ? "mapping" : i == 1 ? "top-level key" : "second-level key";
            String key = evaluator.text(arguments.get(i), "the " + what + " of `Fn::FindInMap`");
            Optional<Node> found = level.get(key);
            if (found.isEmpty() && otherwise.isPresent()) {
                Node value = evaluator.value(otherwise.get());
                return value == null ? new NullNode(call.span()) : value;
            }
            if (found.isEmpty()) {
                throw new Failed(Suggestion.of(key, level.names())
                        .hint(Diagnostic.error(
                                "unknown-mapping-key",
                                "There is no " + what + " `" + key + "`" + (i == 0 ? "." : " in the mapping."),
                                arguments.get(i).span())));
            }
            if (i == 2) {
                return found.get().at(call.span());
            }
            level = found.get()
                    .asObject()
                    .orElseThrow(() -> new Failed(
                            "bad-mapping",
                            "`" + key + "` must be an object in `Mappings`.",
                            found.get().span()));
        }
        throw new IllegalStateException("The third key returns.");
    }

    /// Three zones, `a` to `c`: no network is modelled.
    static Node getAzs(Intrinsic call, Evaluator evaluator) {
        String region = evaluator.text(call.argument(), "the Region of `Fn::GetAZs`");
        if (region.isEmpty()) {
            Node own = evaluator.named("AWS::Region", call.span());
            region = own == null ? "" : own.asText().orElse("");
        }
        return ListNode.of(
                call.span(),
                new StringNode(region + "a", call.span()),
                new StringNode(region + "b", call.span()),
                new StringNode(region + "c", call.span()));
    }

    static Node cidr(Intrinsic call, Evaluator evaluator) {
        List<Node> arguments = call.arguments().orElse(List.of());
        if (arguments.size() < 2 || arguments.size() > 3) {
            throw new Failed(
                    "bad-argument",
                    "`Fn::Cidr` takes an address block, a count and the number of host bits.",
                    call.argument().span());
        }
        String block = evaluator.text(arguments.get(0), "the block of `Fn::Cidr`");
        int count = number(arguments.get(1), evaluator, 1, MAX_BLOCKS);
        Address address = Address.parse(block)
                .orElseThrow(() -> new Failed("bad-argument", "`" + block + "` is no address block.", call.span()));
        int hostBits = arguments.size() == 3
                ? number(arguments.get(2), evaluator, 1, address.bits())
                : address.bits() == 32 ? 8 : 64;
        BigInteger size = BigInteger.ONE.shiftLeft(hostBits);
        BigInteger room = BigInteger.ONE.shiftLeft(address.bits() - address.prefix());
        if (size.multiply(BigInteger.valueOf(count)).compareTo(room) > 0) {
            throw new Failed(
                    "bad-argument",
                    "`" + block + "` has no room for " + count + " blocks of " + hostBits + " host bits.",
                    call.span());
        }
        var blocks = new ArrayList<Node>();
        for (int i = 0; i < count; i++) {
            BigInteger start = address.value().add(size.multiply(BigInteger.valueOf(i)));
            blocks.add(new StringNode(address.text(start) + "/" + (address.bits() - hostBits), call.span()));
        }
        return new ListNode(blocks, call.span());
    }

    private static int number(Node node, Evaluator evaluator, int least, int most) {
        String text = evaluator.text(node, "a number of `Fn::Cidr`");
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new Failed("bad-argument", "`" + text + "` is not from " + least + " to " + most + ".", node.span());
        }
        return Integer.parseInt(text);
    }

    /// The start of a block: an IPv4 or IPv6 address and the length of its prefix.
    private record Address(BigInteger value, int bits, int prefix) {

        static Optional<Address> parse(String block) {
            int slash = block.indexOf('/');
            if (slash < 0 || !block.substring(slash + 1).matches("[0-9]{1,3}")) {
                return Optional.empty();
            }
            int prefix = Integer.parseInt(block.substring(slash + 1));
            String host = block.substring(0, slash);
            int bits = host.contains(":") ? 128 : 32;
            Optional<BigInteger> value = bits == 32 ? ipv4(host) : ipv6(host);
            return prefix > bits
                    ? Optional.empty()
                    : value.map(
                            all -> new Address(all.shiftRight(bits - prefix).shiftLeft(bits - prefix), bits, prefix));
        }

        private static Optional<BigInteger> ipv4(String host) {
            String[] parts = host.split("\\.", -1);
            long value = 0;
            for (String part : parts) {
                if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                    return Optional.empty();
                }
                value = value << 8 | Integer.parseInt(part);
            }
            return parts.length == 4 ? Optional.of(BigInteger.valueOf(value)) : Optional.empty();
        }

        private static Optional<BigInteger> ipv6(String host) {
            String[] halves = host.split("::", -1);
            if (halves.length > 2) {
                return Optional.empty();
            }
            List<String> head = halves[0].isEmpty() ? List.of() : List.of(halves[0].split(":", -1));
            List<String> tail =
                    halves.length < 2 || halves[1].isEmpty() ? List.of() : List.of(halves[1].split(":", -1));
            int missing = 8 - head.size() - tail.size();
            if (halves.length == 2 ? missing < 1 : missing != 0) {
                return Optional.empty();
            }
            var groups = new ArrayList<>(head);
            for (int i = 0; i < missing; i++) {
                groups.add("0");
            }
            groups.addAll(tail);
            BigInteger value = BigInteger.ZERO;
            for (String group : groups) {
                if (!group.matches("[0-9a-fA-F]{1,4}")) {
                    return Optional.empty();
                }
                value = value.shiftLeft(16).or(new BigInteger(group, 16));
            }
            return Optional.of(value);
        }

        String text(BigInteger address) {
            var parts = new ArrayList<String>();
            int width = bits == 32 ? 8 : 16;
            for (int shift = bits - width; shift >= 0; shift -= width) {
                int group = address.shiftRight(shift).intValue() & (1 << width) - 1;
                parts.add(bits == 32 ? Integer.toString(group) : Integer.toHexString(group));
            }
            return String.join(bits == 32 ? "." : ":", parts);
        }
    }
}

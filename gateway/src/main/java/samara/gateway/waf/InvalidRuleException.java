package samara.gateway.waf;

/// A web ACL says something that is not known, or not built.
public final class InvalidRuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidRuleException(String place, String why) {
        super(place.isEmpty() ? why : "`" + place + "`: " + why);
    }

    /// The sentence for people.
    public String message() {
        return String.valueOf(getMessage());
    }
}

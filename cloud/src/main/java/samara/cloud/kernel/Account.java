package samara.cloud.kernel;

/// An AWS account's id: twelve digits.
public record Account(String id) {
    public Account {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("An account's id is twelve digits, not `" + id + "`.");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}

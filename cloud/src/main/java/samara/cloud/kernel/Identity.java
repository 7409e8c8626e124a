package samara.cloud.kernel;

/// Whose credentials these are.
public record Identity(Credentials credentials, Principal principal, Account account) {}

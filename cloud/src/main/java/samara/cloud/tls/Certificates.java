package samara.cloud.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Store;

/// ACM's certificates. ACM manages them; those who serve them find them here with their keys, and are known as their
/// users, since what is in use can't be deleted.
public final class Certificates {
    private final RecordTable<StoredCertificate> table;
    private final Locks locks = new Locks();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /// Over a cloud's state.
    public Certificates(Store store) {
        this.table = store.table("acm/certificates", StoredCertificate.class);
    }

    /// Calls `listener` with the ARN of each certificate that was replaced by another of the same ARN.
    public void onReplacement(Consumer<String> listener) {
        listeners.add(listener);
    }

    /// A certificate by its ARN.
    public Optional<StoredCertificate> find(String arn) {
        return table.get(arn);
    }

    /// Those of an account and Region, in the order of their ARNs.
    public List<StoredCertificate> list(Scope scope) {
        return table.list(scope.arn("acm", "certificate/"));
    }

    /// Keeps a new certificate.
    public void add(StoredCertificate certificate) {
        table.put(certificate.arn(), certificate);
    }

    /// Changes a certificate, if it is there; nobody else changes it meanwhile.
    public Optional<StoredCertificate> change(String arn, UnaryOperator<StoredCertificate> change) {
        record Change(StoredCertificate before, StoredCertificate after) {}
        Optional<Change> done = locks.locked(
                arn,
                () -> table.get(arn).map(before -> {
                    StoredCertificate after = change.apply(before);
                    table.put(arn, after);
                    return new Change(before, after);
                }));
        done.filter(changed -> !changed.before().pem().equals(changed.after().pem()))
                .ifPresent(changed -> listeners.forEach(listener -> listener.accept(arn)));
        return done.map(Change::after);
    }

    /// Takes a certificate away that nobody uses.
    ///
    /// @return whether it is gone; a used one stays
    public boolean delete(String arn) {
        return locks.locked(arn, () -> {
            if (table.get(arn).filter(found -> !found.users().isEmpty()).isPresent()) {
                return false;
            }
            table.delete(arn);
            return true;
        });
    }

    /// Notes that something serves a certificate.
    public void use(String arn, String user) {
        change(arn, certificate -> {
            List<String> users = new ArrayList<>(certificate.users());
            users.remove(user);
            users.add(user);
            return certificate.withUsers(users);
        });
    }

    /// Notes that it does so no more.
    public void release(String arn, String user) {
        change(
                arn,
                certificate -> certificate.withUsers(certificate.users().stream()
                        .filter(known -> !known.equals(user))
                        .toList()));
    }
}

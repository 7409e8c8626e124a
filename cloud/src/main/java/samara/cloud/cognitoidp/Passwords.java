package samara.cloud.cognitoidp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import samara.cloud.kernel.Ids;
import samara.wire.cognitoidp.PasswordPolicyType;
import samara.wire.cognitoidp.UserPoolPolicyType;

/// Passwords: what a pool's policy asks of them, and how they are kept (`salt:hash`, PBKDF2).
///
/// See [password policies](https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html).
final class Passwords {
    private static final int ROUNDS = 10_000;
    private static final int BITS = 256;
    private static final int LONGEST = 256;
    private static final String SYMBOLS = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+= ";

    private Passwords() {}

    /// What a pool asks of passwords, with AWS's defaults.
    static PasswordPolicyType policy(Optional<UserPoolPolicyType> given) {
        return given.flatMap(UserPoolPolicyType::passwordPolicy)
                .map(some -> PasswordPolicyType.builder()
                        .minimumLength(some.minimumLength().orElse(8))
                        .requireUppercase(some.requireUppercase().orElse(false))
                        .requireLowercase(some.requireLowercase().orElse(false))
                        .requireNumbers(some.requireNumbers().orElse(false))
                        .requireSymbols(some.requireSymbols().orElse(false))
                        .temporaryPasswordValidityDays(
                                some.temporaryPasswordValidityDays().orElse(7))
                        .build())
                .orElseGet(() -> PasswordPolicyType.builder()
                        .minimumLength(8)
                        .requireUppercase(true)
                        .requireLowercase(true)
                        .requireNumbers(true)
                        .requireSymbols(true)
                        .temporaryPasswordValidityDays(7)
                        .build());
    }

    /// @throws samara.wire.AwsException `InvalidPasswordException` with what is missing
    static void check(String password, StoredPool pool) {
        PasswordPolicyType policy = policy(pool.shown().policies());
        if (password.length() < policy.minimumLength().orElse(8)) {
            throw CognitoErrors.invalidPassword("Password not long enough");
        }
        if (password.length() > LONGEST) {
            throw CognitoErrors.invalidPassword("Password too long");
        }
        require(policy.requireUppercase(), password, Character::isUpperCase, "uppercase");
        require(policy.requireLowercase(), password, Character::isLowerCase, "lowercase");
        require(policy.requireNumbers(), password, Character::isDigit, "numeric");
        require(policy.requireSymbols(), password, c -> SYMBOLS.indexOf(c) >= 0, "symbol");
    }

    private static void require(Optional<Boolean> asked, String password, IntPredicate kind, String name) {
        if (asked.orElse(false) && password.chars().noneMatch(kind)) {
            throw CognitoErrors.invalidPassword("Password must have " + name + " characters");
        }
    }

    static String hash(String password, Ids ids) {
        byte[] salt = ids.bytes(16);
        return Base64.getEncoder().encodeToString(salt) + ":"
                + Base64.getEncoder().encodeToString(derived(password, salt));
    }

    static boolean matches(String password, String stored) {
        int colon = stored.indexOf(':');
        if (colon < 0 || password.length() > LONGEST) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(stored.substring(0, colon));
        return MessageDigest.isEqual(
                derived(password, salt), Base64.getDecoder().decode(stored.substring(colon + 1)));
    }

    private static byte[] derived(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("There is no PBKDF2.", e);
        }
    }
}

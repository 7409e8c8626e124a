package samara.cloud.cognitoidp;

import samara.wire.cognitoidp.UserPoolType;

/// A user pool.
///
/// @param shown what `DescribeUserPool` answers
/// @param keyId of the key that signs its tokens
/// @param privateKey PKCS #8 in Base64
/// @param modulus the public key's, Base64 for URLs
/// @param exponent the public key's, Base64 for URLs
record StoredPool(
        String account,
        String region,
        UserPoolType shown,
        String keyId,
        String privateKey,
        String modulus,
        String exponent) {

    String id() {
        return shown.id().orElseThrow();
    }

    /// Who its tokens are from.
    String issuer() {
        return "https://cognito-idp." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : "") + "/"
                + id();
    }

    StoredPool with(UserPoolType other) {
        return new StoredPool(account, region, other, keyId, privateKey, modulus, exponent);
    }
}

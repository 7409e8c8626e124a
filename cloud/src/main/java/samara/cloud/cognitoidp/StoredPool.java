package samara.cloud.cognitoidp;

import samara.cloud.kernel.Region;
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
        return "https://" + providerName(new Region(region), id());
    }

    /// The name of a pool among the providers of identities.
    static String providerName(Region region, String id) {
        return "cognito-idp." + region + "." + region.dnsSuffix() + "/" + id;
    }

    StoredPool with(UserPoolType other) {
        return new StoredPool(account, region, other, keyId, privateKey, modulus, exponent);
    }
}

/// AWS Signature Version 4: in the `Authorization` header, in a presigned query, and over the chunks of a streamed
/// body.
/// Start at [samara.cloud.edge.sigv4.SignatureVerifier].
///
/// Not modelled: SigV4A (`AWS4-ECDSA-P256-SHA256`), Signature Version 2 and browser-form POST policies; each is
/// refused.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html>.
@NullMarked
package samara.cloud.edge.sigv4;

import org.jspecify.annotations.NullMarked;

/// Amazon Cognito user pools (wire id `cognitoidp`): pools, app clients, users whom an administrator makes, and the
/// tokens that they sign in for. Start at [samara.cloud.cognitoidp.CognitoService] (what is offered),
/// [samara.cloud.cognitoidp.UserPools] (the state) and [samara.cloud.cognitoidp.Tokens].
///
/// Tokens are RS256, by a key of each pool. Their issuer is `https://cognito-idp.REGION.amazonaws.com/POOL`, as in
/// AWS; its key set is at `/POOL/.well-known/jwks.json` on the cloud's port, where API Gateway's authorizers look.
///
/// Differs from AWS:
/// - Signing in is by password (`USER_PASSWORD_AUTH`, `ADMIN_USER_PASSWORD_AUTH`) and by refresh token; a temporary
///   password is changed by `NEW_PASSWORD_REQUIRED`. All other flows (SRP, custom, choice, hosted pages, OAuth with
///   scopes of one's own) are refused by name.
/// - No mail or text message is sent, whatever settings say of them: who makes a user gives the password.
/// - Refused by name: Lambda triggers, multi-factor authentication. All operations not listed answer 501: sign-up,
///   groups, resource servers, domains, identity providers.
///
/// See <https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html>.
@NullMarked
package samara.cloud.cognitoidp;

import org.jspecify.annotations.NullMarked;

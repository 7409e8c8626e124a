package samara.cloud.cognitoidp;

import samara.wire.AwsException;

/// The errors of user pools.
final class CognitoErrors {
    private CognitoErrors() {}

    static AwsException noPool(String id) {
        return new AwsException("ResourceNotFoundException", 400, "User pool " + id + " does not exist.");
    }

    static AwsException noClient(String id) {
        return new AwsException("ResourceNotFoundException", 400, "User pool client " + id + " does not exist.");
    }

    static AwsException noUser() {
        return new AwsException("UserNotFoundException", 400, "User does not exist.");
    }

    static AwsException userExists() {
        return new AwsException("UsernameExistsException", 400, "User account already exists");
    }

    static AwsException notAuthorized(String message) {
        return new AwsException("NotAuthorizedException", 400, message);
    }

    static AwsException wrongPassword() {
        return notAuthorized("Incorrect username or password.");
    }

    static AwsException invalid(String message) {
        return new AwsException("InvalidParameterException", 400, message);
    }

    static AwsException invalidPassword(String why) {
        return new AwsException("InvalidPasswordException", 400, "Password did not conform with policy: " + why);
    }

    static AwsException notBuilt(String what) {
        return invalid(what + " is not built yet.");
    }
}

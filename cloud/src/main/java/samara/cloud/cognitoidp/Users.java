package samara.cloud.cognitoidp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.gateway.token.JsonWebToken;
import samara.wire.Nothing;
import samara.wire.cognitoidp.AdminCreateUserRequest;
import samara.wire.cognitoidp.AdminCreateUserResponse;
import samara.wire.cognitoidp.AdminDeleteUserRequest;
import samara.wire.cognitoidp.AdminGetUserRequest;
import samara.wire.cognitoidp.AdminGetUserResponse;
import samara.wire.cognitoidp.AdminSetUserPasswordRequest;
import samara.wire.cognitoidp.AdminSetUserPasswordResponse;
import samara.wire.cognitoidp.AttributeType;
import samara.wire.cognitoidp.CognitoIdpApi;
import samara.wire.cognitoidp.GetUserRequest;
import samara.wire.cognitoidp.GetUserResponse;
import samara.wire.cognitoidp.ListUsersRequest;
import samara.wire.cognitoidp.ListUsersResponse;
import samara.wire.cognitoidp.SchemaAttributeType;
import samara.wire.cognitoidp.UserType;

/// Operations on users.
final class Users {
    /// The status of a user whose password an administrator gave for a while.
    static final String TEMPORARY = "FORCE_CHANGE_PASSWORD";

    /// The status of a user whose password is its own.
    static final String CONFIRMED = "CONFIRMED";

    private static final Set<String> STANDARD = Set.of(
            "address",
            "birthdate",
            "email",
            "email_verified",
            "family_name",
            "gender",
            "given_name",
            "locale",
            "middle_name",
            "name",
            "nickname",
            "phone_number",
            "phone_number_verified",
            "picture",
            "preferred_username",
            "profile",
            "updated_at",
            "website",
            "zoneinfo");

    private final Kernel kernel;
    private final UserPools pools;
    private final Tokens tokens;

    Users(Kernel kernel, UserPools pools, Tokens tokens) {
        this.kernel = kernel;
        this.pools = pools;
        this.tokens = tokens;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                CognitoOperation.on(CognitoIdpApi.ADMIN_CREATE_USER, AdminCreateUserRequest::userPoolId, this::create),
                CognitoOperation.on(CognitoIdpApi.ADMIN_GET_USER, AdminGetUserRequest::userPoolId, this::get),
                CognitoOperation.on(CognitoIdpApi.ADMIN_DELETE_USER, AdminDeleteUserRequest::userPoolId, this::delete),
                CognitoOperation.on(
                        CognitoIdpApi.ADMIN_SET_USER_PASSWORD,
                        AdminSetUserPasswordRequest::userPoolId,
                        this::setPassword),
                CognitoOperation.on(CognitoIdpApi.LIST_USERS, ListUsersRequest::userPoolId, this::list),
                CognitoOperation.open(CognitoIdpApi.GET_USER, this::self));
    }

    /// Whether every pool knows an attribute.
    static boolean isStandard(String name) {
        return STANDARD.contains(name);
    }

    private AdminCreateUserResponse create(AdminCreateUserRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        if (in.messageAction().filter("RESEND"::equals).isPresent()) {
            throw CognitoErrors.notBuilt("`MessageAction` RESEND");
        }
        if (in.temporaryPassword().isEmpty() && in.messageAction().isEmpty()) {
            throw CognitoErrors.invalid("No mail is sent here: give a `TemporaryPassword`, or `MessageAction` SUPPRESS"
                    + " and the password by AdminSetUserPassword.");
        }
        String password = in.temporaryPassword().orElseGet(() -> kernel.ids().secret(20) + "aA1!");
        Passwords.check(password, pool);
        Map<String, String> attributes = attributes(in.userAttributes().orElse(List.of()), pool);
        Instant now = kernel.clock().now();
        String sub = kernel.ids().uuid();
        List<String> signIn = pool.shown().usernameAttributes().orElse(List.of());
        String username = in.username();
        if (!signIn.isEmpty()) {
            attributes.putIfAbsent(
                    signIn.contains("email") && username.contains("@") ? "email" : signIn.getFirst(), username);
            username = sub;
            if (pools.user(pool, in.username()).isPresent()) {
                throw CognitoErrors.userExists();
            }
        }
        attributes.put("sub", sub);
        StoredUser user = new StoredUser(
                pool.id(), username, TEMPORARY, true, now, now, attributes, Passwords.hash(password, kernel.ids()));
        pools.add(pool, user);
        return AdminCreateUserResponse.builder().user(shown(user)).build();
    }

    private static Map<String, String> attributes(List<AttributeType> given, StoredPool pool) {
        List<SchemaAttributeType> custom = pool.shown().schemaAttributes().orElse(List.of());
        Map<String, String> attributes = new LinkedHashMap<>();
        for (AttributeType attribute : given) {
            String name = attribute.name();
            boolean known = STANDARD.contains(name)
                    || custom.stream()
                            .anyMatch(one -> one.name().filter(name::equals).isPresent());
            if (!known) {
                throw CognitoErrors.invalid("Attributes did not conform to the schema: Type for attribute {" + name
                        + "} could not be determined");
            }
            attributes.put(name, attribute.value().orElse(""));
        }
        for (SchemaAttributeType one : custom) {
            if (one.required().orElse(false)
                    && !attributes.containsKey(one.name().orElse(""))
                    && !one.name().orElse("").equals("sub")) {
                throw CognitoErrors.invalid("Attributes did not conform to the schema: "
                        + one.name().orElse("") + ": The attribute is required\n");
            }
        }
        return attributes;
    }

    private AdminGetUserResponse get(AdminGetUserRequest in, Call call) {
        StoredUser user = user(pools.get(call.scope(), in.userPoolId()), in.username());
        return AdminGetUserResponse.builder()
                .username(user.username())
                .userAttributes(shown(user.attributes()))
                .userCreateDate(user.created())
                .userLastModifiedDate(user.modified())
                .enabled(user.enabled())
                .userStatus(user.status())
                .build();
    }

    private StoredUser user(StoredPool pool, String name) {
        return pools.user(pool, name).orElseThrow(CognitoErrors::noUser);
    }

    private Nothing delete(AdminDeleteUserRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        pools.delete(pool, user(pool, in.username()));
        return Nothing.INSTANCE;
    }

    private AdminSetUserPasswordResponse setPassword(AdminSetUserPasswordRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        StoredUser user = user(pool, in.username());
        Passwords.check(in.password(), pool);
        String status = in.permanent().orElse(false) ? CONFIRMED : TEMPORARY;
        pools.put(
                pool,
                user.withPassword(
                        Passwords.hash(in.password(), kernel.ids()),
                        status,
                        kernel.clock().now()));
        return AdminSetUserPasswordResponse.builder().build();
    }

    private ListUsersResponse list(ListUsersRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        if (in.filter().filter(text -> !text.isBlank()).isPresent()) {
            throw CognitoErrors.notBuilt("`Filter` of ListUsers");
        }
        List<StoredUser> users = pools.users(pool).stream()
                .filter(user -> in.paginationToken()
                        .filter(after -> user.username().compareTo(after) <= 0)
                        .isEmpty())
                .sorted(java.util.Comparator.comparing(StoredUser::username))
                .toList();
        int limit = in.limit().orElse(60);
        return ListUsersResponse.builder()
                .users(users.stream().limit(limit).map(Users::shown).toList())
                .paginationToken(users.size() > limit ? users.get(limit - 1).username() : null)
                .build();
    }

    /// Who holds an access token.
    private GetUserResponse self(GetUserRequest in, Call call) {
        StoredPool pool = poolOf(in.accessToken());
        StoredUser user = tokens.read(pool, in.accessToken(), "access")
                .flatMap(token -> pools.user(pool, String.valueOf(token.claims().get("sub"))))
                .orElseThrow(() -> CognitoErrors.notAuthorized("Access Token has expired"));
        return GetUserResponse.builder()
                .username(user.username())
                .userAttributes(shown(user.attributes()))
                .build();
    }

    private StoredPool poolOf(String token) {
        try {
            String issuer = String.valueOf(JsonWebToken.of(token).claims().get("iss"));
            return pools.find(issuer.substring(issuer.lastIndexOf('/') + 1))
                    .orElseThrow(() -> CognitoErrors.notAuthorized("Invalid Access Token"));
        } catch (IllegalArgumentException e) {
            throw CognitoErrors.notAuthorized("Invalid Access Token");
        }
    }

    private static UserType shown(StoredUser user) {
        return UserType.builder()
                .username(user.username())
                .attributes(shown(user.attributes()))
                .userCreateDate(user.created())
                .userLastModifiedDate(user.modified())
                .enabled(user.enabled())
                .userStatus(user.status())
                .build();
    }

    private static List<AttributeType> shown(Map<String, String> attributes) {
        List<AttributeType> shown = new ArrayList<>();
        Stream.concat(Stream.of("sub"), attributes.keySet().stream().filter(name -> !name.equals("sub")))
                .forEach(name -> shown.add(AttributeType.builder()
                        .name(name)
                        .value(attributes.get(name))
                        .build()));
        return shown;
    }
}

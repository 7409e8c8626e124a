package samara.wire;

/// The shapes of an operation. Operations that are not built have [Schema#NOTHING] for both.
///
/// @param inputName the XML root of the request, empty where the shape's own name is meant
/// @param inputNamespace the XML namespace of the request's root
/// @param resultWrapper the element around the result in the query protocol, such as `GetCallerIdentityResult`
public record OperationShapes(
        Schema input, Schema output, String inputName, String inputNamespace, String resultWrapper) {}

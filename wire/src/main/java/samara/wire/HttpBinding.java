package samara.wire;

import java.util.List;

/// Where an operation is found over HTTP. The protocols that name the operation themselves ignore all but the method.
///
/// @param uri the path's pattern, such as `/{Bucket}/{Key+}?uploads`
/// @param status of an answer that is no error
/// @param anonymous whether it may come unsigned, such as STS's `AssumeRoleWithWebIdentity`
/// @param checksumRequired whether the body must come with a checksum
/// @param requiredQuery query parameters without which this is another operation
/// @param requiredHeaders headers without which this is another operation
public record HttpBinding(
        String method,
        String uri,
        int status,
        boolean anonymous,
        boolean checksumRequired,
        List<String> requiredQuery,
        List<String> requiredHeaders) {}

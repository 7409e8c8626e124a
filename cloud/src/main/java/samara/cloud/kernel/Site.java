package samara.cloud.kernel;

/// An HTTP surface on the cloud's one port beside the AWS API: an API's stages, function URLs, the console. It comes
/// before the AWS API, so it claims no more than what is surely its own.
public interface Site {

    /// Whether this answers the request, by its host and path alone. Asked for every request: must cost nothing, and
    /// must not touch the body.
    boolean claims(HttpRequest request);

    /// Whether pages of any origin may call it, since it has CORS settings of its own. Else only this machine's may.
    default boolean isForAllPages() {
        return false;
    }

    /// Whether a host name is this site's own, beside those by which the cloud is reached: such as a domain that its
    /// user gave to an API. Others are refused, since a page of the internet may have made them point here.
    default boolean isFor(String host) {
        return false;
    }

    /// Answers. Runs on a virtual thread and may block. An exception becomes a 500 with the request's id.
    HttpResponse serve(HttpRequest request);
}

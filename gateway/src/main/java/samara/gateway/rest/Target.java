package samara.gateway.rest;

import samara.gateway.Backends.ActionUri;

/// What a method's integration calls, with stage variables filled in.
public sealed interface Target {

    /// A function that gets the whole request as an event.
    record FunctionProxy(String function) implements Target {}

    /// A function that gets what a mapping template makes.
    record Function(String function) implements Target {}

    /// An AWS action.
    ///
    /// @param path the path to call, with `{name}` for `integration.request.path.name`
    record Action(ActionUri uri, String path) implements Target {}

    /// An HTTP endpoint that gets the request as it is.
    record HttpProxy(String url) implements Target {}

    /// An HTTP endpoint behind mapping templates.
    record Http(String url) implements Target {}

    /// Nothing: the request template says which integration response it is.
    record Mock() implements Target {}
}

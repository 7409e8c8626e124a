package samara.wire;

/// One operation of a service. Constants of the generated service models: `SqsApi.SEND_MESSAGE`.
///
/// @param <I> the input record
/// @param <O> the output record
public interface OperationModel<I, O> {

    /// The service that offers this.
    ServiceModel service();

    /// AWS's name for it, such as `SendMessage`.
    String name();

    /// Whether shapes were generated for it; one that is not built answers 501 by name.
    boolean isBuilt();

    /// Where it is found over HTTP.
    HttpBinding http();

    /// The shapes of what goes in and comes out, for codecs.
    OperationShapes shapes();
}

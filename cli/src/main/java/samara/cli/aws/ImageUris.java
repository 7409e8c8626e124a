package samara.cli.aws;

import samara.template.Span;

/// Where a packed template finds the images of its functions.
public interface ImageUris {
    /// What takes the place of an `ImageUri`: where the image is to be found by whoever deploys the template.
    ///
    /// @param logicalId the function
    /// @param text the `ImageUri` as the template says it
    /// @param at where it says so
    /// @throws samara.cli.command.UserException if there is no such image
    String packed(String logicalId, String text, Span at);
}

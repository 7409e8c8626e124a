package samara.cli.aws;

import samara.cli.command.UserException;
import samara.functions.image.ImageException;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageSources;
import samara.template.Span;

/// Images for AWS: those that a registry holds already.
public final class RegistryImages implements ImageUris {
    @Override
    public String packed(String logicalId, String text, Span at) {
        try {
            if (!ImageSources.isArchive(text)
                    && ImageReference.of(text)
                            .registry()
                            .filter(host -> !host.equals("localhost"))
                            .isPresent()) {
                return text;
            }
        } catch (ImageException e) {
            throw new UserException(at + ": the image of `" + logicalId + "`: " + e.sentence());
        }
        throw new UserException(at + ": the image `" + text + "` of `" + logicalId
                + "` is on this machine only. Pushing images to ECR is not built in Samara yet: push it with your "
                + "container engine and name it in `ImageUri`.");
    }
}

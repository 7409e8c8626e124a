package samara.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.Packager;
import samara.cli.aws.Stacks;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.project.SourceTemplate;

/// `package`: artifacts to S3, and the template that names them there. It is printed as JSON, which is YAML too.
public final class PackageCommand implements Command {
    @Override
    public String name() {
        return "package";
    }

    @Override
    public String summary() {
        return "Upload an application's artifacts to S3";
    }

    @Override
    public List<Option> own() {
        return StackOptions.LOCAL;
    }

    @Override
    public Set<String> built() {
        return Set.of(
                "output_template_file",
                "s3_bucket",
                "s3_prefix",
                "kms_key_id",
                "use_json",
                "force_upload",
                "resolve_s3",
                "metadata",
                "no_progressbar");
    }

    @Override
    public int run(Invocation invocation) {
        SourceTemplate template = SourceTemplate.read(invocation, true);
        try (Clients clients = StackOptions.clients(invocation)) {
            var stacks = new Stacks(clients, Thread::sleep);
            var bucket =
                    DeployCommand.bucket(invocation, clients, stacks, Optional.empty(), invocation.terminal()::note);
            var images = DeployCommand.images(invocation, clients, template.folder());
            String packed = template.json(new Packager(bucket, template.folder(), images).pack(template.root()));
            Optional<String> output = invocation.arguments().text("output_template_file");
            if (output.isEmpty()) {
                invocation.terminal().line(packed);
                return 0;
            }
            Path file = invocation.environment().resolve(output.get());
            Files.writeString(file, packed);
            invocation
                    .terminal()
                    .line("Successfully packaged artifacts and wrote output template to file " + output.get() + ".");
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

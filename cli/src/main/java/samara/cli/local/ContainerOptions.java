package samara.cli.local;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.Arguments;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.project.TerraformOptions;

/// The options of `sam` that are about Docker's containers and about Terraform. Functions run in the sandbox of this
/// machine; what such an
/// option asks for is either so anyway, or can't be had and is refused.
final class ContainerOptions {
    /// Those that this class answers for.
    static final Set<String> KEYS = Set.of(
            "docker_network",
            "container_host",
            "container_host_interface",
            "add_host",
            "container_dns",
            "invoke_image",
            "skip_pull_image",
            "hook_name",
            "skip_prepare_infra",
            "terraform_plan_file",
            "mount_symlinks",
            "durable_execution_name",
            "language_extensions",
            "beta_features");

    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

    private ContainerOptions() {}

    /// Refuses what can't be had.
    ///
    /// @throws UserException with the reason
    static void check(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        TerraformOptions.refuse(arguments);
        // No image is pulled and nothing is in beta: --skip-pull-image and --beta-features ask for what is so.
        refuse(
                arguments.text("docker_network").filter(name -> !name.equals("host")),
                "--docker-network",
                "functions use this machine's own network, and no network of Docker's");
        refuse(
                arguments.text("container_host").filter(host -> !THIS_MACHINE.contains(host)),
                "--container-host",
                "functions run on this machine and on no other host");
        refuse(
                arguments.text("add_host"),
                "--add-host",
                "functions resolve names as this machine does; put the name into /etc/hosts");
        refuse(
                arguments.text("container_dns"),
                "--container-dns",
                "functions resolve names as this machine does, by /etc/resolv.conf");
        refuse(
                arguments.text("invoke_image"),
                "--invoke-image",
                "zip functions run by this machine's own interpreters, in no image. For a function of an image, set its"
                        + " `ImageUri`");
        refuse(
                arguments.text("durable_execution_name"),
                "--durable-execution-name",
                "durable functions are not built in Samara yet");
        if (arguments.flag("language_extensions").filter(on -> !on).isPresent()) {
            throw new UserException("--no-language-extensions is refused: a template that names AWS::LanguageExtensions"
                    + " is always read with them, as CloudFormation does.");
        }
    }

    private static void refuse(Optional<String> value, String option, String reason) {
        if (value.isPresent()) {
            throw new UserException(option + " is refused: " + reason + ".");
        }
    }
}

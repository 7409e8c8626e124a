package samara.cli.project;

import java.util.List;
import samara.cli.args.Arguments;
import samara.cli.command.UserException;

/// The options of `sam` that are about Terraform projects, which Samara does not read.
public final class TerraformOptions {
    /// Their keys.
    public static final List<String> KEYS =
            List.of("hook_name", "skip_prepare_infra", "terraform_project_root_path", "terraform_plan_file");

    private TerraformOptions() {}

    /// Refuses them.
    ///
    /// @throws UserException with the reason
    public static void refuse(Arguments arguments) {
        for (String key : KEYS) {
            if (arguments.has(key) && !(key.equals("skip_prepare_infra") && !arguments.isOn(key))) {
                throw new UserException("`--" + key.replace('_', '-') + "` needs a Terraform project, which Samara does"
                        + " not read: it takes SAM and CloudFormation templates. Leave it out.");
            }
        }
    }
}

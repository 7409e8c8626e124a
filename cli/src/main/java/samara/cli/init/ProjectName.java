package samara.cli.init;

import samara.cli.args.UsageException;

/// The name of a new application, which names its folder.
final class ProjectName {
    private ProjectName() {}

    /// The name, if it can name a folder and be written into any of a project's files.
    ///
    /// @throws UsageException saying what a name is made of
    static String checked(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._ -]{0,99}")) {
            throw new UsageException(
                    "`" + name + "` is no name for an application: up to 100 letters, digits, hyphens,"
                            + " underscores, dots and spaces, starting with a letter or digit. --output-dir says where it goes.");
        }
        return name;
    }
}

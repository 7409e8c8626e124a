package samara.cli.init;

import java.util.List;

/// Runtimes that share their templates: `python` with `python3.14`, `python3.13`, …
///
/// @param title what people call it
/// @param image the name of AWS's base images: `python` of `public.ecr.aws/lambda/python`
/// @param managers the dependency managers that its templates come for
/// @param runtimes identifiers, the newest first
record Family(String name, String title, String image, List<String> managers, List<String> runtimes) {
    Family {
        managers = List.copyOf(managers);
        runtimes = List.copyOf(runtimes);
    }

    /// The tag of AWS's base image for a runtime: `3.12` of `python3.12`, `22` of `nodejs22.x`.
    static String version(String runtime) {
        return runtime.replaceFirst("^[a-z]+\\.?", "").replaceFirst("\\.x$", "");
    }

    /// The name by which `--base-image` calls a runtime of this family.
    String baseImage(String runtime) {
        boolean provided = runtime.startsWith("provided");
        return "amazon/" + (provided ? name + "-" : "") + runtime + "-base";
    }
}

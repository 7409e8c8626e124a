package samara.cli.lint;

import samara.template.Severity;

/// One thing that is looked for.
interface Rule {

    /// How it is listed.
    About about();

    /// Reports each place where it is found.
    void check(Subject subject, Findings findings);

    /// What is told of a rule.
    ///
    /// @param id stable: `S2001`
    /// @param title what is wrong where it is found, a phrase without a full stop
    /// @param help what it means and what to do, sentences
    record About(String id, Severity severity, String title, String help) {

        static About error(String id, String title, String help) {
            return new About(id, Severity.ERROR, title, help);
        }

        static About warning(String id, String title, String help) {
            return new About(id, Severity.WARNING, title, help);
        }

        static About info(String id, String title, String help) {
            return new About(id, Severity.INFO, title, help);
        }
    }
}

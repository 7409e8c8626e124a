package samara.gateway.waf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.gateway.waf.Statement.TextTest;

/// A group of rules that comes with the firewall, under the name and with the rules' names that AWS documents.
///
/// @param id `AWS#AWSManagedRulesCommonRuleSet`
/// @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html">managed rule
///     groups</a>
public record ManagedRuleGroup(String id, int capacity, String description, List<Rule> rules) {
    private static final List<ManagedRuleGroup> ALL = List.of(commonRuleSet(), sqliRuleSet());

    /// One of the names that [#named] knows.
    public static List<String> names() {
        return ALL.stream().map(ManagedRuleGroup::name).toList();
    }

    /// All groups.
    public static List<ManagedRuleGroup> all() {
        return ALL;
    }

    /// The group of this name.
    public static Optional<ManagedRuleGroup> named(String vendor, String name) {
        return ALL.stream()
                .filter(group -> group.id().equals(vendor + "#" + name))
                .findFirst();
    }

    /// Its name without the vendor's.
    public String name() {
        return id.substring(id.indexOf('#') + 1);
    }

    /// The names of its rules.
    public List<String> ruleNames() {
        return rules.stream().map(Rule::name).toList();
    }

    private static ManagedRuleGroup commonRuleSet() {
        Rules rules = new Rules("awswaf:managed:aws:core-rule-set:");
        Field agent = new Field.SingleHeader("User-Agent");
        rules.add(
                "NoUserAgent_HEADER",
                new Statement.Not(new Statement.Size(agent, List.of(Transformation.NONE), "GT", 0)));
        rules.text(
                "UserAgent_BadBots_HEADER",
                agent,
                "(?i)\\b(?:nessus|nmap|nikto|sqlmap|havij|masscan|dirbuster|acunetix|w3af|zgrab)\\b");
        rules.size("SizeRestrictions_QUERYSTRING", new Field.QueryString(), 2_048);
        rules.size("SizeRestrictions_Cookie_HEADER", new Field.SingleHeader("Cookie"), 10_240);
        rules.size("SizeRestrictions_BODY", new Field.Body(Field.Oversize.MATCH), 8_192);
        rules.size("SizeRestrictions_URIPATH", new Field.UriPath(), 1_024);
        String metadata = "(?i)169\\.254\\.169\\.254|fd00:ec2::254|/latest/(?:meta-data|user-data|dynamic)";
        rules.text("EC2MetaDataSSRF_BODY", body(), metadata);
        rules.text("EC2MetaDataSSRF_COOKIE", new Field.SingleHeader("Cookie"), metadata);
        rules.text("EC2MetaDataSSRF_URIPATH", new Field.UriPath(), metadata);
        rules.text("EC2MetaDataSSRF_QUERYARGUMENTS", new Field.AllQueryArguments(), metadata);
        String traversal = "(?i)(?:\\.\\./|\\.\\.\\\\|/etc/(?:passwd|shadow|hosts)|/proc/self/|c:\\\\windows)";
        rules.text("GenericLFI_QUERYARGUMENTS", new Field.AllQueryArguments(), traversal);
        rules.text("GenericLFI_URIPATH", new Field.UriPath(), traversal);
        rules.text("GenericLFI_BODY", body(), traversal);
        String extension = "(?i)\\.(?:log|ini|conf|cfg|bak|old|swp|sql|env|git|svn|htaccess|htpasswd)(?:$|[/?])";
        rules.text("RestrictedExtensions_URIPATH", new Field.UriPath(), extension);
        rules.text("RestrictedExtensions_QUERYARGUMENTS", new Field.AllQueryArguments(), extension);
        String inclusion = "(?i)(?:https?|ftps?|file|php|data)://\\d{1,3}(?:\\.\\d{1,3}){3}";
        rules.text("GenericRFI_QUERYARGUMENTS", new Field.AllQueryArguments(), inclusion);
        rules.text("GenericRFI_BODY", body(), inclusion);
        rules.text("GenericRFI_URIPATH", new Field.UriPath(), inclusion);
        rules.script("CrossSiteScripting_COOKIE", new Field.SingleHeader("Cookie"));
        rules.script("CrossSiteScripting_QUERYARGUMENTS", new Field.AllQueryArguments());
        rules.script("CrossSiteScripting_BODY", body());
        rules.script("CrossSiteScripting_URIPATH", new Field.UriPath());
        return new ManagedRuleGroup(
                "AWS#AWSManagedRulesCommonRuleSet",
                700,
                "Samara's reading of the core rule set.",
                List.copyOf(rules.all));
    }

    private static ManagedRuleGroup sqliRuleSet() {
        Rules rules = new Rules("awswaf:managed:aws:sql-database:");
        rules.sqli("SQLi_QUERYARGUMENTS", new Field.AllQueryArguments());
        rules.sqli("SQLi_BODY", body());
        rules.sqli("SQLi_COOKIE", new Field.SingleHeader("Cookie"));
        rules.sqli("SQLi_URIPATH", new Field.UriPath());
        return new ManagedRuleGroup(
                "AWS#AWSManagedRulesSQLiRuleSet",
                200,
                "Samara's reading of the SQL database rule set.",
                List.copyOf(rules.all));
    }

    private static Field body() {
        return new Field.Body(Field.Oversize.CONTINUE);
    }

    /// Collects a group's rules.
    private static final class Rules {
        private static final List<Transformation> DECODED =
                List.of(Transformation.URL_DECODE, Transformation.HTML_ENTITY_DECODE);
        private final List<Rule> all = new ArrayList<>();
        private final String labels;

        Rules(String labels) {
            this.labels = labels;
        }

        void add(String name, Statement statement) {
            int underscore = name.lastIndexOf('_');
            String label = name.substring(0, underscore) + "_"
                    + name.charAt(underscore + 1)
                    + name.substring(underscore + 2).toLowerCase(java.util.Locale.ROOT);
            all.add(new Rule(name, all.size(), statement, new Action.Block(Optional.empty()), List.of(labels + label)));
        }

        void text(String name, Field field, String expression) {
            add(name, new Statement.Text(field, DECODED, new TextTest.Regex(Pattern.compile(expression))));
        }

        void size(String name, Field field, long bytes) {
            add(name, new Statement.Size(field, List.of(Transformation.NONE), "GT", bytes));
        }

        void script(String name, Field field) {
            add(name, new Statement.Text(field, DECODED, new TextTest.Xss()));
        }

        void sqli(String name, Field field) {
            add(name, new Statement.Text(field, DECODED, new TextTest.Sqli(false)));
        }
    }
}

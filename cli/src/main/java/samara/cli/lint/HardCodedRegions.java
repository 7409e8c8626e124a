package samara.cli.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Region spelt out inside an ARN or address.
final class HardCodedRegions implements Rule {
    private static final Pattern REGION =
            Pattern.compile("(?:^arn:(?:aws[a-z-]*|\\$\\{AWS::Partition}):[a-z0-9-]*:|[.-])"
                    + "((?:us|eu|ap|ca|sa|me|af|il|mx|cn|us-gov)-[a-z]+-[0-9])(?=:|\\.amazonaws)");

    @Override
    public About about() {
        return About.info(
                "S6002",
                "A Region is spelt out",
                "An ARN or address with a Region in it works in that Region only: `${AWS::Region}` in an `Fn::Sub` is the "
                        + "stack's.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.written()
                .root()
                .get("Resources")
                .ifPresent(resources -> Walk.texts(resources, text -> {
                    Matcher region = REGION.matcher(text.value());
                    if (text.value().length() < 2048 && region.find()) {
                        findings.add(
                                findings.at(text.span(), "The Region `" + region.group(1) + "` is spelt out.")
                                        .hint(
                                                "Write `${AWS::Region}` in an `Fn::Sub`, unless this Region is meant wherever the stack is."));
                    }
                }));
    }
}

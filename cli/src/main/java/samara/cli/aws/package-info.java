/// AWS as a client sees it, be it AWS or the embedded cloud: the clients of the AWS SDK for Java v2, stacks through
/// change
/// sets, and artifacts in a bucket. The same code talks to both; only the endpoint differs.
@NullMarked
package samara.cli.aws;

import org.jspecify.annotations.NullMarked;

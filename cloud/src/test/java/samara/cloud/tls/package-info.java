/// Tests of certificates, and what other tests need to speak TLS as somebody.
@NullMarked
package samara.cloud.tls;

import org.jspecify.annotations.NullMarked;

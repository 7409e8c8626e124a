/// The embedded cloud as a process: `cloud start|run|stop|status|reset|env`, and how other commands find it. A
/// project's
/// cloud lives in the folder `.samara` beside its template: `cloud.properties` there says which process serves it.
@NullMarked
package samara.cli.cloud;

import org.jspecify.annotations.NullMarked;

/// Images read, kept and unpacked; the images are made by the tests, entry by entry.
@NullMarked
package samara.functions.image;

import org.jspecify.annotations.NullMarked;

/** A page without an application around it, for benchmarks to compare with. */
@NullMarked
package bare;

import org.jspecify.annotations.NullMarked;

/** The jobs, each a small class over an operation of another module. */
@NullMarked
package org.sneakyklaus.job.jobs;

import org.jspecify.annotations.NullMarked;

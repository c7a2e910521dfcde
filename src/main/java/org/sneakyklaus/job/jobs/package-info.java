/** The jobs and their schedules; each calls an operation of another module. */
@NullMarked
package org.sneakyklaus.job.jobs;

import org.jspecify.annotations.NullMarked;

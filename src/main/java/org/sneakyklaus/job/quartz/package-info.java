/** What is set up around Quartz: its tables, its lock, its nodes and its errors. */
@NullMarked
package org.sneakyklaus.job.quartz;

import org.jspecify.annotations.NullMarked;

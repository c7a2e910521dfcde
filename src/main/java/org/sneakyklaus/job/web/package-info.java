/** The admin's pages about jobs. */
@NullMarked
package org.sneakyklaus.job.web;

import org.jspecify.annotations.NullMarked;

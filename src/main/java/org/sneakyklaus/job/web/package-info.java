/** The admin's page of the jobs. */
@NullMarked
package org.sneakyklaus.job.web;

import org.jspecify.annotations.NullMarked;

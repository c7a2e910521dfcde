/** The admin's page with the status of the installation. */
@NullMarked
package org.sneakyklaus.health.web;

import org.jspecify.annotations.NullMarked;

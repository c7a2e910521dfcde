/** The admin's page that says how the installation is doing. */
@NullMarked
package org.sneakyklaus.health.web;

import org.jspecify.annotations.NullMarked;

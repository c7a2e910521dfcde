/** The admin's decisions about the installation. */
@NullMarked
package org.sneakyklaus.operation.web;

import org.jspecify.annotations.NullMarked;

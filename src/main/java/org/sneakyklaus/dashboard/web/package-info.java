/** The start page, the admin's list and page of an exchange, and a participant's page. */
@NullMarked
package org.sneakyklaus.dashboard.web;

import org.jspecify.annotations.NullMarked;

/** The admin's pages about e-mails: the outbox, and those that were captured. */
@NullMarked
package org.sneakyklaus.mail.web;

import org.jspecify.annotations.NullMarked;

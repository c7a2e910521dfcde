/** The admin's pages about emails: the outbox and captured emails. */
@NullMarked
package org.sneakyklaus.mail.web;

import org.jspecify.annotations.NullMarked;

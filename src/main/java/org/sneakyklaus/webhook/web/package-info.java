/** The pages of webhooks. */
@NullMarked
package org.sneakyklaus.webhook.web;

import org.jspecify.annotations.NullMarked;

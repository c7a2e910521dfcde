/** Reports from Resend about what became of emails. */
@NullMarked
package org.sneakyklaus.webhook.resend;

import org.jspecify.annotations.NullMarked;

package org.sneakyklaus.dashboard.web;

import org.jspecify.annotations.Nullable;

/** A message to all participants. */
class AnnouncementForm {

    public String text = "";
    /** The text that the page showed as it would be sent; null if it showed none. */
    public @Nullable String shown;

    public boolean confirm;

    /** Whether only the preview is wanted, whatever is ticked. */
    public boolean check;
}

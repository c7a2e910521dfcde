package org.sneakyklaus.support;

/** Whether e-mails are late; implemented where that is known. */
@FunctionalInterface
public interface MailDelay {

    /** True while what is queued now waits for longer; who is to expect an e-mail is told. */
    boolean isHeldUp();
}

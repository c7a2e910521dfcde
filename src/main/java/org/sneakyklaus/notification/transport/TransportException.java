package org.sneakyklaus.notification.transport;

/** An e-mail was not accepted. The message is shown to the admin: it names the cause, but no secret. */
public final class TransportException extends RuntimeException {

    private final boolean permanent;

    /** @param permanent whether trying again would be of no use */
    public TransportException(String message, boolean permanent, Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    public boolean isPermanent() {
        return permanent;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

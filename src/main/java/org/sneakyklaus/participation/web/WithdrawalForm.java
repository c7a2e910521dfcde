package org.sneakyklaus.participation.web;

/** The form of someone who leaves. */
class WithdrawalForm {

    public boolean confirm;
    /** A handle of who looks after their people from now on; empty if these leave, too. */
    public String guardian = "";
}

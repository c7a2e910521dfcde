package org.sneakyklaus.account.web;

/** A new password, with the current one as proof. */
class ChangePasswordForm extends NewPasswordForm {

    public String currentPassword = "";
}

package org.sneakyklaus.account.web;

/** A new password, with the present one as proof. */
class ChangePasswordForm extends NewPasswordForm {

    public String currentPassword = "";
}

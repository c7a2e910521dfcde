package org.sneakyklaus.account.web;

/** A new password, with the current one as proof. */
class ChangePasswordForm extends NewPasswordForm {

    private String currentPassword = "";

    public String getCurrentPassword() {
        return currentPassword;
    }

    public void setCurrentPassword(String currentPassword) {
        this.currentPassword = currentPassword;
    }
}

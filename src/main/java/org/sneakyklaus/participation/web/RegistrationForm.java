package org.sneakyklaus.participation.web;

/** The join form. */
class RegistrationForm extends PersonForm {

    public boolean reminderEnabled;
    public boolean inviteNextTime;
    /** Of a personal link; empty where they take part by email. */
    public String word = "";

    /** Returns an empty form with reminders on. */
    static RegistrationForm blank() {
        var form = new RegistrationForm();
        form.reminderEnabled = true;
        return form;
    }
}

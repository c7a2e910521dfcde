package org.sneakyklaus.participation.web;

/** The form with which people join. */
class RegistrationForm extends PersonForm {

    public boolean reminderEnabled;

    /** An empty form, reminders on. */
    static RegistrationForm blank() {
        var form = new RegistrationForm();
        form.reminderEnabled = true;
        return form;
    }
}

package org.sneakyklaus.participation.web;

import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.support.EmailAddress;

/** The form with which people join. */
class RegistrationForm {

    private String name = "";
    private String email = "";
    private String giftIdeas = "";
    private boolean reminderEnabled;

    /** An empty form, reminders on. */
    static RegistrationForm blank() {
        var form = new RegistrationForm();
        form.reminderEnabled = true;
        return form;
    }

    ProfileDetails toProfile() {
        return new ProfileDetails(name, giftIdeas);
    }

    EmailAddress toEmail() {
        return new EmailAddress(email);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getGiftIdeas() {
        return giftIdeas;
    }

    public void setGiftIdeas(String giftIdeas) {
        this.giftIdeas = giftIdeas;
    }

    public boolean isReminderEnabled() {
        return reminderEnabled;
    }

    public void setReminderEnabled(boolean reminderEnabled) {
        this.reminderEnabled = reminderEnabled;
    }
}

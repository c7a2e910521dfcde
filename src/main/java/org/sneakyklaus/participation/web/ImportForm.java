package org.sneakyklaus.participation.web;

/** A list of people to add. */
class ImportForm {

    private String people = "";
    private boolean confirm;
    private boolean asked;

    public String getPeople() {
        return people;
    }

    public void setPeople(String people) {
        this.people = people;
    }

    public boolean isConfirm() {
        return confirm;
    }

    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }

    /** Returns whether the confirming button was pressed: a preview does not need the confirmation yet. */
    public boolean isAsked() {
        return asked;
    }

    public void setAsked(boolean asked) {
        this.asked = asked;
    }
}

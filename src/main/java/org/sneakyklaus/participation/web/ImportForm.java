package org.sneakyklaus.participation.web;

/** A list of people to add. */
class ImportForm {

    private String people = "";
    private boolean confirm;

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
}

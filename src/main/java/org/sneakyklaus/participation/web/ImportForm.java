package org.sneakyklaus.participation.web;

/** A list of people to add. */
class ImportForm {

    public String people = "";
    public boolean confirm;
    public boolean asked;

    /** Whether the list is only to be checked, whatever is ticked. */
    public boolean check;

    public boolean together;
    public boolean partly;
}

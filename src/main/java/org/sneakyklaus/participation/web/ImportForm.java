package org.sneakyklaus.participation.web;

/** A list of people to add. */
class ImportForm {

    public String people = "";
    public boolean confirm;
    public boolean asked;
    public boolean together;
    public boolean partly;
}

-- Where the admin wants to move to, until a link that is sent there is opened.
ALTER TABLE admin ADD COLUMN new_email VARCHAR(254);

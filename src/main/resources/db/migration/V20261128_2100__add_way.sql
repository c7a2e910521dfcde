-- How a participant is reached. Only whether there is an address is compared, so that a participant who is looked after
-- can lose their guardian, and an exchange can be deleted in any order.
ALTER TABLE participant ADD COLUMN way VARCHAR(16) NOT NULL DEFAULT 'EMAIL'
    CONSTRAINT participant_way CHECK ((way = 'EMAIL') = (email IS NOT NULL));

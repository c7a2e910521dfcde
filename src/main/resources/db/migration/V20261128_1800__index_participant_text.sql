-- At most how many bytes of a page a participant's texts take: ParticipantRepository.findMostTextBytes calculates the
-- same, and finds the longest here without reading everyone.
CREATE INDEX participant_text_bytes ON participant (exchange_id, (
    octet_length(replace(replace(replace(replace(replace(
        name || name || coalesce(email, '') || gift_ideas
            || CASE WHEN length(replace(gift_ideas, '://', '')) < length(gift_ideas) THEN gift_ideas ELSE '' END,
        '&', '______'), '<', '______'), '>', '______'), '"', '______'), '''', '______'))
    + 1100 * CASE WHEN length(gift_ideas) - length(replace(gift_ideas, '://', '')) < 150
        THEN (length(gift_ideas) - length(replace(gift_ideas, '://', ''))) / 3 ELSE 50 END));

-- A code is looked for by the browser that asked for it.
CREATE INDEX magic_token_browser ON magic_token (browser_hash);

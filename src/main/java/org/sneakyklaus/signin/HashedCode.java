package org.sneakyklaus.signin;

/**
 * A code as it is stored.
 *
 * @param codeHash keyed, since six digits are soon guessed
 * @param browserHash tells the browser that asked, and with it the request
 */
record HashedCode(String codeHash, String browserHash) {}

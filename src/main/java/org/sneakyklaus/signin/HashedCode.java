package org.sneakyklaus.signin;

/**
 * A code as it is stored.
 *
 * @param codeHash keyed, since six digits are easily guessed
 * @param browserHash identifies the browser that asked, and thereby the request
 */
record HashedCode(String codeHash, String browserHash) {}

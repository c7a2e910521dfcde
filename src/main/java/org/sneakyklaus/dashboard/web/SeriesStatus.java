package org.sneakyklaus.dashboard.web;

import java.util.Map;

/**
 * What is remembered of earlier exchanges, as far as the admin may know it.
 *
 * @param kept whether anything is remembered of the exchange's series
 * @param agreed number of people of the series who want to be invited next time
 * @param toInvite the same number if they are invited when this draft opens, else 0
 * @param offered the series without exchanges that it could take up instead, by id, described by their draws
 */
record SeriesStatus(boolean kept, int agreed, int toInvite, Map<String, String> offered) {}

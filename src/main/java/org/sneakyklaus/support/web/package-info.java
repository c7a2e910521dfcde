/** What all pages share: layout, messages across redirects, rejected forms and errors. */
@NullMarked
package org.sneakyklaus.support.web;

import org.jspecify.annotations.NullMarked;
